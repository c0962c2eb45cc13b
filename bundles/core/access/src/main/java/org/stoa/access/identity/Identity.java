package org.stoa.access.identity;

import java.time.Instant;
import java.util.UUID;
import org.stoa.api.audit.Sensitive;

/**
 * A person as far as signing in is concerned. What the person is in a tenant is a user.
 *
 * @param realm the realm in which the e-mail address is unique
 * @param email normalized: lower case, NFC
 * @param emailVerifiedAt when the person proved to receive mail there; null when not yet
 * @param passwordHash PHC string; null when no password was set yet
 * @param superAdmin whether the identity administers the platform
 * @param lastTenantId the tenant it last worked in, or null
 */
public record Identity(
        UUID id,
        UUID realm,
        String email,
        Instant emailVerifiedAt,
        @Sensitive String passwordHash,
        boolean superAdmin,
        IdentityStatus status,
        UUID lastTenantId,
        Instant createdAt,
        Instant updatedAt) {

    /** Whether it may sign in. */
    public boolean isActive() {
        return status == IdentityStatus.ACTIVE;
    }

    @Override
    public String toString() {
        return "Identity[" + id + " " + email + "]";
    }
}
