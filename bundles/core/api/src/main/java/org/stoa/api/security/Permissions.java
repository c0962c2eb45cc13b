package org.stoa.api.security;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.stoa.api.security.PermissionName.Tier;

/**
 * What one caller may do. Immutable; expiring grants are judged by the clock at each question.
 *
 * <p>Order of judgement: super admin; explicit deny, which wins over every grant; then grants from the widest tier to
 * the narrowest (platform, tenant, account, user). A grant scoped to an account counts in that account only. An API key
 * narrows the permissions of the user who made it and never widens them.
 */
public final class Permissions {

    private static final Permissions NONE = new Permissions(false, List.of(), null, Clock.systemUTC());
    private static final Permissions ALL = new Permissions(true, List.of(), null, Clock.systemUTC());

    private final boolean superAdmin;
    private final List<Grant> grants;
    private final Set<PermissionName> ceiling;
    private final Clock clock;

    private Permissions(boolean superAdmin, List<Grant> grants, Set<PermissionName> ceiling, Clock clock) {
        this.superAdmin = superAdmin;
        this.grants = grants;
        this.ceiling = ceiling;
        this.clock = clock;
    }

    /** No permission at all. */
    public static Permissions none() {
        return NONE;
    }

    /** Every permission: super administrators and the platform itself. */
    public static Permissions all() {
        return ALL;
    }

    /** The permissions that follow from {@code grants}, judged by {@code clock}. */
    public static Permissions of(Collection<Grant> grants, Clock clock) {
        return new Permissions(false, List.copyOf(grants), null, clock);
    }

    /** The same permissions, but none that {@code ceiling} does not cover: what an API key may do. */
    public Permissions narrowedTo(Collection<PermissionName> names) {
        return new Permissions(superAdmin, grants, Set.copyOf(names), clock);
    }

    /** Whether this is a super administrator, to whom no deny applies. */
    public boolean isSuperAdmin() {
        return superAdmin;
    }

    /** The grants these permissions were made of; empty for a super administrator. */
    public List<Grant> grants() {
        return grants;
    }

    /** Whether {@code permission} is held for the tenant as a whole. */
    public boolean allows(PermissionName permission) {
        return allows(permission, null);
    }

    /** Whether {@code permission} is held in {@code accountId}; null asks for the tenant as a whole. */
    public boolean allows(PermissionName permission, UUID accountId) {
        if (ceiling != null && ceiling.stream().noneMatch(name -> name.covers(permission))) {
            return false;
        }
        if (superAdmin) {
            return true;
        }
        Instant now = clock.instant();
        boolean granted = false;
        for (Grant grant : grants) {
            if (!grant.appliesTo(accountId) || !grant.isCurrent(now)) {
                continue;
            }
            if (grant.effect() == Grant.Effect.DENY) {
                if (grant.permission().denies(permission)) {
                    return false;
                }
            } else if (!granted) {
                granted = grant.permission().covers(permission);
            }
        }
        return granted;
    }

    /** The answer of {@link #allows(PermissionName, UUID)} with its derivation. */
    public Decision explain(PermissionName permission, UUID accountId) {
        List<Decision.Step> steps = new ArrayList<>();
        if (ceiling != null && ceiling.stream().noneMatch(name -> name.covers(permission))) {
            steps.add(new Decision.Step("api-key", "denied", List.of("the API key's scopes do not include it")));
            return new Decision(false, permission.toString(), "api-key", steps);
        }
        if (superAdmin) {
            steps.add(new Decision.Step("super-admin", "allowed", List.of("super administrators may do everything")));
            return new Decision(true, permission.toString(), "super-admin", steps);
        }
        steps.add(new Decision.Step("super-admin", "undecided", List.of("not a super administrator")));
        Instant now = clock.instant();
        List<String> denies = matching(permission, accountId, now, Grant.Effect.DENY, null);
        if (!denies.isEmpty()) {
            steps.add(new Decision.Step("deny", "denied", denies));
            return new Decision(false, permission.toString(), "deny", steps);
        }
        steps.add(new Decision.Step("deny", "undecided", List.of("no deny applies")));
        for (Tier tier : Tier.values()) {
            if (tier.compareTo(permission.tier()) > 0) {
                break;
            }
            String check = tier.name().toLowerCase(Locale.ROOT);
            List<String> reasons = matching(permission, accountId, now, Grant.Effect.GRANT, tier);
            if (!reasons.isEmpty()) {
                steps.add(new Decision.Step(check, "allowed", reasons));
                return new Decision(true, permission.toString(), check, steps);
            }
            steps.add(new Decision.Step(check, "undecided", nearMisses(permission, accountId, now, tier)));
        }
        return new Decision(false, permission.toString(), "no grant", steps);
    }

    private List<String> matching(
            PermissionName permission, UUID accountId, Instant now, Grant.Effect effect, Tier tier) {
        return grants.stream()
                .filter(grant -> grant.effect() == effect && grant.appliesTo(accountId) && grant.isCurrent(now))
                .filter(grant -> tier == null || grant.permission().tier() == tier)
                .filter(grant -> effect == Grant.Effect.DENY
                        ? grant.permission().denies(permission)
                        : grant.permission().covers(permission))
                .map(Permissions::describe)
                .toList();
    }

    private List<String> nearMisses(PermissionName permission, UUID accountId, Instant now, Tier tier) {
        List<String> misses = new ArrayList<>();
        for (Grant grant : grants) {
            boolean relevant = grant.effect() == Grant.Effect.GRANT
                    && grant.permission().tier() == tier
                    && grant.permission().covers(permission);
            if (relevant && !grant.isCurrent(now)) {
                misses.add(describe(grant) + ", expired " + grant.expiresAt());
            } else if (relevant && !grant.appliesTo(accountId)) {
                misses.add(describe(grant) + ", which is not the account asked for");
            }
        }
        return misses.isEmpty() ? List.of("no grant of this tier covers it") : misses;
    }

    private static String describe(Grant grant) {
        String scope = grant.accountId() == null ? "" : " in account " + grant.accountId();
        return grant.source() + ": " + grant.permission() + scope;
    }
}
