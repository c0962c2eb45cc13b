package org.stoa.metadata.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * All that a JSON Schema says of one value: in itself, by references, and by what it combines.
 *
 * @param root of the document, for references
 * @param certain subschemas that always hold
 * @param possible subschemas that hold sometimes
 */
record SchemaLevel(JsonNode root, List<JsonNode> certain, List<JsonNode> possible) {

    private static final Set<String> NUMBERS = Set.of("integer", "number");
    private static final List<String> ALTERNATIVES = List.of("anyOf", "oneOf");
    private static final List<String> CONDITIONS = List.of("if", "then", "else");

    static SchemaLevel of(JsonNode root) {
        return of(root, List.of(root), List.of());
    }

    private static SchemaLevel of(JsonNode root, List<JsonNode> certain, List<JsonNode> possible) {
        SchemaLevel level = new SchemaLevel(root, new ArrayList<>(), new ArrayList<>());
        Set<JsonNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        certain.forEach(each -> level.add(each, true, seen));
        possible.forEach(each -> level.add(each, false, seen));
        return level;
    }

    private void add(JsonNode schema, boolean always, Set<JsonNode> seen) {
        if (!schema.isObject() || !seen.add(schema)) {
            return;
        }
        JsonNode reference = schema.path("$ref");
        if (!reference.isTextual() || schema.size() > 1) {
            (always ? certain : possible).add(schema);
        }
        if (reference.isTextual()) {
            add(target(reference.textValue()), always, seen);
        }
        schema.path("allOf").forEach(each -> add(each, always, seen));
        ALTERNATIVES.forEach(keyword -> schema.path(keyword).forEach(each -> add(each, false, seen)));
        CONDITIONS.forEach(keyword -> add(schema.path(keyword), false, seen));
        schema.path("dependentSchemas").forEach(each -> add(each, false, seen));
    }

    private JsonNode target(String reference) {
        return reference.equals("#") || reference.startsWith("#/")
                ? root.at(reference.substring(1))
                : root.path("$defs").path("nowhere");
    }

    /** Which places of the document speak of a value; such sets are equal when the places are the same ones. */
    Set<JsonNode> places() {
        Set<JsonNode> places = Collections.newSetFromMap(new IdentityHashMap<>());
        places.addAll(all());
        return places;
    }

    /** Which types a value may have, as far as known; integers are numbers. Empty when they are not known. */
    Set<String> kinds() {
        for (JsonNode schema : certain) {
            Set<String> kinds = kinds(schema);
            if (kinds.isEmpty()) {
                kinds = alternatives(schema);
            }
            if (!kinds.isEmpty()) {
                return kinds;
            }
        }
        return Set.of();
    }

    private static Set<String> kinds(JsonNode schema) {
        Set<String> kinds = new LinkedHashSet<>();
        JsonNode type = schema.path("type");
        if (type.isTextual()) {
            kinds.add(type.textValue());
        } else if (type.isArray()) {
            type.forEach(each -> kinds.add(each.asText()));
        } else if (schema.path("enum").isArray()) {
            schema.path("enum").forEach(each -> kinds.add(kind(each)));
        } else if (schema.has("const")) {
            kinds.add(kind(schema.get("const")));
        }
        if (kinds.removeAll(NUMBERS)) {
            kinds.add("number");
        }
        return kinds;
    }

    private static String kind(JsonNode value) {
        return value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static Set<String> alternatives(JsonNode schema) {
        for (String keyword : ALTERNATIVES) {
            Set<String> all = new LinkedHashSet<>();
            boolean known = schema.path(keyword).isArray();
            for (JsonNode each : schema.path(keyword)) {
                Set<String> kinds = kinds(each);
                known &= !kinds.isEmpty();
                all.addAll(kinds);
            }
            if (known) {
                return all;
            }
        }
        return Set.of();
    }

    /** Names of the members that are spoken of. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        all().forEach(schema -> schema.path("properties").fieldNames().forEachRemaining(names::add));
        return names;
    }

    /** Whether it says that there may be other members. */
    boolean isOpen() {
        return all().stream()
                .anyMatch(schema -> allows(schema.path("additionalProperties"))
                        || allows(schema.path("unevaluatedProperties"))
                        || schema.path("patternProperties").size() > 0
                        || schema.has("$dynamicRef"));
    }

    /** Whether it says that there are no other members. */
    boolean isClosed() {
        return certain.stream()
                .anyMatch(schema -> schema.path("additionalProperties").isBoolean()
                        && !schema.path("additionalProperties").booleanValue());
    }

    private static boolean allows(JsonNode others) {
        return others.isObject() || others.isBoolean() && others.booleanValue();
    }

    Optional<SchemaLevel> member(String name) {
        return inside(schema -> schema.path("properties").path(name));
    }

    /** What all members are that are not spoken of; unknown when names decide. */
    Optional<SchemaLevel> others() {
        boolean byName = all().stream().anyMatch(schema -> schema.has("patternProperties"));
        return byName ? Optional.empty() : inside(schema -> schema.path("additionalProperties"));
    }

    /** What every item of a list is; unknown when the place decides. */
    Optional<SchemaLevel> items() {
        boolean byPlace = all().stream().anyMatch(schema -> schema.has("prefixItems"));
        return byPlace ? Optional.empty() : inside(schema -> schema.path("items"));
    }

    private interface Step {
        JsonNode from(JsonNode schema);
    }

    private Optional<SchemaLevel> inside(Step step) {
        List<JsonNode> surely = new ArrayList<>();
        List<JsonNode> perhaps = new ArrayList<>();
        certain.forEach(schema -> addIfThere(step.from(schema), surely));
        possible.forEach(schema -> addIfThere(step.from(schema), perhaps));
        return surely.isEmpty() && perhaps.isEmpty() ? Optional.empty() : Optional.of(of(root, surely, perhaps));
    }

    private static void addIfThere(JsonNode schema, List<JsonNode> schemas) {
        if (schema.isObject() || schema.isBoolean()) {
            schemas.add(schema);
        }
    }

    private List<JsonNode> all() {
        List<JsonNode> all = new ArrayList<>(certain);
        all.addAll(possible);
        return all;
    }
}
