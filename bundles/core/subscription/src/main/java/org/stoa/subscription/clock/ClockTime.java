package org.stoa.subscription.clock;

import java.time.Instant;

/**
 * Where a test clock begins, or how far it is to be moved on.
 *
 * @param time null for the real time, where it begins
 */
public record ClockTime(Instant time) {}
