package org.stoa.booking;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Domain event {@code booking.BookingRequested}: somebody has to confirm it. */
public record BookingRequested(
        UUID bookingId,
        UUID serviceId,
        List<UUID> resourceIds,
        UUID clientUserId,
        String title,
        Instant start,
        Instant end,
        Together together) {}
