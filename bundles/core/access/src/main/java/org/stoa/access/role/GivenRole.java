package org.stoa.access.role;

import java.util.List;
import java.util.UUID;
import org.stoa.api.security.PermissionName;
import org.stoa.api.security.ShippedRole;

/**
 * A role that can be given to users of a tenant.
 *
 * @param id by which it is addressed
 * @param shipped the shipped role, or null for one of the tenant's own
 * @param own permissions of one of the tenant's own roles; empty for a shipped one
 */
public record GivenRole(UUID id, ShippedRole shipped, String name, ShippedRole.Level level, List<PermissionName> own) {

    /** Id of its row, or null for a shipped role. */
    public UUID rowId() {
        return shipped == null ? id : null;
    }

    /** Whether it is held in accounts only. */
    public boolean needsAccount() {
        return level == ShippedRole.Level.ACCOUNT;
    }

    static GivenRole of(ShippedRole role) {
        return new GivenRole(ShippedRoles.id(role), role, role.title(), role.level(), List.of());
    }

    static GivenRole of(Role role) {
        List<PermissionName> names =
                role.permissions().stream().map(PermissionName::parse).toList();
        return new GivenRole(role.id(), null, role.name(), role.level(), names);
    }
}
