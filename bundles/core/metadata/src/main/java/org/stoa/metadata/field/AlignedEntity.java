package org.stoa.metadata.field;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.stoa.api.data.Json;
import org.stoa.metadata.Documents;
import org.stoa.metadata.entity.EntityFields;

/**
 * As much of an entity as it takes to tell whether it is in line.
 *
 * @param searchText null when it does not matter
 */
record AlignedEntity(
        UUID id,
        long version,
        String entitySubtype,
        String name,
        String status,
        Json structuredData,
        Json customFields,
        Json computedFields,
        int completeness,
        String searchText) {

    /** Columns in the order of the components, of a table {@code e}. */
    static final String COLUMNS = " e.id, e.version, e.entity_subtype, e.name, e.status, e.structured_data,"
            + " e.custom_fields, e.computed_fields, e.completeness,"
            + " CASE WHEN #{words} THEN e.search_text END AS search_text ";

    /** The same without a custom field; the very same when it has no value there. */
    AlignedEntity without(String field) {
        ObjectNode custom = (ObjectNode) Documents.parse(customFields);
        if (custom.remove(field) == null) {
            return this;
        }
        return new AlignedEntity(
                id,
                version,
                entitySubtype,
                name,
                status,
                structuredData,
                Documents.write(custom),
                computedFields,
                completeness,
                searchText);
    }

    EntityFields fields() {
        return new EntityFields(entitySubtype, name, null, status, null, null, structuredData, customFields, null);
    }
}
