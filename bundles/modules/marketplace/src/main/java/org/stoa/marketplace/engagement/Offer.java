package org.stoa.marketplace.engagement;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.stoa.api.value.Money;

/**
 * What one side proposed.
 *
 * @param userId who made it
 * @param price of one hour, day or piece
 * @param quantity how many of these
 */
public record Offer(
        UUID id,
        UUID applicationId,
        Side side,
        UUID userId,
        OfferStatus status,
        Money price,
        BigDecimal quantity,
        Instant start,
        Instant end,
        String timezone,
        String message,
        Instant expiresAt,
        Instant createdAt,
        Instant updatedAt) {

    /** Whether it can be accepted at a time; the event of its end may come a moment later. */
    boolean isOpenAt(Instant now) {
        return status == OfferStatus.OPEN && (expiresAt == null || expiresAt.isAfter(now));
    }
}
