package org.stoa.metadata.form;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stoa.metadata.Documents;
import org.stoa.metadata.field.CustomField;
import org.stoa.metadata.field.CustomFieldDetails;
import org.stoa.metadata.field.CustomFieldSchema;
import org.stoa.metadata.field.OptionSet;
import org.stoa.metadata.form.FormField.Source;
import org.stoa.metadata.model.FieldType;

/** Custom fields as fields of a form. */
final class CustomFormFields {

    private static final int LONGEST_LINE = 500;
    private static final int MOST_CHECKBOXES = 12;

    private CustomFormFields() {}

    /** @param options null where the field has none */
    static FormField of(CustomField field, OptionSet options) {
        ObjectNode schema = CustomFieldSchema.of(field, options);
        CustomFieldDetails details = field.details();
        if (details.label().isEmpty()) {
            schema.put("title", SchemaPlaces.title(field.name()));
        }
        if (details.defaultValue() != null) {
            schema.set("default", Documents.parse(details.defaultValue()));
        }
        return new FormField(
                field.name(), Source.CUSTOM_FIELDS, schema, field.required(), ui(field, schema), labels(options));
    }

    /** How it is shown. */
    static ObjectNode ui(CustomField field, ObjectNode schema) {
        CustomFieldDetails details = field.details();
        ObjectNode ui = Documents.object();
        texts(ui, "ui:title", details.label());
        texts(ui, "ui:placeholder", details.placeholder());
        texts(ui, "ui:help", details.description());
        if (field.type() == FieldType.TEXT && schema.path("maxLength").asInt() >= LONGEST_LINE) {
            ui.put("ui:widget", "textarea");
        }
        if (field.type() == FieldType.MULTISELECT
                && schema.path("items").path("enum").size() <= MOST_CHECKBOXES) {
            ui.put("ui:widget", "checkboxes");
        }
        if (!details.displayGroups().isEmpty()) {
            ArrayNode groups = ui.putObject("ui:options").putArray("groups");
            details.displayGroups().forEach(groups::add);
        }
        return ui;
    }

    /** Texts of the values to choose from. */
    static Map<String, Map<String, String>> labels(OptionSet options) {
        Map<String, Map<String, String>> labels = new LinkedHashMap<>();
        if (options != null) {
            options.options().forEach(option -> labels.put(option.value(), option.label()));
        }
        return labels;
    }

    /** Those fields that are shown by a condition of their own, as conditions of a form. */
    static List<Condition> conditions(List<CustomField> fields) {
        return fields.stream()
                .filter(field -> field.details().visibleWhen() != null)
                .map(field -> new Condition(field.name(), field.details().visibleWhen(), Effect.SHOW))
                .toList();
    }

    private static void texts(ObjectNode ui, String key, Map<String, String> byLanguage) {
        if (!byLanguage.isEmpty()) {
            ui.set(key, BuiltInFields.texts(byLanguage));
        }
    }
}
