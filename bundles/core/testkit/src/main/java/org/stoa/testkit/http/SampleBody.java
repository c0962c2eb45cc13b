package org.stoa.testkit.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A body that fits a schema, with the identifiers of one tenant in its id fields. It knows types, formats, lengths and
 * choices, not patterns: operations with a stricter mind are given a body by hand.
 */
final class SampleBody {
    private static final int DEEPEST = 8;

    private final OpenApiDocument document;
    private final Identifiers identifiers;
    private final Set<String> idFields = new LinkedHashSet<>();

    SampleBody(OpenApiDocument document, Identifiers identifiers) {
        this.document = document;
        this.identifiers = identifiers;
    }

    JsonNode of(JsonNode schema) {
        return of("", schema, 0);
    }

    /** Names of the fields that were filled with identifiers. */
    Set<String> idFields() {
        return idFields;
    }

    private JsonNode of(String field, JsonNode reference, int depth) {
        JsonNode schema = merged(document.resolve(reference));
        if (depth > DEEPEST) {
            return NullNode.getInstance();
        }
        for (String given : new String[] {"example", "default"}) {
            if (schema.has(given)) {
                return schema.get(given);
            }
        }
        if (schema.path("enum").size() > 0) {
            return schema.path("enum").get(0);
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(field, schema, depth);
            case "string" -> string(field, schema);
            case "integer", "number" -> number(schema);
            case "boolean" -> BooleanNode.TRUE;
            default -> JsonNodeFactory.instance.objectNode();
        };
    }

    /** The required members, and all that take an id. */
    private JsonNode object(JsonNode schema, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        Set<String> required = new LinkedHashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            JsonNode type = document.resolve(property.getValue());
            boolean readOnly = type.path("readOnly").asBoolean(false);
            if (!readOnly && (required.contains(property.getKey()) || takesIds(type, depth))) {
                object.set(property.getKey(), of(property.getKey(), type, depth + 1));
            }
        }
        return object;
    }

    private boolean takesIds(JsonNode type, int depth) {
        JsonNode items = document.resolve(type.path("items"));
        if (OpenApiDocument.isId(type) || OpenApiDocument.isId(items)) {
            return true;
        }
        if (depth >= DEEPEST) {
            return false;
        }
        for (JsonNode property : items.path("properties")) {
            if (takesIds(document.resolve(property), depth + 1)) {
                return true;
            }
        }
        return false;
    }

    private JsonNode array(String field, JsonNode schema, int depth) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        return array.add(of(field, schema.path("items"), depth + 1));
    }

    private JsonNode string(String field, JsonNode schema) {
        return switch (schema.path("format").asText("")) {
            case "uuid" -> identifier(field);
            case "email" -> TextNode.valueOf("nobody@example.org");
            case "date" -> TextNode.valueOf("2030-01-31");
            case "date-time" -> TextNode.valueOf("2030-01-31T12:00:00Z");
            case "uri" -> TextNode.valueOf("https://example.org/");
            default ->
                TextNode.valueOf("x".repeat(Math.max(1, schema.path("minLength").asInt(1))));
        };
    }

    private JsonNode identifier(String field) {
        idFields.add(field);
        return TextNode.valueOf(identifiers.get(field));
    }

    private static JsonNode number(JsonNode schema) {
        BigDecimal least = schema.path("minimum").decimalValue();
        return DecimalNode.valueOf(least.max(BigDecimal.ONE));
    }

    private JsonNode merged(JsonNode schema) {
        if (!schema.has("allOf")) {
            return schema;
        }
        ObjectNode all = schema.deepCopy();
        all.remove("allOf");
        for (JsonNode part : schema.path("allOf")) {
            all.setAll((ObjectNode) document.resolve(part));
        }
        return all;
    }

    private static String type(JsonNode schema) {
        if (schema.path("type").isArray()) {
            return schema.path("type").path(0).asText();
        }
        return schema.path("type").asText(schema.has("properties") ? "object" : "");
    }
}
