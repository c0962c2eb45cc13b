package org.stoa.access.session;

import java.time.Instant;
import java.util.UUID;

/**
 * What begins when a person signs in, and ends when the person signs out, when it is ended by hand, or when it is not
 * used for 30 days.
 *
 * @param tenantId the tenant it was last used for, or null
 * @param clientAddress IP address it was last used from
 * @param userAgent what the client called itself when it began
 * @param lastUsedAt when it was begun or last prolonged
 */
record Session(
        UUID id,
        UUID identityId,
        UUID tenantId,
        String clientAddress,
        String userAgent,
        Instant createdAt,
        Instant lastUsedAt,
        Instant expiresAt) {}
