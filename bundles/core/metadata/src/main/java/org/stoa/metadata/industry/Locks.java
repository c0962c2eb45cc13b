package org.stoa.metadata.industry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What of a template a tenant may not change: kind and key of an item to pointers into it. */
final class Locks {

    private final Map<ItemKey, List<String>> pointers = new HashMap<>();

    private Locks() {}

    /**
     * Reads the customization rules of a template.
     *
     * @throws IllegalArgumentException that names what is wrong
     */
    static Locks of(JsonNode rules) {
        Locks locks = new Locks();
        for (TemplateKind kind : TemplateKind.values()) {
            rules.path(kind.rules()).properties().forEach(item -> {
                List<String> locked = new ArrayList<>();
                item.getValue().path("locked").forEach(pointer -> {
                    JsonValues.find(null, pointer.asText());
                    locked.add(pointer.asText());
                });
                locks.pointers.put(new ItemKey(kind.label(), item.getKey()), List.copyOf(locked));
            });
        }
        return locks;
    }

    /** Pointers into an item. */
    List<String> of(ItemKey item) {
        return pointers.getOrDefault(item, List.of());
    }

    /** Whether a place of an item is locked, or inside of one that is. */
    boolean isLocked(ItemKey item, String pointer) {
        return of(item).stream().anyMatch(locked -> JsonValues.isWithin(pointer, locked));
    }

    /** Places of an item that are locked and not as they were; null stands for nothing. */
    List<String> broken(ItemKey item, JsonNode base, JsonNode changed) {
        return of(item).stream()
                .filter(pointer -> !JsonValues.same(find(base, pointer), find(changed, pointer)))
                .toList();
    }

    private static JsonNode find(JsonNode document, String pointer) {
        return document == null ? null : JsonValues.find(document, pointer);
    }
}
