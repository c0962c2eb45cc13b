package org.stoa.metadata.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stoa.metadata.Documents;

/** Puts uiSchemas together. */
final class UiSchemas {

    private UiSchemas() {}

    /** All of {@code ui} with what {@code over} has in its place; objects are merged member by member. */
    static ObjectNode merged(ObjectNode ui, JsonNode over) {
        ObjectNode result = ui.deepCopy();
        for (Map.Entry<String, JsonNode> member : over.properties()) {
            JsonNode present = result.get(member.getKey());
            boolean merge = present instanceof ObjectNode
                    && member.getValue().isObject()
                    && !Vocabulary.TEXTS.contains(member.getKey());
            result.set(
                    member.getKey(),
                    merge
                            ? merged((ObjectNode) present, member.getValue())
                            : member.getValue().deepCopy());
        }
        return result;
    }

    /**
     * What a uiSchema says of the form as a whole and of the fields that there are; what it says of others is left out, as
     * clients refuse an order that names them.
     */
    static ObjectNode ofForm(Map<String, FormField> fields, JsonNode... layers) {
        ObjectNode result = Documents.object();
        fields.values().stream()
                .filter(field -> !field.ui().isEmpty())
                .forEach(field -> result.set(field.name(), field.ui().deepCopy()));
        for (JsonNode layer : layers) {
            if (layer.isObject()) {
                result.setAll(merged(result, layer));
            }
        }
        for (String key : names(result)) {
            if (!Vocabulary.isKeyword(key)
                    && !(fields.containsKey(key) && result.get(key).isObject())) {
                result.remove(key);
            }
        }
        ArrayNode order = result.arrayNode();
        names(fields.keySet(), result.path(Vocabulary.ORDER)).forEach(order::add);
        result.set(Vocabulary.ORDER, order);
        fields.forEach((name, field) -> prune(result.path(name), field.schema()));
        return result;
    }

    /** Names in an order that names some of them, and may say by {@code *} where the others are. */
    static List<String> names(Set<String> names, JsonNode order) {
        Set<String> before = new LinkedHashSet<>();
        Set<String> after = new LinkedHashSet<>();
        boolean rest = false;
        for (JsonNode each : order) {
            if (each.asText().equals(Vocabulary.REST)) {
                rest = true;
            } else if (names.contains(each.asText())) {
                (rest ? after : before).add(each.asText());
            }
        }
        Set<String> all = new LinkedHashSet<>(before);
        names.stream().filter(name -> !after.contains(name)).forEach(all::add);
        all.addAll(after);
        return List.copyOf(all);
    }

    private static Set<String> names(ObjectNode object) {
        Set<String> names = new LinkedHashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Orders of objects inside name what there is, and {@code *} for what they leave out. */
    private static void prune(JsonNode ui, ObjectNode schema) {
        if (!(ui instanceof ObjectNode object) || !(schema.path("properties") instanceof ObjectNode properties)) {
            return;
        }
        if (object.path(Vocabulary.ORDER) instanceof ArrayNode order) {
            ArrayNode known = object.arrayNode();
            boolean rest = false;
            for (JsonNode each : order) {
                rest |= each.asText().equals(Vocabulary.REST);
                if (properties.has(each.asText()) || each.asText().equals(Vocabulary.REST)) {
                    known.add(each);
                }
            }
            if (!rest && known.size() < properties.size()) {
                known.add(Vocabulary.REST);
            }
            object.set(Vocabulary.ORDER, known);
        }
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            if (property.getValue() instanceof ObjectNode inner) {
                prune(object.path(property.getKey()), inner);
            }
        }
    }
}
