package org.stoa.billing.provider;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.stoa.api.value.SingleLine;

/**
 * A payment to begin, of all that is still to be paid of an invoice.
 *
 * @param provider such as {@code stripe} or {@code manual}
 * @param paymentMethod something of the payer's that the provider may charge at once, such as {@code pm_1N...}; null when the
 *     payer pays by itself
 */
public record AttemptFields(
        @NotNull UUID invoiceId,
        @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,29}", message = "must be the name of a payment provider")
                String provider,
        @Size(min = 1, max = 200) @SingleLine String paymentMethod) {}
