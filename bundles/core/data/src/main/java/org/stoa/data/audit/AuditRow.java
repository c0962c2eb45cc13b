package org.stoa.data.audit;

import java.time.Instant;
import java.util.UUID;
import org.stoa.api.audit.AuditRecord;
import org.stoa.api.data.Json;
import org.stoa.data.json.StoredJson;
import org.stoa.data.schema.NoTenant;

/** A row of data.audit_log. */
record AuditRow(
        UUID id,
        UUID tenantId,
        UUID userId,
        UUID identityId,
        String actor,
        String action,
        String resource,
        String resourceId,
        Json oldValues,
        Json newValues,
        String ipAddress,
        String userAgent,
        String requestId,
        Instant createdAt) {

    AuditRecord toRecord() {
        return new AuditRecord(
                id,
                tenantId.equals(NoTenant.ID) ? null : tenantId,
                userId,
                identityId,
                actor,
                action,
                resource,
                resourceId,
                oldValues == null ? null : StoredJson.members(oldValues.text()),
                newValues == null ? null : StoredJson.members(newValues.text()),
                ipAddress,
                userAgent,
                requestId,
                createdAt);
    }
}
