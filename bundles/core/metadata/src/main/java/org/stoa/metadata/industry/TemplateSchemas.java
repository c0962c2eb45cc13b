package org.stoa.metadata.industry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stoa.metadata.expression.ExpressionResult;
import org.stoa.metadata.model.EntityModel;
import org.stoa.metadata.model.EntityVariables;
import org.stoa.metadata.model.ModelReader;
import org.stoa.metadata.schema.SchemaDefinition;
import org.stoa.metadata.schema.ValidationRule;

/** The schemas of a template, with the rules of the industry that are for their entities. */
final class TemplateSchemas {

    private static final String SCHEMAS = "entitySchemas";
    private static final String RULES = "validationRules";
    private static final String TYPE = "entityType";
    private static final String SUBTYPE = "entitySubtype";

    private final ModelReader reader = new ModelReader();

    /** Those that are in order, by key. */
    Map<String, EntityModel> read(JsonNode template, Faults faults) {
        List<ObjectNode> rules = rules(template, faults);
        Map<String, EntityModel> models = new LinkedHashMap<>();
        Elements.visit(template.path(SCHEMAS), SCHEMAS, TemplateSchemas::key, faults, (schema, place) -> faults.reading(
                        place, () -> model(withRules(schema, rules)))
                .ifPresent(model -> {
                    if (models.put(model.definition().key(), model) != null) {
                        faults.add(place, "is there twice");
                    }
                }));
        return models;
    }

    /** The keys of all of them, also of those that are not in order. */
    static Set<String> keys(JsonNode template) {
        Set<String> keys = new LinkedHashSet<>();
        template.path(SCHEMAS).forEach(schema -> keys.add(key(schema)));
        return keys;
    }

    private EntityModel model(ObjectNode schema) {
        SchemaDefinition definition = ItemReader.read(schema, SchemaDefinition.class);
        return reader.check(definition, null);
    }

    private List<ObjectNode> rules(JsonNode template, Faults faults) {
        List<ObjectNode> rules = new ArrayList<>();
        Elements.visit(template.path(RULES), RULES, Elements.by("name"), faults, (rule, place) -> {
            int before = faults.count();
            if (!rule.path(TYPE).isTextual()) {
                faults.add(place, "/entityType: is missing");
            } else if (fits(rule, template.path(SCHEMAS)).isEmpty()) {
                faults.add(place, "the template has no schema whose entities it is for");
            }
            faults.reading(place, () -> ItemReader.read(withoutTypes(rule), ValidationRule.class))
                    .ifPresent(read -> faults.reading(
                            place + "/expression",
                            () -> EntityVariables.UNTYPED.compile(read.expression(), ExpressionResult.TRUTH)));
            if (faults.count() == before) {
                rules.add(rule);
            }
        });
        return rules;
    }

    private static List<JsonNode> fits(JsonNode rule, JsonNode schemas) {
        List<JsonNode> fitting = new ArrayList<>();
        schemas.forEach(schema -> {
            if (isFor(rule, schema)) {
                fitting.add(schema);
            }
        });
        return fitting;
    }

    private static boolean isFor(JsonNode rule, JsonNode schema) {
        return rule.path(TYPE).equals(schema.path(TYPE))
                && (!rule.has(SUBTYPE) || rule.path(SUBTYPE).equals(schema.path(SUBTYPE)));
    }

    private static ObjectNode withRules(ObjectNode schema, List<ObjectNode> rules) {
        ObjectNode result = schema.deepCopy();
        if (result.hasNonNull(RULES) && !result.get(RULES).isArray()) {
            return result;
        }
        ArrayNode all = result.get(RULES) instanceof ArrayNode own ? own : result.putArray(RULES);
        rules.stream()
                .filter(rule -> isFor(rule, schema))
                .map(TemplateSchemas::withoutTypes)
                .forEach(all::add);
        return result;
    }

    private static ObjectNode withoutTypes(ObjectNode rule) {
        ObjectNode own = rule.deepCopy();
        own.remove(List.of(TYPE, SUBTYPE));
        return own;
    }

    private static String key(JsonNode schema) {
        String type = schema.path(TYPE).asText();
        String subtype = schema.path(SUBTYPE).asText();
        return type.isBlank() || subtype.isBlank() ? "" : type + "/" + subtype;
    }
}
