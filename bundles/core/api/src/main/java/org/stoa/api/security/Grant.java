package org.stoa.api.security;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * One permission that somebody was given or denied, and where it came from.
 *
 * @param permission what is granted or denied
 * @param effect grant or deny
 * @param accountId the only account it holds for, or null for the whole tenant
 * @param expiresAt the instant from which it no longer counts, or null for never
 * @param source for people: {@code role Tenant Admin}, {@code direct grant}, ...
 */
public record Grant(PermissionName permission, Effect effect, UUID accountId, Instant expiresAt, String source) {

    /** Whether a grant gives or takes. */
    public enum Effect {
        GRANT,
        DENY
    }

    public Grant {
        Objects.requireNonNull(permission, "permission");
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(source, "source");
    }

    /** Whether it counts at {@code now}. */
    public boolean isCurrent(Instant now) {
        return expiresAt == null || expiresAt.isAfter(now);
    }

    /** Whether it counts in {@code account}; null asks for the tenant as a whole. */
    public boolean appliesTo(UUID account) {
        return accountId == null || accountId.equals(account);
    }
}
