package org.stoa.billing.payment;

import java.time.Instant;
import java.util.UUID;
import org.stoa.api.value.Money;

/**
 * Money that went back.
 *
 * @param kind REFUND by the tenant, REVERSAL by the payer's bank
 */
public record Refund(
        UUID id,
        Kind kind,
        Money amount,
        String provider,
        String externalReference,
        String reason,
        Instant refundedAt) {
    /** Who sent the money back. */
    public enum Kind {
        REFUND,
        REVERSAL
    }
}
