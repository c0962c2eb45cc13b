package org.stoa.api.cache;

/**
 * How a cache has served since it was made.
 *
 * @param hits values given out from memory
 * @param misses values that were loaded
 * @param loadNanos how long that took, in all
 * @param entries values in memory, those included that must not be given out any more
 */
public record CacheStatistics(String name, long hits, long misses, long loadNanos, long entries) {}
