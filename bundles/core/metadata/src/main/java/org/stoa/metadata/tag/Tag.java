package org.stoa.metadata.tag;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.stoa.api.rest.Versioned;

/**
 * A word that entities are marked with.
 *
 * @param tenantId null for one of the platform's, which all tenants see
 * @param tagSet name of the set it belongs to, never changed
 * @param slug unique within the set, never changed: small letters and digits of any script, joined by hyphens
 * @param label language to text
 */
public record Tag(
        UUID id,
        UUID tenantId,
        String tagSet,
        String slug,
        Map<String, String> label,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    /** By which entities name it. */
    public TagName named() {
        return new TagName(tagSet, slug);
    }
}
