package org.stoa.data.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.stoa.api.cache.Cache;
import org.stoa.api.cache.CacheStatistics;
import org.stoa.api.cache.CacheTag;

/**
 * Values with the number of the last change that each includes. The number is looked at when a value is given out, not
 * when it is stored: so a change cannot fall between loading and storing.
 */
final class TaggedCache<K, V> implements Cache<K, V> {

    private final String name;
    private final ChangeNumbers changes;
    private final BooleanSupplier trusted;
    private final BiFunction<K, V, Collection<CacheTag>> tags;
    /** Null where values are this node's alone. */
    private final SharedCopies<K, V, ?> shared;

    private final com.github.benmanes.caffeine.cache.Cache<K, Entry<V>> entries;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder loadNanos = new LongAdder();

    private record Entry<V>(V value, long stamp, int[] slots) {}

    TaggedCache(
            String name,
            long mostEntries,
            Duration lifetime,
            BiFunction<K, V, Collection<CacheTag>> tags,
            ChangeNumbers changes,
            BooleanSupplier trusted,
            SharedCopies<K, V, ?> shared) {
        this.name = name;
        this.tags = tags;
        this.changes = changes;
        this.trusted = trusted;
        this.shared = shared;
        entries = Caffeine.newBuilder()
                .maximumSize(mostEntries)
                .expireAfterWrite(lifetime)
                .build();
    }

    @Override
    public V get(K key, Supplier<? extends V> load) {
        boolean sure = trusted.getAsBoolean();
        Entry<V> entry = entries.getIfPresent(key);
        if (entry != null && sure && changes.isUnchangedSince(entry.stamp(), entry.slots())) {
            hits.increment();
            return entry.value();
        }
        if (sure && shared != null && shared.isUsable()) {
            long stamp = changes.stamp();
            V value = shared.find(key);
            if (value != null) {
                remember(key, value, stamp);
                return value;
            }
        }
        return reload(key, load);
    }

    @Override
    public V reload(K key, Supplier<? extends V> load) {
        long begun = System.nanoTime();
        long stamp = changes.stamp();
        Freshness.Extent extent = shared != null && shared.isUsable() ? shared.extent() : null;
        V value;
        try {
            value = load.get();
            if (value == null) {
                entries.invalidate(key);
            } else {
                remember(key, value, stamp);
            }
        } finally {
            misses.increment();
            loadNanos.add(System.nanoTime() - begun);
        }
        if (value != null && extent != null) {
            shared.store(key, value, extent);
        }
        return value;
    }

    private void remember(K key, V value, long stamp) {
        entries.put(key, new Entry<>(value, stamp, ChangeNumbers.slots(tags.apply(key, value))));
    }

    CacheStatistics statistics() {
        return new CacheStatistics(
                name,
                hits.sum(),
                misses.sum(),
                loadNanos.sum(),
                entries.estimatedSize(),
                shared == null ? null : shared.statistics());
    }
}
