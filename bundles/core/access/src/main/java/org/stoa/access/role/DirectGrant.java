package org.stoa.access.role;

import java.time.Instant;
import java.util.UUID;
import org.stoa.api.security.Grant;

/**
 * A permission that a user was given or denied without a role.
 *
 * @param accountId the account it counts in, or null for the whole tenant
 * @param expiresAt when it ends, or null for never
 * @param assignedBy the user who gave it; null for the platform
 */
public record DirectGrant(
        UUID id,
        UUID userId,
        String permission,
        Grant.Effect effect,
        UUID accountId,
        Instant expiresAt,
        UUID assignedBy,
        Instant assignedAt) {}
