package org.stoa.booking.hold;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A slot that is kept for somebody until a moment.
 *
 * @param clientUserId null for a guest
 * @param bookingId what was made of it; null otherwise
 */
public record Hold(
        UUID id,
        UUID serviceId,
        List<UUID> resourceIds,
        UUID clientUserId,
        String clientName,
        String clientEmail,
        Instant start,
        Instant end,
        String timezone,
        Instant expiresAt,
        Status status,
        UUID bookingId,
        Instant createdAt) {
    /** How far it has come. */
    public enum Status {
        HELD,
        /** A booking was made of it. */
        CONFIRMED,
        RELEASED,
        EXPIRED
    }

    public Hold {
        resourceIds = List.copyOf(resourceIds);
    }

    /** As it is at a moment: what has expired is so, even while nobody has said it. */
    Hold at(Instant now) {
        boolean over = status == Status.HELD && !expiresAt.isAfter(now);
        return over
                ? new Hold(
                        id,
                        serviceId,
                        resourceIds,
                        clientUserId,
                        clientName,
                        clientEmail,
                        start,
                        end,
                        timezone,
                        expiresAt,
                        Status.EXPIRED,
                        bookingId,
                        createdAt)
                : this;
    }
}
