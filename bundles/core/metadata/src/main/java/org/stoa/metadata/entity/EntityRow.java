package org.stoa.metadata.entity;

import java.time.Instant;
import java.util.UUID;
import org.stoa.api.data.Json;

/** A row of {@code metadata.entity}, without what only PostgreSQL needs. */
public record EntityRow(
        UUID tenantId,
        UUID id,
        String entityType,
        String entitySubtype,
        UUID accountId,
        UUID ownerId,
        String name,
        String slug,
        String status,
        boolean restricted,
        UUID schemaId,
        int schemaNumber,
        Json structuredData,
        Json customFields,
        Json computedFields,
        int completeness,
        Double latitude,
        Double longitude,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** Columns in the order of the components, of a table {@code e}. */
    public static final String COLUMNS =
            " e.tenant_id, e.id, e.entity_type, e.entity_subtype, e.account_id, e.owner_id,"
                    + " e.name, e.slug, e.status, e.restricted, e.schema_id, e.schema_number, e.structured_data, e.custom_fields,"
                    + " e.computed_fields, e.completeness, e.latitude, e.longitude, e.version, e.created_at, e.updated_at ";

    public Entity toEntity() {
        return new Entity(
                id,
                tenantId,
                entityType,
                entitySubtype,
                accountId,
                ownerId,
                name,
                slug,
                status,
                restricted,
                schemaNumber,
                structuredData,
                customFields,
                computedFields,
                completeness,
                latitude == null ? null : new Location(latitude, longitude),
                version,
                createdAt,
                updatedAt);
    }
}
