package org.stoa.access.role;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.stoa.access.AccessProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Grant;
import org.stoa.api.security.PermissionName;
import org.stoa.api.security.PermissionName.Action;
import org.stoa.api.security.PermissionName.Tier;
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
        List<UUID> scopes = scopes(now, accountId);
        for (PermissionName name : names) {
            for (PermissionName implied : implied(name)) {
                boolean held =
                        scopes.stream().allMatch(scope -> now.allows(implied, scope) && then.allows(implied, scope));
                if (!held) {
                    throw ProblemException.of(AccessProblem.PRIVILEGE_ESCALATION, implied.toString())
                            .with("permission", implied.toString());
                }
            }
        }
    }

    /** All that somebody may do who holds {@code name}; a denial may have taken any of it from the caller. */
    private static List<PermissionName> implied(PermissionName name) {
        return Arrays.stream(Tier.values())
                .filter(tier -> tier.compareTo(name.tier()) >= 0)
                .flatMap(tier -> Arrays.stream(Action.values())
                        .filter(action -> action == name.action() || name.action() == Action.ADMIN)
                        .map(action -> new PermissionName(tier, name.resource(), action)))
                .toList();
    }

    /** Where it will count: the whole tenant includes the accounts in which the caller is denied something. */
    private static List<UUID> scopes(Permissions permissions, UUID accountId) {
        List<UUID> scopes = new ArrayList<>();
        scopes.add(accountId);
        if (accountId == null) {
            permissions.grants().stream()
                    .filter(grant -> grant.effect() == Grant.Effect.DENY && grant.accountId() != null)
                    .map(Grant::accountId)
                    .forEach(scopes::add);
        }
        return scopes;
    }

    private static Permissions atTheEnd(Permissions permissions, Instant expiresAt) {
        if (permissions.isSuperAdmin()) {
            return permissions;
        }
        Instant last = expiresAt == null ? Instant.MAX : expiresAt.minus(1, ChronoUnit.MICROS);
        return Permissions.of(permissions.grants(), Clock.fixed(last, ZoneOffset.UTC));
    }
}
