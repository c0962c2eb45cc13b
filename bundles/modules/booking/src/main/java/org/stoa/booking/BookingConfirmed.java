package org.stoa.booking;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Domain event {@code booking.BookingConfirmed}: it takes place unless something happens. */
public record BookingConfirmed(
        UUID bookingId,
        UUID serviceId,
        List<UUID> resourceIds,
        UUID clientUserId,
        String title,
        Instant start,
        Instant end,
        Together together) {}
