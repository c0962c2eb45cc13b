package org.stoa.metadata.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stoa.metadata.Documents;
import org.stoa.metadata.field.CustomField;
import org.stoa.metadata.form.FormField.Source;
import org.stoa.metadata.model.EntityModel;
import org.stoa.metadata.model.FieldModel;
import org.stoa.metadata.model.FieldType;

/** What entities of a model can be found by, as fields of a form: words, ranges and choices. */
final class SearchFormFields {

    private static final Map<String, String> FROM = Map.of("en", "From", "de", "Von");
    private static final Map<String, String> TO = Map.of("en", "To", "de", "Bis");
    private static final Map<String, String> CURRENCY = Map.of("en", "Currency", "de", "Währung");

    private final EntityModel model;
    private final JsonNode base;
    private final Map<String, CustomField> custom = new HashMap<>();

    private SearchFormFields(EntityModel model) {
        this.model = model;
        this.base = Documents.parse(model.definition().baseSchema());
        model.customFields().forEach(field -> custom.put(field.name(), field));
    }

    /** @param restricted whether with what only some may see */
    static FormParts of(EntityModel model, boolean restricted) {
        SearchFormFields search = new SearchFormFields(model);
        Map<String, FormField> fields = new LinkedHashMap<>();
        fields.put("q", BuiltInFields.words());
        Set<String> withheld = new HashSet<>();
        for (FieldModel field : model.fields().values()) {
            if (field.filterable() && (restricted || !model.isRestricted(field.name()))) {
                fields.put(field.name(), search.field(field));
            } else if (field.filterable()) {
                withheld.add(field.name());
            }
        }
        return new FormParts(Documents.object(), fields, withheld);
    }

    private FormField field(FieldModel field) {
        CustomField own = custom.get(field.name());
        boolean isCustom = own != null && field.source() == FieldModel.Source.CUSTOM_FIELDS;
        JsonNode place = isCustom ? Documents.object() : place(field);
        ObjectNode ui = Documents.object();
        Map<String, Map<String, String>> labels = Map.of();
        ObjectNode schema;
        if (isCustom && own.optionSetId() != null) {
            labels = CustomFormFields.labels(model.optionsOf(own));
            schema = BuiltInFields.several(
                    BuiltInFields.choices(labels.keySet().stream().toList()));
        } else {
            schema = condition(field.type(), place, ui);
        }
        if (isCustom && !own.details().label().isEmpty()) {
            ui.set("ui:title", BuiltInFields.texts(own.details().label()));
        } else {
            schema.put("title", place.path("title").asText(SchemaPlaces.title(field.name())));
        }
        return new FormField(field.name(), Source.SEARCH, schema, false, ui, labels);
    }

    /** The schema of one value of a field. */
    private JsonNode place(FieldModel field) {
        JsonNode place = base;
        for (String member : field.path()) {
            place = SchemaPlaces.resolved(base, place.path("properties").path(member));
        }
        if (!field.multiple()) {
            return place;
        }
        ObjectNode element = SchemaPlaces.resolved(base, place.path("items"));
        if (place.has("title")) {
            element.set("title", place.get("title"));
        }
        return element;
    }

    private static ObjectNode condition(FieldType type, JsonNode place, ObjectNode ui) {
        return switch (type) {
            case NUMBER -> range(number(place), ui);
            case DATE -> range(Documents.object().put("type", "string").put("format", "date"), ui);
            case TIMESTAMP -> range(Documents.object().put("type", "string").put("format", "date-time"), ui);
            case MONEY -> money(ui);
            case BOOLEAN -> Documents.object().put("type", "boolean");
            default -> texts(place);
        };
    }

    private static ObjectNode texts(JsonNode place) {
        if (!place.path("enum").isArray()) {
            return BuiltInFields.several(BuiltInFields.text(500));
        }
        ObjectNode choices = Documents.object().put("type", "string");
        for (JsonNode value : place.path("enum")) {
            if (value.isTextual()) {
                choices.withArray("enum").add(value);
            }
        }
        return BuiltInFields.several(choices);
    }

    /** The limits of a field are those of its range. */
    private static ObjectNode number(JsonNode place) {
        ObjectNode number = Documents.object().put("type", "number");
        for (String limit : List.of("minimum", "maximum")) {
            if (place.has(limit)) {
                number.set(limit, place.get(limit));
            }
        }
        return number;
    }

    private static ObjectNode range(ObjectNode end, ObjectNode ui) {
        ObjectNode schema = Documents.object().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        properties.set("from", end);
        properties.set("to", end.deepCopy());
        ui.putArray("ui:order").add("from").add("to");
        title(ui, "from", FROM);
        title(ui, "to", TO);
        return schema;
    }

    private static ObjectNode money(ObjectNode ui) {
        ObjectNode schema =
                range(Documents.object().put("type", "string").put("pattern", "^-?[0-9]{1,13}([.][0-9]{1,4})?$"), ui);
        schema.withObject("/properties")
                .putObject("currency")
                .put("type", "string")
                .put("pattern", "^[A-Z]{3}$");
        schema.putArray("required").add("currency");
        ui.withArray("ui:order").add("currency");
        title(ui, "currency", CURRENCY);
        return schema;
    }

    private static void title(ObjectNode ui, String member, Map<String, String> text) {
        ui.putObject(member).set("ui:title", BuiltInFields.texts(text));
    }
}
