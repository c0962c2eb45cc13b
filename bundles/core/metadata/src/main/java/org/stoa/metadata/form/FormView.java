package org.stoa.metadata.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.stoa.metadata.Documents;
import org.stoa.metadata.model.EntityModel;
import org.stoa.metadata.schema.ValidationRule;

/** Shows a form to one reader. */
final class FormView {

    private final Form form;
    private final Wording wording;
    private final ObjectNode schema;

    private FormView(Form form, Wording wording) {
        this.form = form;
        this.wording = wording;
        this.schema = form.schema().deepCopy();
    }

    static ServedForm of(Form form, Wording wording) {
        return new FormView(form, wording).serve();
    }

    private ServedForm serve() {
        FormDefinition definition = form.definition();
        ObjectNode ui = form.ui().deepCopy();
        for (FormField field : form.fields().values()) {
            ObjectNode place = (ObjectNode) schema.path("properties").path(field.name());
            label(place, field.optionLabels());
            if (form.logic().computations().containsKey(field.name())) {
                place.put("readOnly", true);
            }
        }
        word(ui, schema);
        ArrayNode required = schema.putArray("required");
        form.fields().values().stream().filter(form::isAlwaysRequired).forEach(field -> required.add(field.name()));
        return new ServedForm(
                definition.formType(),
                definition.entityType(),
                definition.entitySubtype(),
                form.model().schemaNumber(),
                form.template() == null ? null : form.template().id(),
                wording.locale().toLanguageTag(),
                Documents.write(schema),
                Documents.write(ui),
                rules(),
                form.logic().served(),
                definition.computedFields().stream()
                        .filter(field -> form.logic().computations().containsKey(field.name()))
                        .toList(),
                form.steps().stream()
                        .map(step -> new ServedForm.Step(
                                step.id(), wording.of(step.title()), step.fields(), step.visibleWhen()))
                        .toList(),
                definition.progressIndicator(),
                SubmitPlan.actions(definition),
                definition.redirectUrl());
    }

    private List<ServedForm.Rule> rules() {
        Stream<ValidationRule> ofSchema = form.definition().formType() == FormType.SEARCH
                ? Stream.of()
                : form.model().rules().stream().map(EntityModel.Rule::rule).filter(this::isShown);
        Stream<ValidationRule> ofForm = form.logic().rules().stream().map(FormLogic.Rule::rule);
        return Stream.concat(ofSchema, ofForm)
                .map(rule ->
                        new ServedForm.Rule(rule.name(), rule.expression(), wording.of(rule.message()), rule.field()))
                .toList();
    }

    private boolean isShown(ValidationRule rule) {
        return rule.field() == null || form.fields().containsKey(rule.field().split("\\.")[0]);
    }

    /** Writes texts in one language, those of titles and choices into the schema. */
    private void word(ObjectNode ui, JsonNode place) {
        ObjectNode own = place instanceof ObjectNode object && !object.has("$ref") ? object : null;
        for (String key : names(ui)) {
            JsonNode value = ui.get(key);
            if (key.equals("ui:title") && own != null) {
                own.put("title", wording.of(value));
                ui.remove(key);
            } else if (Vocabulary.TEXTS.contains(key)) {
                ui.put(key, wording.of(value));
            } else if (key.equals(Vocabulary.LABELS)) {
                labels(ui, value, place, own);
            } else if (!Vocabulary.isKeyword(key) && value instanceof ObjectNode inner) {
                word(inner, inside(place, key));
            }
        }
    }

    private JsonNode inside(JsonNode place, String key) {
        JsonNode resolved = place.has("$ref") ? SchemaPlaces.resolved(schema, place) : place;
        JsonNode property = resolved.path("properties").path(key);
        return property.isMissingNode() ? resolved.path(key) : property;
    }

    private void labels(ObjectNode ui, JsonNode labels, JsonNode place, ObjectNode own) {
        if (labels.isArray()) {
            ArrayNode texts = ui.arrayNode();
            labels.forEach(label -> texts.add(wording.of(label)));
            ui.set(Vocabulary.LABELS, texts);
            return;
        }
        Map<String, String> words = new LinkedHashMap<>();
        labels.properties().forEach(label -> words.put(label.getKey(), wording.of(label.getValue())));
        if (own != null && choices(own) != null) {
            name(choices(own), words);
            ui.remove(Vocabulary.LABELS);
            return;
        }
        if (own != null && !named(own).isEmpty()) {
            named(own).forEach(choice -> rename(choice, words));
            ui.remove(Vocabulary.LABELS);
            return;
        }
        ArrayNode texts = ui.arrayNode();
        ObjectNode resolved = SchemaPlaces.resolved(schema, place);
        JsonNode values = resolved.has("enum")
                ? resolved.path("enum")
                : resolved.path("items").path("enum");
        values.forEach(value -> texts.add(words.getOrDefault(value.asText(), value.asText())));
        ui.set(Vocabulary.LABELS, texts);
    }

    private void label(ObjectNode place, Map<String, Map<String, String>> byValue) {
        ObjectNode choices = choices(place);
        if (byValue.isEmpty() || choices == null) {
            return;
        }
        Map<String, String> texts = new LinkedHashMap<>();
        byValue.forEach((value, label) -> {
            if (!label.isEmpty()) {
                texts.put(value, wording.of(label));
            }
        });
        name(choices, texts);
    }

    /** The schema that lists the values to choose from, or null. */
    private static ObjectNode choices(ObjectNode place) {
        if (place.path("items") instanceof ObjectNode items && items.has("enum") && !items.has("oneOf")) {
            return items;
        }
        return place.has("enum") && !place.has("oneOf") ? place : null;
    }

    /** Has the values that may be chosen say what they are called. */
    private static void name(ObjectNode choices, Map<String, String> texts) {
        JsonNode values = choices.remove("enum");
        ArrayNode named = choices.putArray("oneOf");
        for (JsonNode value : values) {
            ObjectNode choice = named.addObject();
            choice.set("const", value);
            choice.put("title", texts.getOrDefault(value.asText(), value.asText()));
        }
    }

    /** Choices that say already what they are called. */
    private static JsonNode named(ObjectNode place) {
        return place.has("oneOf") ? place.path("oneOf") : place.path("items").path("oneOf");
    }

    private static void rename(JsonNode choice, Map<String, String> texts) {
        String text = texts.get(choice.path("const").asText());
        if (text != null && choice instanceof ObjectNode object) {
            object.put("title", text);
        }
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
