package org.stoa.metadata.schema;

import java.time.Instant;
import java.util.UUID;
import org.stoa.api.data.Json;
import org.stoa.metadata.Documents;
import org.stoa.metadata.PlatformRows;

/** A row of {@code metadata.entity_schema}. */
public record SchemaRow(
        UUID tenantId,
        UUID id,
        String entityType,
        String entitySubtype,
        int number,
        SchemaStatus status,
        Json definition,
        long version,
        Instant createdAt,
        Instant updatedAt,
        Instant activatedAt) {

    public EntitySchema toSchema() {
        return new EntitySchema(
                id,
                entityType,
                entitySubtype,
                number,
                status,
                tenantId.equals(PlatformRows.TENANT),
                Documents.read(definition, SchemaDefinition.class),
                version,
                createdAt,
                updatedAt,
                activatedAt);
    }
}
