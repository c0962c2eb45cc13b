package org.stoa.metadata.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stoa.metadata.Documents;
import org.stoa.metadata.expression.ExpressionCompiler;
import org.stoa.metadata.expression.ExpressionResult;
import org.stoa.metadata.expression.Variables;

/** What expressions about entities may name: {@code data}, {@code custom}, {@code entity} and {@code today}. */
public final class EntityVariables {

    /** The schema of what nothing is known of. */
    public static final JsonNode ANYTHING = BooleanNode.TRUE;

    /** For expressions that were checked when they were written. */
    public static final ExpressionCompiler UNTYPED =
            ExpressionCompiler.untyped(Set.of("data", "custom", "entity", "today"));

    private static final List<String> OF_ENTITY = List.of("name", "status", "subtype");

    private EntityVariables() {}

    /**
     * For expressions that are written.
     *
     * @param data JSON Schema of the structured data
     * @param custom JSON Schema of the custom fields
     */
    public static ExpressionCompiler compiler(JsonNode data, JsonNode custom) {
        return new ExpressionCompiler(Map.of("data", data, "custom", custom, "entity", entity(), "today", text()));
    }

    /** JSON Schema of what is said of every entity. */
    public static ObjectNode entity() {
        ObjectNode schema = Documents.object().put("type", "object");
        OF_ENTITY.forEach(name -> schema.withObject("/properties").set(name, text()));
        return schema;
    }

    public static ObjectNode text() {
        return Documents.object().put("type", "string");
    }

    /** What the expression of a field must give. */
    public static ExpressionResult result(FieldType type) {
        return switch (type) {
            case NUMBER -> ExpressionResult.NUMBER;
            case BOOLEAN -> ExpressionResult.TRUTH;
            case MONEY, GEO_POINT, MULTISELECT -> ExpressionResult.ANY;
            default -> ExpressionResult.TEXT;
        };
    }

    /** The values for one entity. */
    public static Variables of(
            JsonNode data, JsonNode custom, String name, String status, String subtype, LocalDate today) {
        ObjectNode entity =
                Documents.object().put("name", name).put("status", status).put("subtype", subtype);
        return new Variables(Map.of("data", data, "custom", custom, "entity", entity, "today", today.toString()));
    }
}
