package org.stoa.metadata.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A field that the platform does something with.
 *
 * @param name under which clients filter and sort
 * @param source document that it is found in
 * @param path names of members from the root of the document
 * @param multiple whether it holds a list of such values
 */
public record FieldModel(
        String name,
        Source source,
        List<String> path,
        FieldType type,
        boolean multiple,
        boolean searchable,
        boolean filterable,
        boolean sortable,
        boolean unique) {

    /** The documents of an entity. */
    public enum Source {
        STRUCTURED_DATA,
        CUSTOM_FIELDS,
        COMPUTED_FIELDS
    }

    /** Whether its values are kept to filter or sort by. */
    public boolean isIndexed() {
        return filterable || sortable;
    }

    /** Its values in a document, without those that are null. */
    public List<JsonNode> values(JsonNode document) {
        JsonNode value = document;
        for (String member : path) {
            value = value.path(member);
        }
        List<JsonNode> values = new ArrayList<>();
        if (multiple && value.isArray()) {
            value.forEach(each -> addIfThere(each, values));
        } else {
            addIfThere(value, values);
        }
        return values;
    }

    private static void addIfThere(JsonNode value, List<JsonNode> values) {
        if (!value.isMissingNode() && !value.isNull()) {
            values.add(value);
        }
    }
}
