package org.stoa.metadata.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.stoa.metadata.Documents;

/** Finds and changes places of a JSON schema, across references within the document. */
final class SchemaPlaces {

    private static final int MOST_REFERENCES = 20;

    private SchemaPlaces() {}

    /** A copy of a subschema with what its {@code $ref} leads to in place of the reference. */
    static ObjectNode resolved(JsonNode root, JsonNode place) {
        ObjectNode resolved = place instanceof ObjectNode object ? object.deepCopy() : Documents.object();
        for (int i = 0; i < MOST_REFERENCES && resolved.path("$ref").isTextual(); i++) {
            String reference = resolved.path("$ref").textValue();
            boolean local = reference.equals("#") || reference.startsWith("#/");
            if (!local || !(root.at(reference.substring(1)) instanceof ObjectNode target)) {
                return resolved;
            }
            resolved.remove("$ref");
            ObjectNode beside = resolved;
            resolved = target.deepCopy();
            addAll(resolved, beside);
        }
        return resolved;
    }

    /** Adds keywords that hold as well; those that are there already stay, and the others go beside them. */
    private static void addAll(ObjectNode schema, ObjectNode more) {
        for (Map.Entry<String, JsonNode> keyword : more.properties()) {
            if (!schema.has(keyword.getKey()) || isText(keyword.getKey())) {
                schema.set(keyword.getKey(), keyword.getValue());
            } else {
                addBeside(schema, keyword.getKey(), keyword.getValue());
            }
        }
    }

    /** Adds a keyword that a schema has already, so that both hold. */
    static void addBeside(ObjectNode schema, String keyword, JsonNode value) {
        schema.withArray("allOf").addObject().set(keyword, value);
    }

    /** Whether a keyword only says something to people. */
    static boolean isText(String keyword) {
        return keyword.equals("title") || keyword.equals("description");
    }

    /**
     * Takes a property out of a schema.
     *
     * @param path names of properties from the root
     */
    static void remove(ObjectNode root, List<String> path) {
        ObjectNode place = root;
        for (String member : path.subList(0, path.size() - 1)) {
            if (!(place.path("properties") instanceof ObjectNode properties) || !properties.has(member)) {
                return;
            }
            ObjectNode own = resolved(root, properties.get(member));
            properties.set(member, own);
            place = own;
        }
        String last = path.get(path.size() - 1);
        if (place.path("properties") instanceof ObjectNode properties) {
            properties.remove(last);
        }
        removeText(place.path("required"), last);
    }

    private static void removeText(JsonNode array, String text) {
        if (array instanceof ArrayNode list) {
            for (int i = list.size() - 1; i >= 0; i--) {
                if (list.get(i).asText().equals(text)) {
                    list.remove(i);
                }
            }
        }
    }

    /** A name as people would write it: {@code heightCm} as {@code Height cm}. */
    static String title(String name) {
        String words = name.replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .replaceAll("[_.-]+", " ")
                .toLowerCase(Locale.ROOT)
                .strip();
        return words.isEmpty() ? name : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
