package org.stoa.metadata.industry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A three-way merge of JSON values: what only one side has changed since the base is taken from that side; objects are
 * merged member by member, lists of plain values as sets, lists of objects by the name, key, slug or id of their elements.
 * Where both sides have changed the same place differently, the tenant's is kept and the place is noted.
 */
final class JsonMerge {

    private final Predicate<String> locked;
    private final Set<String> theirsAt;
    private final List<Conflict> conflicts = new ArrayList<>();
    private final Set<String> resolved = new LinkedHashSet<>();

    /**
     * What a merge gave.
     *
     * @param value null for nothing
     * @param resolved pointers of conflicts that were resolved for the template
     */
    record Result(JsonNode value, List<Conflict> conflicts, Set<String> resolved) {}

    private JsonMerge(Predicate<String> locked, Set<String> theirsAt) {
        this.locked = locked;
        this.theirsAt = theirsAt;
    }

    /**
     * Merges; null stands for nothing.
     *
     * @param locked whether a place is the template's alone
     * @param theirsAt pointers of conflicts in which the template wins
     */
    static Result merge(JsonNode base, JsonNode ours, JsonNode theirs, Predicate<String> locked, Set<String> theirsAt) {
        JsonMerge merge = new JsonMerge(locked, theirsAt);
        JsonNode value = merge.value("", base, ours, theirs);
        return new Result(value, List.copyOf(merge.conflicts), merge.resolved);
    }

    private JsonNode value(String pointer, JsonNode base, JsonNode ours, JsonNode theirs) {
        if (locked.test(pointer) || JsonValues.same(ours, theirs)) {
            return theirs;
        }
        if (ours != null && theirs != null) {
            if (ours.isObject() && theirs.isObject()) {
                return object(pointer, onlyIf(base, base != null && base.isObject()), ours, theirs);
            }
            JsonNode list = ours.isArray() && theirs.isArray() ? list(pointer, base, ours, theirs) : null;
            if (list != null) {
                return list;
            }
        }
        if (JsonValues.same(base, ours)) {
            return theirs;
        }
        if (JsonValues.same(base, theirs)) {
            // what is locked inside of something the tenant removed or replaced cannot be kept apart from it
            return ours;
        }
        return decide(pointer, base, ours, theirs);
    }

    private JsonNode decide(String pointer, JsonNode base, JsonNode ours, JsonNode theirs) {
        if (theirsAt.contains(pointer)) {
            resolved.add(pointer);
            return theirs;
        }
        conflicts.add(new Conflict(pointer, base, ours, theirs));
        return ours;
    }

    private JsonNode object(String pointer, JsonNode base, JsonNode ours, JsonNode theirs) {
        Set<String> names = new LinkedHashSet<>();
        ours.fieldNames().forEachRemaining(names::add);
        theirs.fieldNames().forEachRemaining(names::add);
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            JsonNode before = base == null ? null : base.get(name);
            JsonNode member = value(JsonValues.below(pointer, name), before, ours.get(name), theirs.get(name));
            if (member != null) {
                merged.set(name, member);
            }
        }
        return merged;
    }

    /** Null when the lists cannot be merged piece by piece. */
    private JsonNode list(String pointer, JsonNode base, JsonNode ours, JsonNode theirs) {
        JsonNode before = onlyIf(base, base != null && base.isArray());
        String key = JsonValues.keyOf(before, ours, theirs);
        if (key != null) {
            return keyed(pointer, key, before, ours, theirs);
        }
        boolean sets =
                JsonValues.isSet(ours) && JsonValues.isSet(theirs) && (before == null || JsonValues.isSet(before));
        boolean bothChanged = !JsonValues.same(base, ours) && !JsonValues.same(base, theirs);
        return sets && bothChanged ? set(before, ours, theirs) : null;
    }

    private static JsonNode set(JsonNode base, JsonNode ours, JsonNode theirs) {
        ArrayNode merged = JsonNodeFactory.instance.arrayNode();
        for (JsonNode element : ours) {
            boolean removed = contains(base, element) && !contains(theirs, element);
            if (!removed) {
                merged.add(element);
            }
        }
        for (JsonNode element : theirs) {
            if (!contains(base, element) && !contains(ours, element)) {
                merged.add(element);
            }
        }
        return merged;
    }

    private JsonNode keyed(String pointer, String key, JsonNode base, JsonNode ours, JsonNode theirs) {
        Map<String, JsonNode> before = JsonValues.byKey(base, key);
        Map<String, JsonNode> here = JsonValues.byKey(ours, key);
        Map<String, JsonNode> there = JsonValues.byKey(theirs, key);
        Map<String, JsonNode> merged = new LinkedHashMap<>();
        for (String name :
                order(List.copyOf(before.keySet()), List.copyOf(here.keySet()), List.copyOf(there.keySet()))) {
            JsonNode element =
                    value(JsonValues.below(pointer, name), before.get(name), here.get(name), there.get(name));
            if (element != null) {
                merged.put(name, element);
            }
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        merged.values().forEach(list::add);
        return list;
    }

    /**
     * The order of one side, that of the template unless the tenant has changed it; what only the other side has comes
     * after what it comes after there.
     */
    private static List<String> order(List<String> base, List<String> ours, List<String> theirs) {
        boolean reordered = !common(base, ours).equals(common(ours, base));
        List<String> first = reordered ? ours : theirs;
        List<String> second = reordered ? theirs : ours;
        List<String> merged = new ArrayList<>(first);
        String previous = null;
        for (String name : second) {
            if (!merged.contains(name)) {
                merged.add(previous == null ? 0 : merged.indexOf(previous) + 1, name);
            }
            previous = name;
        }
        return merged;
    }

    /** Those of the first list that the second has too. */
    private static List<String> common(List<String> list, List<String> other) {
        return list.stream().filter(other::contains).toList();
    }

    private static boolean contains(JsonNode list, JsonNode element) {
        if (list == null) {
            return false;
        }
        for (JsonNode other : list) {
            if (JsonValues.same(element, other)) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode onlyIf(JsonNode value, boolean condition) {
        return condition ? value : null;
    }
}
