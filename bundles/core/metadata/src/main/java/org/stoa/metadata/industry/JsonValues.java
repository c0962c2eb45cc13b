package org.stoa.metadata.industry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Comparing and finding JSON values. */
final class JsonValues {

    /** Members that tell the elements of a list apart, the first that all have. */
    private static final List<String> KEYS = List.of("name", "key", "slug", "id", "value", "field");

    /** Numbers are equal when their values are. */
    private static final Comparator<JsonNode> BY_VALUE = (one, other) -> {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    };

    private JsonValues() {}

    /** Whether both are the same, null being the same as nothing only. */
    static boolean same(JsonNode one, JsonNode other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.equals(BY_VALUE, other);
    }

    /** Whether a list holds different values that are neither lists nor objects. */
    static boolean isSet(JsonNode list) {
        Set<Object> seen = new HashSet<>();
        for (JsonNode element : list) {
            if (element.isContainerNode() || !seen.add(element.isNumber() ? number(element) : element)) {
                return false;
            }
        }
        return true;
    }

    private static Object number(JsonNode element) {
        return element.decimalValue().stripTrailingZeros();
    }

    /** The member by which the elements of all these lists are told apart, or null; null lists count as empty. */
    static String keyOf(JsonNode... lists) {
        return KEYS.stream()
                .filter(key -> {
                    boolean any = false;
                    for (JsonNode list : lists) {
                        if (list != null && !isKeyedBy(list, key)) {
                            return false;
                        }
                        any |= list != null && !list.isEmpty();
                    }
                    return any;
                })
                .findFirst()
                .orElse(null);
    }

    private static boolean isKeyedBy(JsonNode list, String key) {
        Set<String> seen = new HashSet<>();
        for (JsonNode element : list) {
            JsonNode value = element.get(key);
            if (value == null || !value.isTextual() || !seen.add(value.textValue())) {
                return false;
            }
        }
        return true;
    }

    /** The elements of a list by their key, in its order. */
    static Map<String, JsonNode> byKey(JsonNode list, String key) {
        Map<String, JsonNode> elements = new LinkedHashMap<>();
        if (list != null) {
            list.forEach(element -> elements.put(element.get(key).textValue(), element));
        }
        return elements;
    }

    /**
     * What a pointer (RFC 6901) leads to, or null. Elements of lists are found by key or else by number.
     *
     * @throws IllegalArgumentException for a text that is no pointer
     */
    static JsonNode find(JsonNode document, String pointer) {
        JsonNode at = document;
        for (String token : tokens(pointer)) {
            at = at == null ? null : step(at, token);
        }
        return at;
    }

    private static JsonNode step(JsonNode at, String token) {
        if (at.isArray()) {
            String key = keyOf(at);
            if (key != null) {
                return byKey(at, key).get(token);
            }
            return token.matches("0|[1-9][0-9]{0,8}") ? at.get(Integer.parseInt(token)) : null;
        }
        return at.get(token);
    }

    private static List<String> tokens(String pointer) {
        if (pointer.isEmpty()) {
            return List.of();
        }
        if (!pointer.startsWith("/")) {
            throw new IllegalArgumentException(pointer + " is no JSON pointer: it must be empty or begin with /");
        }
        return List.of(pointer.substring(1).split("/", -1)).stream()
                .map(token -> token.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    /** The pointer to a member or element below another. */
    static String below(String pointer, String token) {
        return pointer + "/" + token.replace("~", "~0").replace("/", "~1");
    }

    /** Whether a pointer is another one, or leads to something inside of it. */
    static boolean isWithin(String pointer, String outer) {
        return pointer.equals(outer) || pointer.startsWith(outer + "/");
    }

    /** Every place at which two values differ, as deep as both have the same shape. */
    static List<Difference> differences(JsonNode one, JsonNode other) {
        List<Difference> found = new ArrayList<>();
        differences("", one, other, found);
        return found;
    }

    private static void differences(String pointer, JsonNode one, JsonNode other, List<Difference> found) {
        if (same(one, other)) {
            return;
        }
        Map<String, JsonNode> ones = inside(one, other);
        if (ones == null) {
            found.add(new Difference(pointer, one, other));
            return;
        }
        Map<String, JsonNode> others = inside(other, one);
        Set<String> names = new LinkedHashSet<>(ones.keySet());
        names.addAll(others.keySet());
        int before = found.size();
        names.forEach(name -> differences(below(pointer, name), ones.get(name), others.get(name), found));
        if (found.size() == before) {
            // the same elements in another order
            found.add(new Difference(pointer, one, other));
        }
    }

    /** What a value has inside that can be compared piece by piece with another value; null when it cannot. */
    private static Map<String, JsonNode> inside(JsonNode value, JsonNode other) {
        if (value == null || other == null) {
            return null;
        }
        if (value.isObject() && other.isObject()) {
            Map<String, JsonNode> members = new LinkedHashMap<>();
            value.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
            return members;
        }
        String key = value.isArray() && other.isArray() ? keyOf(value, other) : null;
        return key == null ? null : byKey(value, key);
    }
}
