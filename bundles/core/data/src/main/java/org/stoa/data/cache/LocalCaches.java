package org.stoa.data.cache;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.cache.Cache;
import org.stoa.api.cache.CacheStatistics;
import org.stoa.api.cache.CacheTag;
import org.stoa.api.cache.Caches;
import org.stoa.api.cache.SharedForm;

/** The caches of one process, which hear of changes from whoever calls {@link #heed}. */
public final class LocalCaches implements Caches {

    private static final Logger LOG = LoggerFactory.getLogger(LocalCaches.class);

    private final ChangeNumbers numbers = new ChangeNumbers();
    private final BooleanSupplier trusted;
    private final SharedStore store;
    private final Freshness freshness;
    /** Whose bundle has stopped is let go. */
    private final Map<String, WeakReference<TaggedCache<?, ?>>> caches = new ConcurrentHashMap<>();

    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

    /** Compared by identity: the same listener may listen twice. */
    private static final class Subscription {

        private final CacheTag tag;
        private final Runnable listener;

        Subscription(CacheTag tag, Runnable listener) {
            this.tag = tag;
            this.listener = listener;
        }
    }

    /** Caches that are trusted always, as those of a process which is alone may be. */
    public LocalCaches() {
        this(() -> true);
    }

    /** @param trusted whether values may be given out from memory now; asked each time */
    public LocalCaches(BooleanSupplier trusted) {
        this(trusted, SharedStore.NONE, new Freshness());
    }

    /**
     * @param store where values are shared with other nodes
     * @param freshness decides which of those may be used; hears of changes from the caller
     */
    LocalCaches(BooleanSupplier trusted, SharedStore store, Freshness freshness) {
        this.trusted = trusted;
        this.store = store;
        this.freshness = freshness;
    }

    @Override
    public <K, V> Cache<K, V> create(
            String name, long mostEntries, Duration lifetime, BiFunction<K, V, Collection<CacheTag>> tags) {
        return keep(name, new TaggedCache<>(name, mostEntries, lifetime, tags, numbers, trusted, null));
    }

    @Override
    public <K, V> Cache<K, V> create(
            String name,
            long mostEntries,
            Duration lifetime,
            BiFunction<K, V, Collection<CacheTag>> tags,
            SharedForm<K, V, ?> form) {
        SharedCopies<K, V, ?> shared =
                store == SharedStore.NONE ? null : new SharedCopies<>(name, lifetime, form, tags, store, freshness);
        return keep(name, new TaggedCache<>(name, mostEntries, lifetime, tags, numbers, trusted, shared));
    }

    private <K, V> Cache<K, V> keep(String name, TaggedCache<K, V> cache) {
        caches.put(name, new WeakReference<>(cache));
        return cache;
    }

    @Override
    public void forget(CacheTag tag) {
        heed(List.of(tag));
    }

    /** Forgets what depends on any of {@code tags}; to be called after the change was committed. */
    public void heed(Collection<CacheTag> tags) {
        numbers.changed(tags);
        boolean everything = tags.contains(CacheTag.EVERYTHING);
        for (Subscription subscription : subscriptions) {
            if (everything || tags.contains(subscription.tag)) {
                call(subscription);
            }
        }
    }

    private static void call(Subscription subscription) {
        try {
            subscription.listener.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("A listener to changes of {} failed.", subscription.tag, e);
        }
    }

    @Override
    public AutoCloseable onChange(CacheTag tag, Runnable listener) {
        Subscription subscription = new Subscription(tag, listener);
        subscriptions.add(subscription);
        return () -> subscriptions.remove(subscription);
    }

    @Override
    public List<CacheStatistics> statistics() {
        return caches.values().stream()
                .map(WeakReference::get)
                .filter(Objects::nonNull)
                .map(TaggedCache::statistics)
                .sorted(Comparator.comparing(CacheStatistics::name))
                .toList();
    }

    @Override
    public boolean isTrusted() {
        return trusted.getAsBoolean();
    }

    @Override
    public boolean isShared() {
        return store.isUsable();
    }
}
