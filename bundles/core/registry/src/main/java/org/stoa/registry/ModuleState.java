package org.stoa.registry;

import org.stoa.api.audit.AuditEntry;
import org.stoa.api.module.TenantModule.Status;

/** What the audit log keeps of a change. */
record ModuleState(String moduleId, Status status, String version) {

    private static final String RESOURCE = "registry.tenant_module";

    static AuditEntry enabled(TenantModuleRow before, String version) {
        return new AuditEntry(
                "module.enable",
                RESOURCE,
                before.moduleId(),
                before.enabledAt() == null ? null : of(before, Status.DISABLED),
                new ModuleState(before.moduleId(), Status.ENABLED, version));
    }

    static AuditEntry disabled(TenantModuleRow before) {
        return new AuditEntry(
                "module.disable",
                RESOURCE,
                before.moduleId(),
                of(before, before.status()),
                of(before, Status.DISABLED));
    }

    static AuditEntry purged(TenantModuleRow before, ModulePurged outcome) {
        return new AuditEntry("module.purge", RESOURCE, before.moduleId(), of(before, before.status()), outcome);
    }

    private static ModuleState of(TenantModuleRow row, Status status) {
        return new ModuleState(row.moduleId(), status, row.moduleVersion());
    }
}
