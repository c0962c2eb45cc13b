package org.stoa.metadata.schema;

import java.time.Instant;
import java.util.UUID;
import org.stoa.api.rest.Versioned;

/**
 * One version of the schema of a type and subtype.
 *
 * @param number counts the versions of the same type and subtype from 1; entities say under which they were written
 * @param global whether it is the platform's and seen by all tenants
 * @param activatedAt null for a draft
 */
public record EntitySchema(
        UUID id,
        String entityType,
        String entitySubtype,
        int number,
        SchemaStatus status,
        boolean global,
        SchemaDefinition definition,
        long version,
        Instant createdAt,
        Instant updatedAt,
        Instant activatedAt)
        implements Versioned {}
