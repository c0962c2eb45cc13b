package org.stoa.access.invitation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.stoa.api.audit.Sensitive;
import org.stoa.api.value.SingleLine;

/**
 * What somebody sends who accepts an invitation.
 *
 * @param password of the identity that the e-mail address has, or to be set for a new one
 * @param displayName name of a new user; null for the part of the e-mail address before the {@code @}
 */
public record NewAcceptance(
        @NotBlank @Size(max = 200) @Sensitive String token,
        @NotBlank @Size(max = 200) @Sensitive String password,
        @Size(min = 1, max = 200) @SingleLine String displayName) {

    @Override
    public String toString() {
        return "NewAcceptance[]";
    }
}
