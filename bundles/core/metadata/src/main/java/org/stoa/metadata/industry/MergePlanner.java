package org.stoa.metadata.industry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stoa.metadata.industry.IndustryPlan.Action;

/** Works out what a version of a template means for a tenant. */
final class MergePlanner {

    private MergePlanner() {}

    /**
     * The steps of an installation or upgrade: items of the template in their order, then those that it no longer has,
     * in the opposite order.
     *
     * @param bases what the tenant got of each item; empty for what is installed for the first time
     * @param current what the tenant has of each item
     * @param theirsAt pointers of conflicts in which the template wins, by item
     */
    static List<Step> merge(
            Map<ItemKey, JsonNode> bases,
            Map<ItemKey, JsonNode> current,
            IndustryDocument document,
            Map<ItemKey, Set<String>> theirsAt) {
        List<ItemKey> removed = new ArrayList<>();
        bases.keySet().stream()
                .filter(item -> !document.items().containsKey(item))
                .forEach(item -> removed.add(0, item));
        Set<ItemKey> items = new LinkedHashSet<>(document.items().keySet());
        items.addAll(removed);
        Locks locks = document.locks();
        return items.stream()
                .map(item -> step(
                        item,
                        bases.get(item),
                        current.get(item),
                        document.items().get(item),
                        locks,
                        theirsAt.getOrDefault(item, Set.of())))
                .toList();
    }

    /**
     * The steps of a removal: what was not changed goes, the last first, unless something that stays depends on it.
     *
     * @param bases what the tenant got of each item, in the order in which it did
     * @param shared what other industries have brought too, each {@code kind key}
     */
    static List<Step> removal(
            Map<ItemKey, JsonNode> bases,
            Map<ItemKey, JsonNode> current,
            Map<ItemKey, Usage> usage,
            Set<String> shared) {
        List<ItemKey> items = new ArrayList<>(bases.keySet());
        Collections.reverse(items);
        Set<ItemKey> leaving = new HashSet<>();
        List<Step> steps = new ArrayList<>();
        for (ItemKey item : items) {
            JsonNode base = bases.get(item);
            JsonNode ours = current.get(item);
            if (ours == null) {
                continue;
            }
            Step step = new Step(item, Action.REMOVE, List.of(), null, List.of(), ours, null, null);
            Usage uses = usage.get(item);
            if (!JsonValues.same(base, ours)) {
                steps.add(step.kept("it was changed"));
            } else if (uses != null && uses.preventsRemoval(leaving)) {
                steps.add(step.kept("it is in use"));
            } else if (shared.contains(item.toString())) {
                steps.add(step.kept("it is of another industry as well"));
            } else {
                leaving.add(item);
                steps.add(step);
            }
        }
        return steps;
    }

    private static Step step(
            ItemKey item, JsonNode base, JsonNode ours, JsonNode theirs, Locks locks, Set<String> theirsAt) {
        JsonMerge.Result merged =
                JsonMerge.merge(base, ours, theirs, pointer -> locks.isLocked(item, pointer), theirsAt);
        JsonNode wanted = merged.value();
        Action action = action(ours, wanted);
        List<String> changes = action == Action.CHANGE ? pointers(JsonValues.differences(ours, wanted)) : List.of();
        return new Step(item, action, changes, reason(action, ours, theirs), merged.conflicts(), ours, wanted, theirs);
    }

    private static Action action(JsonNode ours, JsonNode wanted) {
        if (JsonValues.same(ours, wanted)) {
            return Action.KEEP;
        }
        if (ours == null) {
            return Action.ADD;
        }
        return wanted == null ? Action.REMOVE : Action.CHANGE;
    }

    private static String reason(Action action, JsonNode ours, JsonNode theirs) {
        if (action != Action.KEEP || JsonValues.same(ours, theirs)) {
            return null;
        }
        return ours == null ? "it was removed" : "it was changed";
    }

    private static List<String> pointers(List<Difference> differences) {
        return differences.stream().map(Difference::pointer).toList();
    }
}
