package org.stoa.access.role;

import java.time.Instant;
import java.util.UUID;
import org.stoa.api.security.ShippedRole;

/** A row of {@code access.user_role} with the name of its role where that is one of the tenant's own. */
public record AssignmentRow(
        UUID id,
        UUID userId,
        UUID roleId,
        ShippedRole shippedRole,
        String roleName,
        UUID accountId,
        Instant expiresAt,
        UUID assignedBy,
        Instant assignedAt) {

    RoleAssignment assignment() {
        return new RoleAssignment(
                id,
                userId,
                shippedRole == null ? roleId : ShippedRoles.id(shippedRole),
                shippedRole == null ? roleName : shippedRole.title(),
                accountId,
                expiresAt,
                assignedBy,
                assignedAt);
    }
}
