package org.stoa.access.apikey;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An API key of a tenant, without its secret.
 *
 * @param userId the user who made it and as whom it acts
 * @param prefix the beginning of the key, to recognize it by
 * @param permissions what it may do at most; it never may more than its user
 * @param expiresAt null for never
 * @param lastUsedAt to the minute; null when it was never used
 */
public record ApiKey(
        UUID id,
        UUID userId,
        String name,
        String prefix,
        List<String> permissions,
        Instant expiresAt,
        Instant lastUsedAt,
        Instant createdAt) {}
