package org.stoa.api.audit;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * An entry of the audit log as it is read.
 *
 * @param id ordered by time
 * @param tenantId the tenant it belongs to; null for the platform's own
 * @param userId the user who acted; null when nobody of the tenant did
 * @param identityId the identity who acted; null for the platform itself
 * @param actor name of who acted: e-mail address, API key name or part of the platform
 * @param oldValues JSON object, or null
 * @param newValues JSON object, or null
 */
public record AuditRecord(
        UUID id,
        UUID tenantId,
        UUID userId,
        UUID identityId,
        String actor,
        String action,
        String resource,
        String resourceId,
        Map<String, Object> oldValues,
        Map<String, Object> newValues,
        String ipAddress,
        String userAgent,
        String requestId,
        Instant createdAt) {}
