package org.stoa.booking;

import java.time.Instant;
import java.util.UUID;

/** Domain event {@code booking.SlotOffered}: a slot is held for somebody who waited, until {@code expiresAt}. */
public record SlotOffered(
        UUID waitingId,
        UUID holdId,
        UUID serviceId,
        UUID clientUserId,
        Instant start,
        Instant end,
        Instant expiresAt) {}
