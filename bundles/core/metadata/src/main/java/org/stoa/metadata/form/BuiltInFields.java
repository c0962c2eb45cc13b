package org.stoa.metadata.form;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.stoa.api.value.SingleLine;
import org.stoa.metadata.Documents;
import org.stoa.metadata.form.FormField.Source;
import org.stoa.metadata.model.EntityModel;
import org.stoa.metadata.model.FieldModel;

/** Fields that forms can have whatever the schema says. */
final class BuiltInFields {

    static final String NAME = "name";
    static final String SLUG = "slug";
    static final String LOCATION = "location";

    private static final Map<String, String> NAME_TITLE = Map.of("en", "Name", "de", "Name");
    private static final Map<String, String> SLUG_TITLE = Map.of("en", "Address", "de", "Adresse");
    private static final Map<String, String> LOCATION_TITLE = Map.of("en", "Location", "de", "Ort");
    private static final Map<String, String> WORDS_TITLE = Map.of("en", "Search", "de", "Suche");
    private static final Map<String, String> STATUS_TITLE = Map.of("en", "Status", "de", "Status");
    private static final Map<String, String> CATEGORY_TITLE = Map.of("en", "Category", "de", "Kategorie");
    private static final Map<String, String> TAG_TITLE = Map.of("en", "Tag", "de", "Schlagwort");
    private static final Map<String, String> NEAR_TITLE = Map.of("en", "Near", "de", "In der Nähe");
    private static final Map<String, String> SORT_TITLE = Map.of("en", "Order", "de", "Reihenfolge");

    private BuiltInFields() {}

    /** The name of an entity. */
    static FormField name() {
        ObjectNode schema = text(200).put("minLength", 1).put("pattern", "^" + SingleLine.FORM + "$");
        schema.putArray("allOf").addObject().put("pattern", "\\S");
        return field(NAME, Source.ENTITY, schema, true, NAME_TITLE);
    }

    /** A field that a template may ask for, or null. */
    static FormField onDemand(FormType type, EntityModel model, String name) {
        return type == FormType.SEARCH ? ofSearch(model, name) : ofEntity(name);
    }

    private static FormField ofEntity(String name) {
        return switch (name) {
            case SLUG ->
                field(SLUG, Source.ENTITY, text(120).put("pattern", "^[a-z0-9]+(-[a-z0-9]+)*$"), false, SLUG_TITLE);
            case LOCATION -> field(LOCATION, Source.ENTITY, place(), false, LOCATION_TITLE);
            default -> null;
        };
    }

    private static FormField ofSearch(EntityModel model, String name) {
        return switch (name) {
            case "status" -> search(name, several(choices(model.definition().statuses())), STATUS_TITLE);
            case "category" -> search(name, several(text(200)), CATEGORY_TITLE);
            case "tag" -> search(name, several(text(200)), TAG_TITLE);
            case "near" -> search(name, near(), NEAR_TITLE);
            case "sort" -> search(name, choices(orders(model)), SORT_TITLE);
            default -> null;
        };
    }

    /** The words that entities are searched by. */
    static FormField words() {
        return search("q", text(500), WORDS_TITLE);
    }

    static ObjectNode text(int longest) {
        return Documents.object().put("type", "string").put("maxLength", longest);
    }

    /** A list of values, each once. */
    static ObjectNode several(ObjectNode items) {
        ObjectNode schema =
                Documents.object().put("type", "array").put("uniqueItems", true).put("maxItems", 50);
        schema.set("items", items);
        return schema;
    }

    static ObjectNode choices(List<String> values) {
        ObjectNode schema = Documents.object().put("type", "string");
        ArrayNode choices = schema.putArray("enum");
        values.forEach(choices::add);
        return schema;
    }

    static ObjectNode texts(Map<String, String> byLanguage) {
        ObjectNode texts = Documents.object();
        byLanguage.forEach(texts::put);
        return texts;
    }

    private static List<String> orders(EntityModel model) {
        return Stream.concat(
                        Stream.of("createdAt", "updatedAt", "name"),
                        model.fields().values().stream()
                                .filter(FieldModel::sortable)
                                .map(FieldModel::name))
                .flatMap(name -> Stream.of(name, "-" + name))
                .toList();
    }

    private static ObjectNode place() {
        ObjectNode schema = Documents.object().put("type", "object").put("additionalProperties", false);
        schema.putArray("required").add("latitude").add("longitude");
        ObjectNode properties = schema.putObject("properties");
        degrees(properties, "latitude", 90);
        degrees(properties, "longitude", 180);
        return schema;
    }

    private static ObjectNode near() {
        ObjectNode schema = place();
        schema.withArray("required").add("radiusKm");
        schema.withObject("/properties")
                .putObject("radiusKm")
                .put("type", "number")
                .put("title", "km")
                .put("exclusiveMinimum", 0)
                .put("maximum", 20_000);
        return schema;
    }

    private static void degrees(ObjectNode properties, String name, int limit) {
        properties.putObject(name).put("type", "number").put("minimum", -limit).put("maximum", limit);
    }

    private static FormField search(String name, ObjectNode schema, Map<String, String> title) {
        return field(name, Source.SEARCH, schema, false, title);
    }

    private static FormField field(
            String name, Source source, ObjectNode schema, boolean required, Map<String, String> title) {
        ObjectNode ui = Documents.object();
        ui.set("ui:title", texts(title));
        return new FormField(name, source, schema, required, ui, Map.of());
    }
}
