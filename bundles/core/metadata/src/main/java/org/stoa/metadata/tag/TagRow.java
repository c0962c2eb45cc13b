package org.stoa.metadata.tag;

import java.time.Instant;
import java.util.UUID;
import org.stoa.api.data.Json;
import org.stoa.metadata.PlatformRows;
import org.stoa.metadata.Texts;

/** A row of {@code metadata.tag}. */
record TagRow(
        UUID tenantId,
        UUID id,
        String tagSet,
        String slug,
        Json label,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    static TagRow of(Tag tag) {
        return new TagRow(
                tag.tenantId() == null ? PlatformRows.TENANT : tag.tenantId(),
                tag.id(),
                tag.tagSet(),
                tag.slug(),
                Texts.write(tag.label()),
                tag.version(),
                tag.createdAt(),
                tag.updatedAt());
    }

    Tag tag() {
        UUID owner = tenantId.equals(PlatformRows.TENANT) ? null : tenantId;
        return new Tag(id, owner, tagSet, slug, Texts.read(label), version, createdAt, updatedAt);
    }
}
