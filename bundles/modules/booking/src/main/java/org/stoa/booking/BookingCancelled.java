package org.stoa.booking;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.api.value.Money;

/** Domain event {@code booking.BookingCancelled}; {@code fee} is what the client owes for that, or null. */
public record BookingCancelled(
        UUID bookingId,
        UUID serviceId,
        List<UUID> resourceIds,
        UUID clientUserId,
        String title,
        Instant start,
        Instant end,
        String reason,
        Money fee,
        Together together) {}
