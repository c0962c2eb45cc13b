package org.stoa.billing.parking;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.stoa.billing.currency.Decimals;

/**
 * Something that could not be booked without a doubt.
 *
 * @param customerId whose account rests until it is released; null when nobody knows
 * @param subject what it is about, such as {@code stripe pi_123}; unique per reason, so that what is reported twice is
 *     parked once
 * @param detail what came in, in words
 * @param amount what came in, or null
 * @param currency ISO 4217 code of {@code amount}, or null
 * @param releasedBy who took responsibility; null as long as nobody has
 */
public record ParkedItem(
        UUID id,
        UUID customerId,
        ParkingReason reason,
        String subject,
        String detail,
        BigDecimal amount,
        String currency,
        UUID invoiceId,
        UUID paymentId,
        Instant parkedAt,
        Instant releasedAt,
        String releasedBy,
        String releaseNote) {
    public ParkedItem {
        amount = Decimals.plain(amount);
    }
}
