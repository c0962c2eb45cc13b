package org.stoa.booking.series;

import java.time.Instant;

/**
 * An occurrence that cannot be booked.
 *
 * @param code {@code slot-not-offered} or {@code slot-taken}
 */
public record SkippedOccurrence(Instant start, String code) {}
