package org.stoa.booking.series;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.booking.booking.Booking;

/**
 * Bookings that repeat.
 *
 * @param recurrence rule of RFC 5545
 * @param start where the rule begins
 * @param bookings what there is of it, moved and cancelled ones included, by time
 * @param skipped what was left out when it was made, as it could not be booked; empty later
 */
public record Series(
        UUID id,
        UUID serviceId,
        String recurrence,
        Instant start,
        String timezone,
        List<Booking> bookings,
        List<SkippedOccurrence> skipped,
        Instant createdAt) {
    public Series {
        bookings = List.copyOf(bookings);
        skipped = List.copyOf(skipped);
    }
}
