package org.stoa.data.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.cache.CacheStatistics;
import org.stoa.api.cache.CacheTag;
import org.stoa.api.cache.SharedForm;
import org.stoa.data.json.StoredJson;

/**
 * The values of one cache that nodes share. A copy is three lines: the history, the snapshot, and the value as JSON. Its
 * key is {@code stoa:{format}:{cache}:{key}}.
 */
final class SharedCopies<K, V, S> {

    /** For how long a change is known to nodes that start later; see {@link NodeTable}. */
    static final Duration LONGEST_LIFETIME = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(SharedCopies.class);
    /** Raised whenever nodes of an older version would misunderstand the first two lines, or take them for their own. */
    private static final int LAYOUT = 1;

    private static final int LINES = 3;

    private final String prefix;
    private final Duration lifetime;
    private final SharedForm<K, V, S> form;
    private final BiFunction<K, V, Collection<CacheTag>> tags;
    private final SharedStore store;
    private final Freshness freshness;
    private final ObjectMapper json;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    SharedCopies(
            String name,
            Duration lifetime,
            SharedForm<K, V, S> form,
            BiFunction<K, V, Collection<CacheTag>> tags,
            SharedStore store,
            Freshness freshness) {
        this.prefix = "stoa:" + LAYOUT + "." + form.format() + ":" + name + ":";
        this.lifetime = lifetime.compareTo(LONGEST_LIFETIME) < 0 ? lifetime : LONGEST_LIFETIME;
        this.form = form;
        this.tags = tags;
        this.store = store;
        this.freshness = freshness;
        // what a node of another version has written is read in full or not at all
        this.json = StoredJson.builder(form.type().getClassLoader())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    boolean isUsable() {
        return store.isUsable();
    }

    /** A value that includes all changes which are known now; null when there is none. */
    V find(K key) {
        long begun = System.nanoTime();
        try {
            String copy = store.get(prefix + form.key().apply(key));
            V value = copy == null ? null : read(key, copy);
            (value == null ? misses : hits).increment();
            return value;
        } catch (IOException | RuntimeException e) {
            LOG.debug("No use of a shared value of {}", prefix, e);
            failures.increment();
            return null;
        } finally {
            nanos.add(System.nanoTime() - begun);
        }
    }

    private V read(K key, String copy) throws IOException {
        String[] lines = copy.split("\n", LINES);
        if (lines.length != LINES) {
            throw new IOException("no copy of a value");
        }
        V value = form.read().apply(key, json.readValue(lines[2], form.type()));
        return isCurrent(key, value, new Freshness.Extent(lines[0], Snapshot.parse(lines[1]))) ? value : null;
    }

    /** What a value includes whose loading begins after this; null while that cannot be said. */
    Freshness.Extent extent() {
        return freshness.extent();
    }

    /** Shares a value, unless this node itself would not use it any more. */
    void store(K key, V value, Freshness.Extent extent) {
        try {
            if (isCurrent(key, value, extent)) {
                String kept = json.writeValueAsString(form.write().apply(value));
                String copy = extent.history() + "\n" + extent.seen() + "\n" + kept;
                store.put(prefix + form.key().apply(key), copy, lifetime);
            }
        } catch (JsonProcessingException | RuntimeException e) {
            LOG.error("A value cannot be shared as {}.", prefix, e);
            failures.increment();
        }
    }

    private boolean isCurrent(K key, V value, Freshness.Extent extent) {
        return freshness.isMetBy(extent, ChangeNumbers.slots(tags.apply(key, value)));
    }

    CacheStatistics.Shared statistics() {
        return new CacheStatistics.Shared(hits.sum(), misses.sum(), failures.sum(), nanos.sum());
    }
}
