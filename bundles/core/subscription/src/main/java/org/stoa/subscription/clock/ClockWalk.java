package org.stoa.subscription.clock;

import java.time.Instant;
import java.time.LocalDate;

/**
 * How far a test clock was moved on.
 *
 * @param today the day, where the tenant is
 * @param steps how many times something fell due on the way
 * @param undelivered how much of it somebody failed on; it is tried again
 */
public record ClockWalk(Instant now, LocalDate today, int steps, long undelivered) {}
