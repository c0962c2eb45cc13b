package org.stoa.metadata.tag;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.api.data.Json;
import org.stoa.metadata.PlatformRows;
import org.stoa.metadata.Texts;

/** A row of {@code metadata.tag_set}. */
record TagSetRow(
        UUID tenantId,
        UUID id,
        String name,
        Json label,
        Vocabulary vocabulary,
        List<String> allowedEntityTypes,
        Integer maxPerEntity,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    static TagSetRow of(TagSet set) {
        return new TagSetRow(
                set.tenantId() == null ? PlatformRows.TENANT : set.tenantId(),
                set.id(),
                set.name(),
                Texts.write(set.label()),
                set.vocabulary(),
                set.allowedEntityTypes(),
                set.maxPerEntity(),
                set.version(),
                set.createdAt(),
                set.updatedAt());
    }

    TagSet set() {
        TagSetFields fields = new TagSetFields(name, Texts.read(label), vocabulary, allowedEntityTypes, maxPerEntity);
        return TagSet.of(id, tenantId, fields, version, createdAt, updatedAt);
    }
}
