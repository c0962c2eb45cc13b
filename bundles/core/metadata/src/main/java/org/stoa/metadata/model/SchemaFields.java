package org.stoa.metadata.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** What the fields of a JSON schema are, as far as it says so plainly: by {@code type}, {@code format} and references. */
public final class SchemaFields {

    private static final int MOST_REFERENCES = 20;
    private static final Set<String> LINKS = Set.of("uri", "iri", "uri-reference");

    private final JsonNode schema;

    public SchemaFields(JsonNode schema) {
        this.schema = schema;
    }

    /** A type and whether there is a list of it. */
    public record Kind(FieldType type, boolean multiple) {}

    /** What a field holds, or null when the schema has no such field, or does not say what it is. */
    public Kind kind(List<String> path) {
        JsonNode place = find(path);
        if (place == null) {
            return null;
        }
        if ("array".equals(type(place))) {
            FieldType element = scalar(resolve(place.path("items")));
            return element == null ? null : new Kind(element, true);
        }
        FieldType scalar = scalar(place);
        return scalar == null ? null : new Kind(scalar, false);
    }

    /** Whether there is a property of that name. */
    public boolean has(List<String> path) {
        return find(path) != null;
    }

    private JsonNode find(List<String> path) {
        JsonNode place = resolve(schema);
        for (String member : path) {
            place = resolve(place.path("properties").path(member));
            if (place.isMissingNode()) {
                return null;
            }
        }
        return place;
    }

    private static FieldType scalar(JsonNode place) {
        String format = place.path("format").asText();
        return switch (type(place)) {
            case "string" -> {
                if (format.equals("date")) {
                    yield FieldType.DATE;
                }
                if (format.equals("date-time")) {
                    yield FieldType.TIMESTAMP;
                }
                if (format.equals("email")) {
                    yield FieldType.EMAIL;
                }
                yield LINKS.contains(format) ? FieldType.URL : FieldType.TEXT;
            }
            case "number", "integer" -> FieldType.NUMBER;
            case "boolean" -> FieldType.BOOLEAN;
            default -> null;
        };
    }

    /** The type, leaving out that it may be null as well; empty when it says none or several. */
    private static String type(JsonNode place) {
        JsonNode type = place.path("type");
        if (type.isTextual()) {
            return type.textValue();
        }
        String only = "";
        for (JsonNode each : type) {
            if (!each.asText().equals("null")) {
                if (!only.isEmpty()) {
                    return "";
                }
                only = each.asText();
            }
        }
        if (only.isEmpty() && place.path("enum").isArray()) {
            boolean texts = true;
            for (JsonNode each : place.path("enum")) {
                texts &= each.isTextual();
            }
            return texts ? "string" : "";
        }
        return only;
    }

    private JsonNode resolve(JsonNode place) {
        JsonNode resolved = place;
        for (int i = 0; i < MOST_REFERENCES && resolved.path("$ref").isTextual(); i++) {
            String reference = resolved.path("$ref").textValue();
            resolved = reference.startsWith("#/") || reference.equals("#")
                    ? schema.at(reference.substring(1))
                    : resolved.path("nowhere");
        }
        return resolved;
    }
}
