package org.stoa.api.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import org.osgi.annotation.versioning.ProviderType;

/** Makes the caches of this node, and tells them of changes. */
@ProviderType
public interface Caches {

    /**
     * A new cache, which lasts as long as whoever asked for it keeps it.
     *
     * @param name lower-case letters and hyphens; the metrics show it, of two caches with one name the newer
     * @param mostEntries beyond which values are dropped
     * @param lifetime after which a value is dropped in any case; it bounds memory, not staleness
     * @param tags what a value depends on
     */
    <K, V> Cache<K, V> create(
            String name, long mostEntries, Duration lifetime, BiFunction<K, V, Collection<CacheTag>> tags);

    /**
     * The same; where nodes share what they have loaded, a value is looked for there before it is loaded.
     *
     * @param form how values are kept there
     */
    <K, V> Cache<K, V> create(
            String name,
            long mostEntries,
            Duration lifetime,
            BiFunction<K, V, Collection<CacheTag>> tags,
            SharedForm<K, V, ?> form);

    /**
     * Forgets, on this node alone, what depends on a tag. For what differs from node to node, such as installed bundles; so
     * it has no bearing on what nodes share.
     */
    void forget(CacheTag tag);

    /**
     * Has {@code listener} called after each change of {@code tag}, on whichever node, and when some may have been missed,
     * until the result is closed. It is called before the write that made the change returns: hands longer work on.
     */
    AutoCloseable onChange(CacheTag tag, Runnable listener);

    /** How the caches have served since they were made, by name. */
    List<CacheStatistics> statistics();

    /** Whether values are given out from memory now. */
    boolean isTrusted();

    /** Whether values are looked for where other nodes keep theirs now; false where nodes share nothing. */
    boolean isShared();
}
