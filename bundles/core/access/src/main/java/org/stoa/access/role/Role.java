package org.stoa.access.role;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.api.rest.Versioned;
import org.stoa.api.security.ShippedRole;

/**
 * A role of a tenant, shipped or its own.
 *
 * @param permissions names of what it gives
 * @param createdAt null for a shipped role
 * @param updatedAt null for a shipped role
 */
public record Role(
        UUID id,
        String name,
        String description,
        RoleType type,
        ShippedRole.Level level,
        List<String> permissions,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {}
