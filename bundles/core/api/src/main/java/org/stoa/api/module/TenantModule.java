package org.stoa.api.module;

import java.time.Instant;
import java.util.UUID;

/**
 * What one module is to one tenant.
 *
 * @param version the version it was last enabled with, or the installed one when it never was
 * @param enabledAt when it was last enabled, or null
 */
public record TenantModule(
        UUID tenantId,
        String moduleId,
        String name,
        String version,
        Status status,
        Instant enabledAt,
        Instant updatedAt) {

    /** Whether the tenant can use it. */
    public enum Status {
        /** Never enabled, or purged. */
        AVAILABLE,
        /** Being enabled: seeding has begun and is finished at the next start if it was interrupted. */
        ENABLING,
        ENABLED,
        /** Switched off; its data is kept. */
        DISABLED,
        /** Being purged: finished at the next start if it was interrupted. */
        PURGING
    }
}
