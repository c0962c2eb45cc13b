package org.stoa.access.session;

import java.time.Instant;
import java.util.UUID;
import org.stoa.access.AccessProblem;
import org.stoa.access.identity.IdentityStatus;
import org.stoa.api.people.UserStatus;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.tenant.TenantStatus;

/**
 * Whether somebody may work, as far as identity, tenant and user decide that.
 *
 * @param tenantId null for work without tenant; then what follows is not looked at
 * @param tenantStatus null when there is no such tenant any more
 * @param userId null when the identity is no user of the tenant
 */
record Standing(
        IdentityStatus identityStatus,
        boolean superAdmin,
        UUID tenantId,
        TenantStatus tenantStatus,
        UUID userId,
        UserStatus userStatus) {

    /**
     * Refuses who may not work. Super administrators may wherever they are; somebody has to be able to open a tenant again.
     *
     * @throws ProblemException 403 {@code user-suspended} or {@code tenant-suspended}
     */
    void require() {
        if (identityStatus != IdentityStatus.ACTIVE) {
            throw ProblemException.of(AccessProblem.USER_SUSPENDED);
        }
        if (tenantId == null || superAdmin) {
            return;
        }
        if (tenantStatus == null || !tenantStatus.isOpen()) {
            throw ProblemException.of(AccessProblem.TENANT_SUSPENDED);
        }
        if (userId == null || userStatus != UserStatus.ACTIVE) {
            throw ProblemException.of(AccessProblem.USER_SUSPENDED);
        }
    }

    /** Refuses what has ended: 401 {@code session-revoked}. */
    static void requireRunning(Instant sessionExpiresAt, Instant sessionRevokedAt, Instant now) {
        if (sessionRevokedAt != null || !sessionExpiresAt.isAfter(now)) {
            throw Refusals.sessionRevoked();
        }
    }
}
