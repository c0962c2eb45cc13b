package org.stoa.access.user;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.stoa.api.audit.Sensitive;
import org.stoa.api.value.SingleLine;

/**
 * A user to be added to a tenant.
 *
 * @param username null for none
 * @param password for a new identity; null when the person shall set one by e-mail. It changes nothing when the e-mail
 *     address has an identity already
 * @param role name or id of a role that is held in the whole tenant; null for {@code User}
 */
public record NewUser(
        @NotNull @Email @Size(max = 254) String email,
        @Pattern(regexp = UserDetails.USERNAME, message = UserDetails.USERNAME_RULE) String username,
        @NotBlank @Size(max = 200) @SingleLine String displayName,
        @Size(min = 12, max = 200) @Sensitive String password,
        @Size(max = 100) String role) {

    @Override
    public String toString() {
        return "NewUser[" + email + "]";
    }
}
