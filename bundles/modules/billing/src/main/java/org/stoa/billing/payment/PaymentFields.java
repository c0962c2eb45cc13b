package org.stoa.billing.payment;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.stoa.api.value.Money;
import org.stoa.api.value.SingleLine;

/**
 * Money that came in.
 *
 * @param customerId who paid; null for the customer of the invoice
 * @param invoiceId what it is for; null for whatever is due first
 * @param amount more than nothing
 * @param provider who reports it, such as {@code stripe}; null for {@code manual}
 * @param externalReference what the provider calls it: the same again is the same payment
 * @param reference the payer's or the bank's, or null
 * @param receivedAt when it came in; null for now
 */
public record PaymentFields(
        UUID customerId,
        UUID invoiceId,
        @NotNull Money amount,
        @Pattern(regexp = "[a-z][a-z0-9-]{0,29}", message = "must be lower-case letters, digits and hyphens")
                String provider,
        @Size(min = 1, max = 200) @SingleLine String externalReference,
        @Size(max = 200) @SingleLine String reference,
        Instant receivedAt) {
    static final String MANUAL = "manual";

    public PaymentFields {
        provider = provider == null ? MANUAL : provider;
    }

    /** What a doubt about it is filed under. */
    String subject() {
        return provider + " " + externalReference;
    }
}
