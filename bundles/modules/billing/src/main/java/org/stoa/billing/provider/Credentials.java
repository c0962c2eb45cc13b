package org.stoa.billing.provider;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.stoa.api.audit.Sensitive;

/**
 * By what a provider knows a tenant. Never given back to anybody, and in no log.
 *
 * @param apiKey with which the tenant asks
 * @param webhookSecret with which the provider signs
 */
public record Credentials(
        @Sensitive @Size(min = 8, max = 300) @Pattern(regexp = "[\\x21-\\x7e]+", message = "must be visible ASCII")
                String apiKey,
        @Sensitive @Size(min = 8, max = 300) @Pattern(regexp = "[\\x21-\\x7e]+", message = "must be visible ASCII")
                String webhookSecret) {

    static final Credentials NONE = new Credentials(null, null);

    @Override
    public String toString() {
        return "Credentials[...]";
    }
}
