package org.stoa.metadata.entity;

import java.time.Instant;
import java.util.UUID;
import org.stoa.api.data.Json;
import org.stoa.api.rest.Versioned;

/**
 * A thing of a tenant that follows a schema, such as a profile.
 *
 * @param restricted whether only those see it who may see what is restricted
 * @param schemaNumber version of the schema under which it was last written
 * @param computedFields what the schema has worked out of the rest
 * @param completeness share of the fields that have a value, in percent
 */
public record Entity(
        UUID id,
        UUID tenantId,
        String entityType,
        String subtype,
        UUID accountId,
        UUID ownerId,
        String name,
        String slug,
        String status,
        boolean restricted,
        int schemaNumber,
        Json structuredData,
        Json customFields,
        Json computedFields,
        int completeness,
        Location location,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    /** What a client may change of it. */
    public EntityFields fields() {
        return new EntityFields(
                subtype, name, slug, status, accountId, ownerId, structuredData, customFields, location);
    }

    /** The same with other structured data. */
    Entity withStructuredData(Json data) {
        return new Entity(
                id,
                tenantId,
                entityType,
                subtype,
                accountId,
                ownerId,
                name,
                slug,
                status,
                restricted,
                schemaNumber,
                data,
                customFields,
                computedFields,
                completeness,
                location,
                version,
                createdAt,
                updatedAt);
    }
}
