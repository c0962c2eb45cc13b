package org.stoa.api.people;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.api.rest.Versioned;

/**
 * The membership of an identity in one tenant.
 *
 * @param roles names of the roles held for the tenant as a whole
 */
public record User(
        UUID id,
        UUID tenantId,
        UUID identityId,
        String email,
        String username,
        String displayName,
        UserStatus status,
        List<String> roles,
        Instant lastLoginAt,
        long loginCount,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {}
