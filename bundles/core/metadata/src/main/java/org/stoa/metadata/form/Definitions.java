package org.stoa.metadata.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps the {@code $defs} of a schema to what its references need. */
final class Definitions {

    private static final String DEFINITIONS = "$defs";
    private static final String PLACE = "#/$defs/";

    private Definitions() {}

    /** Has references to places that are no longer there lead to a copy of what was there before. */
    static void keepReferenced(ObjectNode root, JsonNode before) {
        keepReferenced(root, root, before);
    }

    private static void keepReferenced(ObjectNode root, JsonNode place, JsonNode before) {
        if (place instanceof ObjectNode object
                && isGone(root, object.path("$ref").asText())) {
            String reference = object.path("$ref").textValue();
            JsonNode target = before.at(reference.substring(1));
            String name = reference.substring(2).replaceAll("[^A-Za-z0-9]+", "-");
            object.put("$ref", PLACE + name);
            ObjectNode definitions = root.withObject("/" + DEFINITIONS);
            if (!definitions.has(name)) {
                JsonNode copy = target.isMissingNode() ? root.objectNode() : target.deepCopy();
                definitions.set(name, copy);
            }
        }
        List<JsonNode> children = new ArrayList<>();
        place.forEach(children::add);
        children.forEach(child -> keepReferenced(root, child, before));
    }

    private static boolean isGone(ObjectNode root, String reference) {
        return reference.startsWith("#/") && root.at(reference.substring(1)).isMissingNode();
    }

    /** Takes definitions away that nothing leads to, which might say more than a reader may know. */
    static void dropUnused(ObjectNode root) {
        if (!(root.path(DEFINITIONS) instanceof ObjectNode definitions)) {
            return;
        }
        Set<String> used = new HashSet<>();
        List<JsonNode> open = new ArrayList<>();
        for (Map.Entry<String, JsonNode> keyword : root.properties()) {
            if (!keyword.getKey().equals(DEFINITIONS)) {
                open.add(keyword.getValue());
            }
        }
        while (!open.isEmpty()) {
            JsonNode next = open.remove(open.size() - 1);
            String reference = next.path("$ref").asText();
            if (reference.startsWith(PLACE)) {
                String name = Pointers.first(reference.substring(PLACE.length() - 1));
                if (used.add(name)) {
                    open.add(definitions.path(name));
                }
            }
            next.forEach(open::add);
        }
        List<String> unused = new ArrayList<>();
        definitions.properties().forEach(each -> {
            if (!used.contains(each.getKey()) && !isNamed(each.getValue())) {
                unused.add(each.getKey());
            }
        });
        definitions.remove(unused);
        if (definitions.isEmpty()) {
            root.remove(DEFINITIONS);
        }
    }

    /** Whether there are other ways to refer to it than its place. */
    private static boolean isNamed(JsonNode definition) {
        return definition.findValue("$anchor") != null
                || definition.findValue("$dynamicAnchor") != null
                || definition.findValue("$id") != null;
    }
}
