package org.stoa.metadata.industry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what is wrong with the customization rules of a template. */
final class LockCheck {

    static final String MEMBER = "customizationRules";
    private static final String LOCKED = "locked";

    private final Map<ItemKey, JsonNode> items;
    private final Set<TemplateKind> incomplete;
    private final Faults faults;

    /** @param incomplete kinds of which not all items could be read */
    LockCheck(Map<ItemKey, JsonNode> items, Set<TemplateKind> incomplete, Faults faults) {
        this.items = items;
        this.incomplete = incomplete;
        this.faults = faults;
    }

    void check(JsonNode rules) {
        rules.properties().forEach(section -> {
            String place = MEMBER + "/" + section.getKey();
            TemplateKind kind = Arrays.stream(TemplateKind.values())
                    .filter(TemplateKind::isLockable)
                    .filter(each -> each.rules().equals(section.getKey()))
                    .findFirst()
                    .orElse(null);
            if (kind == null) {
                faults.add(place, "is not known here; there are " + sections());
            } else if (!section.getValue().isObject()) {
                faults.add(place, "must be an object of names of items");
            } else {
                section.getValue()
                        .properties()
                        .forEach(item -> check(kind, item.getKey(), item.getValue(), place + "/" + item.getKey()));
            }
        });
    }

    private void check(TemplateKind kind, String key, JsonNode rule, String place) {
        rule.fieldNames().forEachRemaining(member -> {
            if (!member.equals(LOCKED)) {
                faults.add(place, "/" + member + ": is not known here; there is locked");
            }
        });
        if (!rule.path(LOCKED).isArray()) {
            faults.add(place, "/locked: must be a list of JSON pointers");
            return;
        }
        JsonNode item = items.get(new ItemKey(kind.label(), key));
        if (item == null && !incomplete.contains(kind)) {
            faults.add(place, "the template has no such " + kind.label());
        }
        rule.path(LOCKED).forEach(pointer -> check(pointer, item, place));
    }

    private void check(JsonNode pointer, JsonNode item, String place) {
        faults.reading(place, () -> {
            if (!pointer.isTextual()) {
                throw new IllegalArgumentException("/locked: must be a list of JSON pointers");
            }
            JsonNode found = JsonValues.find(item, pointer.asText());
            if (item != null && found == null) {
                throw new IllegalArgumentException("there is nothing at " + pointer.asText());
            }
            return pointer;
        });
    }

    private static String sections() {
        return Arrays.stream(TemplateKind.values())
                .filter(TemplateKind::isLockable)
                .map(TemplateKind::rules)
                .collect(Collectors.joining(", "));
    }
}
