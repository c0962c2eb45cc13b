package org.stoa.metadata.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stoa.metadata.Documents;
import org.stoa.metadata.field.CustomField;
import org.stoa.metadata.form.FormField.Source;
import org.stoa.metadata.model.EntityModel;
import org.stoa.metadata.model.ModelReader;

/** The base schema and the custom fields of a model, as the fields of one flat form. */
final class EntityFormFields {

    /** Conditions on the whole that a form keeps. */
    private static final Set<String> CONDITIONS =
            Set.of("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentRequired", "dependentSchemas");

    private static final Set<String> KEPT = Set.of("$defs", "definitions", "title", "description", "$comment");

    /** Keywords that would also apply to what a form has beside the structured data. */
    private static final Set<String> CLOSING = Set.of(
            "additionalProperties",
            "unevaluatedProperties",
            "propertyNames",
            "patternProperties",
            "minProperties",
            "maxProperties");

    private EntityFormFields() {}

    /**
     * The root of the form's schema without properties, and the fields in order.
     *
     * @param withheldFields names of properties, with dots, that the form is without
     */
    static FormParts of(EntityModel model, List<String> withheldFields) {
        ObjectNode base = ModelReader.withRequired(
                model.definition(), Documents.parse(model.definition().baseSchema()));
        ObjectNode seen = without(withheldFields, base);
        Map<String, FormField> fields = new LinkedHashMap<>();
        fields.put(BuiltInFields.NAME, BuiltInFields.name());
        Set<String> required = new HashSet<>();
        seen.path("required").forEach(each -> required.add(each.asText()));
        for (String name : order(model, seen)) {
            add(fields, name, seen.path("properties").path(name), required.contains(name));
        }
        for (CustomField field : model.customFields()) {
            fields.putIfAbsent(field.name(), CustomFormFields.of(field, model.optionsOf(field)));
        }
        Set<String> withheld = new HashSet<>(model.properties());
        withheld.removeAll(fields.keySet());
        return new FormParts(root(seen), fields, withheld);
    }

    private static void add(Map<String, FormField> fields, String name, JsonNode schema, boolean required) {
        if (schema.isBoolean() && !schema.asBoolean()) {
            return;
        }
        ObjectNode own = schema instanceof ObjectNode object ? object.deepCopy() : Documents.object();
        if (!own.has("title") && !own.has("$ref")) {
            own.put("title", SchemaPlaces.title(name));
        }
        FormField builtIn = fields.get(name);
        if (builtIn == null) {
            fields.put(name, new FormField(name, Source.STRUCTURED_DATA, own, required, Documents.object(), Map.of()));
        } else {
            ObjectNode both = builtIn.schema().deepCopy();
            both.withArray("allOf").add(own);
            fields.put(name, builtIn.with(both));
        }
    }

    private static ObjectNode without(List<String> fields, ObjectNode base) {
        ObjectNode seen = base.deepCopy();
        for (String field : fields) {
            SchemaPlaces.remove(seen, List.of(field.split("\\.")));
        }
        Definitions.keepReferenced(seen, base);
        return seen;
    }

    /** What must be filled in first, then as the schema has it. */
    private static List<String> order(EntityModel model, ObjectNode schema) {
        Set<String> names = new LinkedHashSet<>();
        model.definition().requiredFields().stream()
                .map(field -> field.split("\\.")[0])
                .forEach(names::add);
        schema.path("required").forEach(each -> names.add(each.asText()));
        names.addAll(model.properties());
        return names.stream()
                .filter(name -> schema.path("properties").has(name))
                .toList();
    }

    private static ObjectNode root(ObjectNode schema) {
        ObjectNode root = Documents.object();
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            boolean condition = CONDITIONS.contains(keyword.getKey()) && !closes(keyword.getValue());
            if (condition || KEPT.contains(keyword.getKey())) {
                root.set(keyword.getKey(), keyword.getValue().deepCopy());
            }
        }
        return root;
    }

    private static boolean closes(JsonNode place) {
        List<JsonNode> open = new ArrayList<>(List.of(place));
        while (!open.isEmpty()) {
            JsonNode next = open.remove(open.size() - 1);
            if (next.isObject() && CLOSING.stream().anyMatch(next::has)) {
                return true;
            }
            next.forEach(open::add);
        }
        return false;
    }
}
