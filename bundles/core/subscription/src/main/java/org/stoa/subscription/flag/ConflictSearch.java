package org.stoa.subscription.flag;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Finds the smallest conflict of a set of flags. Requirements are the edges of a graph; a conflict is a shortest circle
 * in it, or a pair of flags that exclude each other with the shortest ways to both: from one flag, which then can never
 * be on, or from two that are switched on together. Shortest ways share no edge: else what is behind it would be a
 * smaller conflict.
 */
final class ConflictSearch {

    private final SortedMap<String, SortedSet<String>> requirements = new TreeMap<>();
    private final List<Rule> exclusions = new ArrayList<>();
    private final SortedMap<Rule, SortedSet<String>> switchedOn =
            new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));

    private Conflict smallest;

    private ConflictSearch(Collection<FeatureFlag> flags) {
        SortedMap<String, FeatureFlag> sorted = new TreeMap<>();
        flags.forEach(flag -> sorted.put(flag.key(), flag));
        sorted.values().forEach(this::read);
    }

    /** The conflict with the fewest rules; null when there is none. */
    static Conflict smallest(Collection<FeatureFlag> flags) {
        ConflictSearch search = new ConflictSearch(flags);
        search.requirements.keySet().forEach(search::lookForCircle);
        search.requirements
                .keySet()
                .forEach(key -> search.lookForExclusion(Conflict.Kind.UNSATISFIABLE, Set.of(key), null));
        search.switchedOn.forEach(
                (context, keys) -> search.lookForExclusion(Conflict.Kind.SWITCHED_ON_TOGETHER, keys, context));
        return search.smallest;
    }

    private void read(FeatureFlag flag) {
        String key = flag.key();
        requirements.computeIfAbsent(key, any -> new TreeSet<>()).addAll(flag.requiredFeatures());
        for (String other : flag.incompatibleFeatures()) {
            exclusions.add(new Rule(Rule.Kind.INCOMPATIBLE_WITH, key, other));
        }
        flag.enabledPlans().forEach(plan -> switchOn(Rule.Kind.ENABLED_FOR_PLAN, plan, key));
        for (UUID tenant : flag.enabledTenants()) {
            switchOn(Rule.Kind.ENABLED_FOR_TENANT, tenant.toString(), key);
        }
        if (flag.onByDefault()) {
            switchOn(Rule.Kind.ON_BY_DEFAULT, null, key);
        }
    }

    private void switchOn(Rule.Kind kind, String subject, String key) {
        switchedOn
                .computeIfAbsent(new Rule(kind, "", subject), any -> new TreeSet<>())
                .add(key);
    }

    private void lookForCircle(String start) {
        Ways ways = new Ways(Set.of(start));
        for (String last : ways.reached()) {
            if (requirements.getOrDefault(last, new TreeSet<>()).contains(start)) {
                List<Rule> rules = ways.to(last);
                rules.add(new Rule(Rule.Kind.REQUIRES, last, start));
                keepSmaller(Conflict.Kind.CYCLE, rules);
            }
        }
    }

    /** @param context what the flags are switched on by, or null for a single flag that might be */
    private void lookForExclusion(Conflict.Kind kind, Set<String> starts, Rule context) {
        Ways ways = new Ways(starts);
        for (Rule exclusion : exclusions) {
            if (!ways.reaches(exclusion.flag()) || !ways.reaches(exclusion.subject())) {
                continue;
            }
            List<Rule> rules = new ArrayList<>();
            if (context != null) {
                for (String start :
                        new TreeSet<>(List.of(ways.startOf(exclusion.flag()), ways.startOf(exclusion.subject())))) {
                    rules.add(new Rule(context.kind(), start, context.subject()));
                }
            }
            rules.addAll(ways.to(exclusion.flag()));
            rules.addAll(ways.to(exclusion.subject()));
            rules.add(exclusion);
            keepSmaller(kind, rules.stream().distinct().toList());
        }
    }

    private void keepSmaller(Conflict.Kind kind, List<Rule> rules) {
        if (smallest == null || rules.size() < smallest.rules().size()) {
            smallest = Conflict.of(kind, List.copyOf(rules));
        }
    }

    /** The shortest ways from some flags to all that they require, directly or not. */
    private final class Ways {

        private final Map<String, String> before = new HashMap<>();
        private final List<String> reached = new ArrayList<>();

        Ways(Collection<String> starts) {
            Deque<String> open = new ArrayDeque<>(starts);
            starts.forEach(start -> before.put(start, null));
            while (!open.isEmpty()) {
                String key = open.remove();
                reached.add(key);
                for (String required : requirements.getOrDefault(key, new TreeSet<>())) {
                    if (!before.containsKey(required)) {
                        before.put(required, key);
                        open.add(required);
                    }
                }
            }
        }

        /** The nearest first. */
        List<String> reached() {
            return reached;
        }

        boolean reaches(String key) {
            return before.containsKey(key);
        }

        String startOf(String key) {
            String start = key;
            while (before.get(start) != null) {
                start = before.get(start);
            }
            return start;
        }

        List<Rule> to(String key) {
            List<Rule> rules = new ArrayList<>();
            for (String step = key; before.get(step) != null; step = before.get(step)) {
                rules.add(0, new Rule(Rule.Kind.REQUIRES, before.get(step), step));
            }
            return rules;
        }
    }
}
