package org.stoa.access.invitation;

import java.time.Instant;
import java.util.UUID;
import org.stoa.access.role.ShippedRoles;
import org.stoa.api.security.ShippedRole;

/** A row of {@code access.invitation} without the digest of its token. */
public record InvitationRow(
        UUID id,
        String email,
        UUID roleId,
        ShippedRole shippedRole,
        String roleName,
        UUID accountId,
        Instant expiresAt,
        UUID invitedBy,
        Instant acceptedAt,
        UUID acceptedBy,
        Instant revokedAt,
        Instant createdAt) {

    InvitationStatus status(Instant now) {
        if (acceptedAt != null) {
            return InvitationStatus.ACCEPTED;
        }
        if (revokedAt != null) {
            return InvitationStatus.REVOKED;
        }
        return expiresAt.isAfter(now) ? InvitationStatus.OPEN : InvitationStatus.EXPIRED;
    }

    Invitation invitation(Instant now) {
        return new Invitation(
                id,
                email,
                givenRoleId(),
                roleName,
                accountId,
                status(now),
                expiresAt,
                invitedBy,
                acceptedAt,
                acceptedBy,
                revokedAt,
                createdAt);
    }

    /** The id by which the role is addressed, or null when it has been deleted. */
    UUID givenRoleId() {
        return shippedRole == null ? roleId : ShippedRoles.id(shippedRole);
    }
}
