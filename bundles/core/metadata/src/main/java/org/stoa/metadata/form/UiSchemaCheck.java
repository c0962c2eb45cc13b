package org.stoa.metadata.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.stoa.metadata.Violations;

/** Says what is wrong with a uiSchema. */
final class UiSchemaCheck {

    private static final Set<String> ALTERNATIVES = Set.of("anyOf", "oneOf", "allOf");
    private static final Set<String> PARTS = Set.of("items", "additionalItems", "additionalProperties");
    private static final String LANGUAGE = "[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,8}";
    private static final int LONGEST_TEXT = 2000;

    private final JsonNode root;
    private final Violations violations;

    /** @param root schema of the form, in which references are looked up */
    UiSchemaCheck(JsonNode root, Violations violations) {
        this.root = root;
        this.violations = violations;
    }

    /** @param schema of the place that the uiSchema is for */
    void check(JsonNode ui, JsonNode schema, String pointer) {
        if (!ui.isObject()) {
            violations.add(pointer, "must be an object");
            return;
        }
        ObjectNode place = SchemaPlaces.resolved(root, schema);
        for (Map.Entry<String, JsonNode> member : ui.properties()) {
            String key = member.getKey();
            String at = pointer + "/" + Pointers.escape(key);
            if (Vocabulary.isKeyword(key)) {
                keyword(key, member.getValue(), place, at);
            } else if (place.path("properties").has(key)) {
                check(member.getValue(), place.path("properties").path(key), at);
            } else if (PARTS.contains(key) && place.has(key)) {
                check(member.getValue(), place.path(key), at);
            } else if (!(ALTERNATIVES.contains(key) && place.has(key))) {
                violations.add(at, "is no field here, nor a keyword, which begins with ui:");
            }
        }
    }

    private void keyword(String key, JsonNode value, ObjectNode place, String at) {
        if (!Vocabulary.isKnown(key)) {
            violations.add(at, "is no keyword of react-jsonschema-form");
        } else if (Vocabulary.TEXTS.contains(key)) {
            text(value, at);
        } else if (Vocabulary.NAMES.contains(key)) {
            violations.check(value.isTextual() && !value.textValue().isBlank(), at, "must be a name");
        } else if (Vocabulary.SWITCHES.contains(key)) {
            violations.check(value.isBoolean(), at, "must be true or false");
        } else if (key.equals(Vocabulary.ORDER)) {
            order(value, place, at);
        } else if (key.equals(Vocabulary.OPTIONS)) {
            violations.check(value.isObject(), at, "must be an object");
        } else if (key.equals(Vocabulary.LABELS)) {
            labels(value, place, at);
        }
    }

    private void text(JsonNode value, String at) {
        if (value.isObject() && !value.isEmpty()) {
            value.properties().forEach(each -> {
                violations.check(
                        each.getKey().matches(LANGUAGE),
                        at + "/" + Pointers.escape(each.getKey()),
                        "must be under a language tag such as en or de-AT");
                plain(each.getValue(), at + "/" + Pointers.escape(each.getKey()));
            });
        } else {
            plain(value, at);
        }
    }

    private void plain(JsonNode value, String at) {
        boolean sound = value.isTextual() && value.textValue().length() <= LONGEST_TEXT;
        violations.check(sound, at, "must be a text of at most " + LONGEST_TEXT + " characters, or such by language");
    }

    private void order(JsonNode order, ObjectNode place, String at) {
        if (!order.isArray()) {
            violations.add(at, "must be a list of names");
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < order.size(); i++) {
            String name = order.get(i).asText();
            boolean known =
                    name.equals(Vocabulary.REST) || place.path("properties").has(name);
            violations
                    .check(known, at + "/" + i, name + " is no field here")
                    .check(seen.add(name), at + "/" + i, name + " is there twice");
        }
    }

    /** A list beside the values, or texts by value. */
    private void labels(JsonNode labels, ObjectNode place, String at) {
        JsonNode choices =
                place.has("enum") ? place.path("enum") : place.path("items").path("enum");
        if (labels.isArray()) {
            violations.check(
                    labels.size() == choices.size(), at, "must have a text for each of " + choices.size() + " values");
            for (int i = 0; i < labels.size(); i++) {
                text(labels.get(i), at + "/" + i);
            }
        } else if (labels.isObject()) {
            Set<String> values = new HashSet<>();
            choices.forEach(choice -> values.add(choice.asText()));
            labels.properties().forEach(label -> {
                String own = at + "/" + Pointers.escape(label.getKey());
                violations.check(values.contains(label.getKey()), own, "is none of the values");
                text(label.getValue(), own);
            });
        } else {
            violations.add(at, "must be texts by value");
        }
    }
}
