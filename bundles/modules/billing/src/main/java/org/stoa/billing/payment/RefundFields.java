package org.stoa.billing.payment;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.stoa.api.value.Money;
import org.stoa.api.value.SingleLine;

/**
 * Money that goes back.
 *
 * @param amount more than nothing, and not more than is left of the payment; null for all that is left
 * @param provider who reports it; null for {@code manual}
 * @param externalReference what the provider calls it: the same again is the same refund
 * @param reason for the statement, or null
 * @param refundedAt null for now
 */
public record RefundFields(
        Money amount,
        @Pattern(regexp = "[a-z][a-z0-9-]{0,29}", message = "must be lower-case letters, digits and hyphens")
                String provider,
        @Size(min = 1, max = 200) @SingleLine String externalReference,
        @Size(max = 500) @SingleLine String reason,
        Instant refundedAt) {
    public RefundFields {
        provider = provider == null ? PaymentFields.MANUAL : provider;
    }
}
