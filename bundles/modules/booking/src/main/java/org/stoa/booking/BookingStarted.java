package org.stoa.booking;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Domain event {@code booking.BookingStarted}. */
public record BookingStarted(
        UUID bookingId,
        UUID serviceId,
        List<UUID> resourceIds,
        UUID clientUserId,
        String title,
        Instant start,
        Instant end) {}
