package org.stoa.metadata.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stoa.metadata.Documents;
import org.stoa.metadata.Violations;
import org.stoa.metadata.form.FormField.Source;
import org.stoa.metadata.model.EntityModel;

/** Applies the {@code formSchema} of a template: narrows fields, leaves some out and adds the form's own. */
final class FormOverrides {

    private static final Set<String> CONDITIONS =
            Set.of("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentRequired", "dependentSchemas");
    private static final String PLACE = "/formSchema";

    private final EntityModel model;
    private final FormType type;
    private final FormParts parts;
    private final Violations violations;

    /** @param violations where is told what cannot be; it has no effect then */
    FormOverrides(EntityModel model, FormType type, FormParts parts, Violations violations) {
        this.model = model;
        this.type = type;
        this.parts = parts;
        this.violations = violations;
    }

    /**
     * Changes the parts.
     *
     * @param ownFields names that may be fields of the form's own; null for any
     * @return names of the form's own fields
     */
    List<String> apply(JsonNode formSchema, List<String> ownFields) {
        root(formSchema);
        List<String> own = new ArrayList<>();
        JsonNode properties = formSchema.path("properties");
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            property(property.getKey(), property.getValue(), ownFields, own);
        }
        if (formSchema.path("additionalProperties").isBoolean()
                && !formSchema.path("additionalProperties").asBoolean()) {
            parts.fields().keySet().removeIf(name -> !properties.has(name));
        }
        required(formSchema.path("required"));
        return own;
    }

    private void root(JsonNode formSchema) {
        ObjectNode conditions = Documents.object();
        for (Map.Entry<String, JsonNode> keyword : formSchema.properties()) {
            switch (keyword.getKey()) {
                case "type" ->
                    violations.check("object".equals(keyword.getValue().asText()), PLACE + "/type", "must be object");
                case "properties", "required", "$schema", "$comment" -> {
                    // read elsewhere, or without meaning here
                }
                case "additionalProperties" ->
                    violations.check(
                            keyword.getValue().isBoolean(),
                            PLACE + "/additionalProperties",
                            "must be false, for a form of the named fields only, or left out");
                case "title", "description" -> parts.root().set(keyword.getKey(), keyword.getValue());
                case "$defs" -> definitions(keyword.getValue());
                default -> {
                    boolean condition = CONDITIONS.contains(keyword.getKey());
                    violations.check(
                            condition,
                            PLACE + "/" + Pointers.escape(keyword.getKey()),
                            "is not possible at the top of a form; say it of a field in properties");
                    if (condition) {
                        conditions.set(keyword.getKey(), keyword.getValue());
                    }
                }
            }
        }
        if (!conditions.isEmpty()) {
            parts.root().withArray("allOf").add(conditions);
        }
    }

    private void definitions(JsonNode definitions) {
        ObjectNode known = parts.root().withObject("/$defs");
        for (Map.Entry<String, JsonNode> definition : definitions.properties()) {
            JsonNode other = known.get(definition.getKey());
            violations.check(
                    other == null || other.equals(definition.getValue()),
                    PLACE + "/$defs/" + Pointers.escape(definition.getKey()),
                    "is a definition of the schema already; take another name");
            if (other == null) {
                known.set(definition.getKey(), definition.getValue());
            }
        }
    }

    private void property(String name, JsonNode fragment, List<String> ownFields, List<String> own) {
        String pointer = PLACE + "/properties/" + Pointers.escape(name);
        if (parts.withheld().contains(name)) {
            return;
        }
        FormField field = parts.fields().get(name);
        if (field == null) {
            field = BuiltInFields.onDemand(type, model, name);
        }
        if (fragment.isBoolean() && !fragment.asBoolean()) {
            violations.check(field != null, pointer, "is no field of the form");
            parts.fields().remove(name);
        } else if (field != null) {
            parts.fields().put(name, narrowed(field, fragment, pointer));
        } else if (type == FormType.SEARCH) {
            violations.add(pointer, "is no field to search by; these are " + String.join(", ", names()));
        } else if (!fragment.has("type")) {
            violations.add(pointer, "is neither a field of the schema nor says its type, as a field of the form's own");
        } else if (ownFields == null || ownFields.contains(name)) {
            own.add(name);
            parts.fields().put(name, ownField(name, fragment));
        }
    }

    private FormField narrowed(FormField field, JsonNode fragment, String pointer) {
        if (fragment.isBoolean()) {
            return field;
        }
        return field.with(new Narrowing(parts.root(), violations).narrow(field.schema(), fragment, pointer));
    }

    private static FormField ownField(String name, JsonNode fragment) {
        ObjectNode schema = fragment.deepCopy();
        if (!schema.has("title")) {
            schema.put("title", SchemaPlaces.title(name));
        }
        return new FormField(name, Source.FORM, schema, false, Documents.object(), Map.of());
    }

    private void required(JsonNode names) {
        int index = 0;
        for (JsonNode name : names) {
            FormField field = parts.fields().get(name.asText());
            if (field != null) {
                parts.fields().put(field.name(), field.required(true));
            }
            violations.check(
                    field != null || parts.withheld().contains(name.asText()),
                    PLACE + "/required/" + index,
                    name + " is no field of the form");
            index++;
        }
    }

    private List<String> names() {
        return List.copyOf(parts.fields().keySet());
    }
}
