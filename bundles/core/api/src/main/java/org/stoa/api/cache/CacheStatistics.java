package org.stoa.api.cache;

/**
 * How a cache has served since it was made.
 *
 * @param hits values given out from memory
 * @param misses values that were loaded
 * @param loadNanos how long that took, in all
 * @param entries values in memory, those included that must not be given out any more
 * @param shared null for a cache whose values are this node's alone
 */
public record CacheStatistics(String name, long hits, long misses, long loadNanos, long entries, Shared shared) {

    /**
     * How values were looked for where other nodes keep theirs, before they were loaded.
     *
     * @param hits values found and given out
     * @param misses values that were not there, or too old
     * @param failures look-ups that were not answered in time, and values that could not be read or written
     * @param nanos how long all that took
     */
    public record Shared(long hits, long misses, long failures, long nanos) {}
}
