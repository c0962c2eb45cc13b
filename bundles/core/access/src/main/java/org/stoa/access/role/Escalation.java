package org.stoa.access.role;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.UUID;
import org.stoa.access.AccessProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.PermissionName;
import org.stoa.api.security.Permissions;

/** Nobody hands out more than they hold: not in another scope, and not for longer. */
public final class Escalation {

    private Escalation() {}

    /**
     * Checks that the caller holds every one of {@code names} where and as long as it is about to be given.
     *
     * @param accountId the account it is given in; null for the whole tenant
     * @param expiresAt when what is given ends; null for never
     * @throws ProblemException 403 {@code privilege-escalation} that names the first permission the caller lacks, also
     *     as the member {@code permission}
     */
    public static void refuse(
            CallContext context, Collection<PermissionName> names, UUID accountId, Instant expiresAt) {
        Permissions now = context.permissions();
        Permissions then = atTheEnd(now, expiresAt);
        for (PermissionName name : names) {
            if (!now.allows(name, accountId) || !then.allows(name, accountId)) {
                throw ProblemException.of(AccessProblem.PRIVILEGE_ESCALATION, name.toString())
                        .with("permission", name.toString());
            }
        }
    }

    private static Permissions atTheEnd(Permissions permissions, Instant expiresAt) {
        if (permissions.isSuperAdmin()) {
            return permissions;
        }
        Instant last = expiresAt == null ? Instant.MAX : expiresAt.minus(1, ChronoUnit.MICROS);
        return Permissions.of(permissions.grants(), Clock.fixed(last, ZoneOffset.UTC));
    }
}
