package org.stoa.access.role;

import java.time.Instant;
import java.util.UUID;

/**
 * A role that a user holds.
 *
 * @param role name of the role
 * @param accountId the account it is held in, or null for the whole tenant
 * @param expiresAt when it ends, or null for never
 * @param assignedBy the user who gave it; null for the platform
 */
public record RoleAssignment(
        UUID id,
        UUID userId,
        UUID roleId,
        String role,
        UUID accountId,
        Instant expiresAt,
        UUID assignedBy,
        Instant assignedAt) {}
