package org.stoa.metadata.tag;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.stoa.api.rest.Versioned;
import org.stoa.metadata.PlatformRows;

/**
 * Tags that belong together, such as the seasons.
 *
 * @param tenantId null for one of the platform's, which all tenants see
 * @param name unique among the tenant's, never changed; a tenant's set takes the place of the platform's with the same
 *     name, and has the tags of both
 * @param label language to text
 * @param allowedEntityTypes types ({@code profile}) or types and subtypes that may have these tags; empty for all
 * @param maxPerEntity how many tags of the set one entity may have; null for as many as tags in all
 */
public record TagSet(
        UUID id,
        UUID tenantId,
        String name,
        Map<String, String> label,
        Vocabulary vocabulary,
        List<String> allowedEntityTypes,
        Integer maxPerEntity,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    static TagSet of(UUID id, UUID tenantId, TagSetFields fields, long version, Instant createdAt, Instant updatedAt) {
        return new TagSet(
                id,
                tenantId.equals(PlatformRows.TENANT) ? null : tenantId,
                fields.name(),
                fields.label(),
                fields.vocabulary(),
                fields.allowedEntityTypes(),
                fields.maxPerEntity(),
                version,
                createdAt,
                updatedAt);
    }
}
