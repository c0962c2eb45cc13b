package org.stoa.metadata.field;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.stoa.metadata.Documents;
import org.stoa.metadata.field.CustomFieldDetails.Limits;

/** The JSON schema that custom fields amount to. */
public final class CustomFieldSchema {

    private CustomFieldSchema() {}

    /**
     * The schema of the object that holds the values of these fields. Which are required depends on which are visible and
     * is not said here.
     */
    public static ObjectNode of(List<CustomField> fields, Map<UUID, OptionSet> optionSets) {
        ObjectNode schema = Documents.object().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        for (CustomField field : fields) {
            OptionSet options = field.optionSetId() == null ? null : optionSets.get(field.optionSetId());
            properties.set(field.name(), of(field, options));
        }
        return schema;
    }

    /** The schema of one field's value. */
    public static ObjectNode of(CustomField field, OptionSet options) {
        ObjectNode schema = Documents.object();
        Limits limits = field.details().limits();
        switch (field.type()) {
            case TEXT -> text(schema, limits);
            case EMAIL -> text(schema, limits).put("format", "email");
            case URL -> text(schema, limits).put("format", "uri");
            case DATE -> schema.put("type", "string").put("format", "date");
            case TIMESTAMP -> schema.put("type", "string").put("format", "date-time");
            case REFERENCE -> schema.put("type", "string").put("format", "uuid");
            case BOOLEAN -> schema.put("type", "boolean");
            case NUMBER -> number(schema.put("type", "number"), limits);
            case SELECT -> choices(schema.put("type", "string"), options);
            case MULTISELECT ->
                schema.put("type", "array")
                        .put("uniqueItems", true)
                        .set("items", choices(Documents.object().put("type", "string"), options));
            case MONEY -> money(schema);
            case GEO_POINT -> point(schema);
        }
        return schema;
    }

    private static ObjectNode text(ObjectNode schema, Limits limits) {
        schema.put("type", "string");
        if (limits.minLength() != null) {
            schema.put("minLength", limits.minLength());
        }
        if (limits.maxLength() != null) {
            schema.put("maxLength", limits.maxLength());
        }
        if (limits.pattern() != null) {
            schema.put("pattern", limits.pattern());
        }
        return schema;
    }

    private static void number(ObjectNode schema, Limits limits) {
        if (limits.minimum() != null) {
            schema.put("minimum", limits.minimum());
        }
        if (limits.maximum() != null) {
            schema.put("maximum", limits.maximum());
        }
    }

    private static ObjectNode choices(ObjectNode schema, OptionSet options) {
        ArrayNode values = schema.putArray("enum");
        if (options != null) {
            options.options().stream()
                    .filter(option -> !option.retired())
                    .forEach(option -> values.add(option.value()));
        }
        return schema;
    }

    private static void money(ObjectNode schema) {
        schema.put("type", "object").put("additionalProperties", false);
        schema.putArray("required").add("amount").add("currency");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("amount").put("type", "string").put("pattern", "^-?[0-9]{1,13}([.][0-9]{1,4})?$");
        properties.putObject("currency").put("type", "string").put("pattern", "^[A-Z]{3}$");
    }

    private static void point(ObjectNode schema) {
        schema.put("type", "object").put("additionalProperties", false);
        schema.putArray("required").add("latitude").add("longitude");
        ObjectNode properties = schema.putObject("properties");
        properties
                .putObject("latitude")
                .put("type", "number")
                .put("minimum", -90)
                .put("maximum", 90);
        properties
                .putObject("longitude")
                .put("type", "number")
                .put("minimum", -180)
                .put("maximum", 180);
    }
}
