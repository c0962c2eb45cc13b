package org.stoa.registry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.stoa.api.module.TenantModule;

/**
 * What is stored of a module that a tenant has, or had and whose data is kept.
 *
 * @param moduleVersion version of the bundle it was last enabled with
 * @param enabledAt when it was last enabled; null while it is enabled for the first time
 * @param version of the row, for optimistic locking
 */
record TenantModuleRow(
        UUID tenantId,
        String moduleId,
        TenantModule.Status status,
        String moduleVersion,
        Instant enabledAt,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** A module that is enabled for the first time. */
    static TenantModuleRow enabling(UUID tenantId, String moduleId, String moduleVersion, Instant now) {
        return new TenantModuleRow(tenantId, moduleId, TenantModule.Status.ENABLING, moduleVersion, null, 1, now, now);
    }

    static Map<String, TenantModuleRow> byId(List<TenantModuleRow> rows) {
        return rows.stream().collect(Collectors.toUnmodifiableMap(TenantModuleRow::moduleId, row -> row));
    }

    /** Whether other modules may rely on it, or are about to. */
    boolean isEnabledOrEnabling() {
        return status == TenantModule.Status.ENABLED || status == TenantModule.Status.ENABLING;
    }
}
