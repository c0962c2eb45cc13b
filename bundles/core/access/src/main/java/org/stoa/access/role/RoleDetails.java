package org.stoa.access.role;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.stoa.api.security.ShippedRole;
import org.stoa.api.value.SingleLine;

/**
 * What a tenant says of a role of its own.
 *
 * @param level TENANT for any permission that can be given in a tenant, ACCOUNT for those of the tiers account and user,
 *     USER for those of the tier user; a role of level ACCOUNT is held in an account only
 * @param permissions names of what it gives
 */
public record RoleDetails(
        @NotBlank @Size(max = 100) @SingleLine String name,
        @Size(max = 1000) String description,
        @NotNull ShippedRole.Level level,
        @NotNull @Size(max = 500) List<@NotNull @Size(max = 100) String> permissions) {

    static RoleDetails of(Role role) {
        return new RoleDetails(role.name(), role.description(), role.level(), role.permissions());
    }
}
