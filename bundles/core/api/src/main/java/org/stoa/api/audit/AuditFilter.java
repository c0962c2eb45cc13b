package org.stoa.api.audit;

import java.time.Instant;
import java.util.UUID;

/**
 * Which audit entries are asked for; a null component filters nothing.
 *
 * @param from entries written at this instant or later
 * @param to entries written before this instant
 */
public record AuditFilter(
        String action, String resource, String resourceId, UUID userId, String requestId, Instant from, Instant to) {

    /** Every entry. */
    public static AuditFilter none() {
        return new AuditFilter(null, null, null, null, null, null, null);
    }
}
