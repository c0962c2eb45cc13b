package org.stoa.access.registration;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.stoa.api.audit.Sensitive;
import org.stoa.api.tenant.NewTenant;
import org.stoa.api.value.SingleLine;

/**
 * An organization that registers itself.
 *
 * @param organization name of the tenant
 * @param identifier identifier of the tenant
 * @param email of its first administrator
 * @param password to be set for a new identity; an identity that the address has already is asked for its own
 * @param displayName name of the administrator
 */
public record NewRegistration(
        @NotBlank @Size(max = 200) @SingleLine String organization,
        @NotNull
                @Pattern(
                        regexp = NewTenant.IDENTIFIER,
                        message = "must be 2 to 63 lower-case letters, digits and inner hyphens")
                String identifier,
        @NotNull @Email @Size(max = 254) String email,
        @NotNull @Size(min = 12, max = 200) @Sensitive String password,
        @NotBlank @Size(max = 200) @SingleLine String displayName) {

    @Override
    public String toString() {
        return "NewRegistration[" + identifier + "]";
    }
}
