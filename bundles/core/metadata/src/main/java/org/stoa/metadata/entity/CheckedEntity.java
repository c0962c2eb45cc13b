package org.stoa.metadata.entity;

import java.util.List;
import java.util.UUID;
import org.stoa.api.data.Json;

/**
 * An entity that fits its model, with all that is kept of it.
 *
 * @param searchText what it is found by, beside its name
 * @param fields names of fields, and at the same place in {@code values} what they are filtered and sorted by
 * @param uniqueFields names of fields, and at the same place in {@code uniqueValues} what no other entity may have
 */
public record CheckedEntity(
        UUID schemaId,
        int schemaNumber,
        long revision,
        boolean restricted,
        String status,
        Json structuredData,
        Json customFields,
        Json computedFields,
        int completeness,
        String searchText,
        List<String> fields,
        List<String> values,
        List<String> uniqueFields,
        List<String> uniqueValues) {}
