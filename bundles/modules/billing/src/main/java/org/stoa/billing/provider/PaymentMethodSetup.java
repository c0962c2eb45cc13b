package org.stoa.billing.provider;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.stoa.api.audit.Sensitive;

/**
 * A payer is about to leave something that can be charged later.
 *
 * @param state what is known of it
 * @param failure why the last try did not work, or null
 * @param clientSecret for the provider's library in the payer's browser; only in the answer that begins it
 */
public record PaymentMethodSetup(
        UUID id,
        UUID customerId,
        String provider,
        MethodSetup.Status state,
        String failure,
        @Sensitive String clientSecret) {

    /**
     * What a client states.
     *
     * @param automatic whether invoices are to be charged when they are issued; null for yes
     */
    public record Fields(
            @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,29}", message = "must be the name of a payment provider")
                    String provider,
            Boolean automatic) {}

    /** Whether invoices are to be charged when they are issued. */
    public record Automatic(@NotNull Boolean automatic) {}
}
