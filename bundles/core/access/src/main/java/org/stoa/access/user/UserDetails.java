package org.stoa.access.user;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.stoa.api.people.User;
import org.stoa.api.people.UserStatus;
import org.stoa.api.value.SingleLine;

/**
 * What can be changed about a user.
 *
 * @param username unique in the tenant, in any case of letters; null for none
 * @param reason why the status changes, for the audit log; not kept with the user
 */
public record UserDetails(
        @Pattern(regexp = USERNAME, message = USERNAME_RULE) String username,
        @NotBlank @Size(max = 200) @SingleLine String displayName,
        @NotNull UserStatus status,
        @Size(max = 500) String reason) {

    static final String USERNAME = "[a-zA-Z0-9](?:[a-zA-Z0-9._-]{0,48}[a-zA-Z0-9])?";
    static final String USERNAME_RULE = "must be 1 to 50 letters, digits and inner dots, hyphens and underscores";

    static UserDetails of(User user) {
        return new UserDetails(user.username(), user.displayName(), user.status(), null);
    }
}
