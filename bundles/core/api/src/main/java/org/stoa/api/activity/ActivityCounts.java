package org.stoa.api.activity;

/**
 * How often something was done with one target.
 *
 * @param liked whether the caller likes it
 */
public record ActivityCounts(long views, long likes, long shares, long comments, boolean liked) {}
