package org.stoa.access.role;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.access.account.AccountRole;
import org.stoa.api.security.Grant;
import org.stoa.api.security.ShippedRole;

/**
 * One reason for permissions: a shipped role, an own role (name and permissions), a direct grant or denial (permission
 * and effect), or a membership in an account. The components of the other kinds are null.
 */
public record GrantRow(
        ShippedRole shippedRole,
        String roleName,
        List<String> permissions,
        String permission,
        Grant.Effect effect,
        AccountRole accountRole,
        UUID accountId,
        Instant expiresAt) {}
