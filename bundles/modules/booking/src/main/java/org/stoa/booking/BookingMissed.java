package org.stoa.booking;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.api.value.Money;

/** Domain event {@code booking.BookingMissed}: the client did not come. */
public record BookingMissed(
        UUID bookingId,
        UUID serviceId,
        List<UUID> resourceIds,
        UUID clientUserId,
        String title,
        Instant start,
        Instant end,
        Money fee) {}
