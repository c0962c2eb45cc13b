package org.stoa.metadata.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.stoa.metadata.Violations;

/** Puts what a form says of a field on top of what its schema says. The result never takes what the schema does not. */
final class Narrowing {

    private static final Set<String> REPLACED = Set.of(
            "title",
            "description",
            "default",
            "examples",
            "readOnly",
            "writeOnly",
            "deprecated",
            "$comment",
            "contentMediaType",
            "contentEncoding");
    private static final Set<String> LEAST =
            Set.of("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties", "minContains");
    private static final Set<String> MOST =
            Set.of("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties", "maxContains");

    private final ObjectNode root;
    private final Violations violations;

    /**
     * @param root document in which references are looked up
     * @param violations where is told what would be wider than the schema; the schema stands in any case
     */
    Narrowing(ObjectNode root, Violations violations) {
        this.root = root;
        this.violations = violations;
    }

    /** @param pointer of the fragment */
    ObjectNode narrow(JsonNode schema, JsonNode fragment, String pointer) {
        ObjectNode result = SchemaPlaces.resolved(root, schema);
        for (Map.Entry<String, JsonNode> keyword : fragment.properties()) {
            apply(result, keyword.getKey(), keyword.getValue(), pointer + "/" + keyword.getKey());
        }
        return result;
    }

    private void apply(ObjectNode result, String keyword, JsonNode value, String pointer) {
        JsonNode present = result.get(keyword);
        if (keyword.equals("properties")) {
            properties(result, value, pointer);
        } else if (present == null || REPLACED.contains(keyword)) {
            result.set(keyword, value);
        } else if (LEAST.contains(keyword)) {
            number(result, keyword, present, value, 1, pointer);
        } else if (MOST.contains(keyword)) {
            number(result, keyword, present, value, -1, pointer);
        } else if (!present.equals(value)) {
            other(result, keyword, present, value, pointer);
        }
    }

    private void other(ObjectNode result, String keyword, JsonNode present, JsonNode value, String pointer) {
        switch (keyword) {
            case "enum" -> choices(result, present, value, pointer);
            case "required" -> result.set("required", union(result.arrayNode(), present, value));
            case "items" -> {
                if (present.isObject() && value.isObject()) {
                    result.set("items", narrow(present, value, pointer));
                } else {
                    SchemaPlaces.addBeside(result, keyword, value);
                }
            }
            case "uniqueItems" -> {
                violations.check(value.asBoolean(), pointer, "must stay true, as the schema says");
                result.put("uniqueItems", true);
            }
            case "type" -> type(result, present, value, pointer);
            default -> SchemaPlaces.addBeside(result, keyword, value);
        }
    }

    private void number(
            ObjectNode result, String keyword, JsonNode present, JsonNode value, int direction, String pointer) {
        BigDecimal limit = present.decimalValue();
        if (value.decimalValue().compareTo(limit) * direction >= 0) {
            result.set(keyword, value);
        } else {
            violations.add(pointer, "must not be wider than the schema, which says " + limit.toPlainString());
        }
    }

    private void choices(ObjectNode result, JsonNode present, JsonNode value, String pointer) {
        ArrayNode kept = result.arrayNode();
        int index = 0;
        for (JsonNode choice : value) {
            if (contains(present, choice)) {
                kept.add(choice);
            } else {
                violations.add(pointer + "/" + index, choice + " is none of the values of the schema");
            }
            index++;
        }
        if (!kept.isEmpty()) {
            result.set("enum", kept);
        }
    }

    private void type(ObjectNode result, JsonNode present, JsonNode value, String pointer) {
        Set<String> allowed = texts(present);
        boolean narrower = texts(value).stream()
                .allMatch(type -> allowed.contains(type) || type.equals("integer") && allowed.contains("number"));
        if (narrower && !value.isEmpty() || narrower && value.isTextual()) {
            result.set("type", value);
        } else {
            violations.add(pointer, "must be " + String.join(" or ", allowed) + ", as the schema says");
        }
    }

    private void properties(ObjectNode result, JsonNode fragments, String pointer) {
        ObjectNode properties = result.withObject("/properties");
        for (Map.Entry<String, JsonNode> fragment : fragments.properties()) {
            JsonNode present = properties.get(fragment.getKey());
            String place = pointer + "/" + Pointers.escape(fragment.getKey());
            if (present == null) {
                violations.add(place, "is no property of the schema; fields of the form's own stand at the top");
            } else if (fragment.getValue().isObject()) {
                properties.set(fragment.getKey(), narrow(present, fragment.getValue(), place));
            } else if (!fragment.getValue().asBoolean(true)) {
                violations.add(place, "cannot be left out; only whole fields of the form can");
            }
        }
    }

    private static ArrayNode union(ArrayNode union, JsonNode one, JsonNode other) {
        Set<JsonNode> all = new LinkedHashSet<>();
        one.forEach(all::add);
        other.forEach(all::add);
        return union.addAll(all);
    }

    private static boolean contains(JsonNode array, JsonNode value) {
        for (JsonNode each : array) {
            boolean equalNumbers =
                    each.isNumber() && value.isNumber() && each.decimalValue().compareTo(value.decimalValue()) == 0;
            if (equalNumbers || each.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> texts(JsonNode value) {
        Set<String> texts = new LinkedHashSet<>();
        if (value.isTextual()) {
            texts.add(value.textValue());
        }
        value.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
