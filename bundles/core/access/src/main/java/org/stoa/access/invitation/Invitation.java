package org.stoa.access.invitation;

import java.time.Instant;
import java.util.UUID;

/**
 * An offer to become a user of a tenant. The token that accepts it is in the e-mail only.
 *
 * @param roleId id of the role offered; null when it has been deleted since
 * @param role name of the role offered
 * @param accountId the account it is offered in, or null for the whole tenant
 * @param invitedBy the user who invites; null for the platform
 * @param acceptedBy the user that it made or was accepted by, or null
 */
public record Invitation(
        UUID id,
        String email,
        UUID roleId,
        String role,
        UUID accountId,
        InvitationStatus status,
        Instant expiresAt,
        UUID invitedBy,
        Instant acceptedAt,
        UUID acceptedBy,
        Instant revokedAt,
        Instant createdAt) {}
