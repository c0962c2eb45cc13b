package org.stoa.booking;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Domain event {@code booking.BookingRescheduled}: it takes place at another time, or with others. */
public record BookingRescheduled(
        UUID bookingId,
        UUID serviceId,
        List<UUID> resourceIds,
        UUID clientUserId,
        String title,
        Instant start,
        Instant end,
        Instant previousStart,
        Instant previousEnd,
        Together together) {}
