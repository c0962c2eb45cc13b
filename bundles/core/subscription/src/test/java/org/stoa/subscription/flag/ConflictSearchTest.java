package org.stoa.subscription.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.subscription.flag.FlagBuilder.flag;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConflictSearchTest {

    private static final UUID TENANT = UUID.fromString("00000000-0000-7000-8000-000000000001");

    @Test
    void theShortestOfTwoCirclesIsTold() {
        Conflict conflict = smallest(
                flag("a").requires("b"),
                flag("b").requires("c"),
                flag("c").requires("a", "d"),
                flag("d").requires("c"));

        assertThat(conflict.kind()).isEqualTo(Conflict.Kind.CYCLE);
        assertThat(conflict.rules())
                .extracting(Rule::toString)
                .containsExactlyInAnyOrder("c requires d", "d requires c");
        assertThat(conflict.flags()).containsExactly("c", "d");
    }

    @Test
    void aFlagThatRequiresItselfIsACircle() {
        assertThat(smallest(flag("a").requires("a")).toString()).isEqualTo("a requires a");
    }

    @Test
    void aFlagThatRequiresWhatExcludesEachOtherIsToldWithoutWhatLeadsToIt() {
        Conflict conflict = smallest(
                flag("top").requires("middle"),
                flag("middle").requires("left", "right"),
                flag("left"),
                flag("right").requires("deep"),
                flag("deep").excludes("left"));

        assertThat(conflict.kind()).isEqualTo(Conflict.Kind.UNSATISFIABLE);
        assertThat(conflict.rules())
                .extracting(Rule::toString)
                .containsExactlyInAnyOrder(
                        "middle requires left",
                        "middle requires right",
                        "right requires deep",
                        "deep is incompatible with left");
    }

    @Test
    void aFlagCannotExcludeWhatItRequires() {
        assertThat(smallest(
                                flag("a").requires("b"),
                                flag("b").requires("c"),
                                flag("c").excludes("a"))
                        .flags())
                .containsExactly("a", "b", "c");
    }

    @Test
    void flagsThatExcludeEachOtherAreNotSwitchedOnForTheSamePlanTenantOrDefault() {
        assertThat(smallest(
                                flag("a").plans("pro", "team"),
                                flag("b").plans("pro").excludes("a"))
                        .toString())
                .isEqualTo("a is enabled for the plan pro; b is enabled for the plan pro; b is incompatible with a");
        assertThat(smallest(flag("a").tenants(TENANT), flag("b").tenants(TENANT).excludes("a"))
                        .kind())
                .isEqualTo(Conflict.Kind.SWITCHED_ON_TOGETHER);
        assertThat(smallest(
                                flag("a").onByDefault().requires("c"),
                                flag("b").onByDefault().excludes("c"),
                                flag("c"))
                        .rules())
                .hasSize(4);
    }

    @Test
    void flagsThatExcludeEachOtherMayBeOnForDifferentReasons() {
        assertThat(ConflictSearch.smallest(List.of(
                        flag("old").onByDefault().build(),
                        flag("new").plans("pro").excludes("old").build(),
                        flag("newest")
                                .tenants(TENANT)
                                .rollout(100)
                                .excludes("old", "new")
                                .build())))
                .isNull();
    }

    @Test
    void ofRandomSetsTheConflictIsTheSmallestAndEachOfItsRulesIsNeeded() {
        Random random = new Random(5);
        Map<Conflict.Kind, Integer> seen = new HashMap<>();
        int free = 0;
        for (int round = 0; round < 3000; round++) {
            List<Rule> rules = randomRules(random);
            Conflict conflict = ConflictSearch.smallest(flags(rules));
            int least = leastByTrying(rules);
            if (conflict == null) {
                assertThat(least).as("%s", rules).isEqualTo(Integer.MAX_VALUE);
                free++;
                continue;
            }
            seen.merge(conflict.kind(), 1, Integer::sum);
            assertThat(conflict.rules()).as("%s", rules).hasSize(least).isSubsetOf(rules);
            assertThat(contradicts(conflict.rules()))
                    .as("%s of %s", conflict, rules)
                    .isTrue();
            for (Rule rule : conflict.rules()) {
                assertThat(contradicts(without(conflict.rules(), other -> other.equals(rule))))
                        .as("%s without %s", conflict, rule)
                        .isFalse();
            }
            for (String flag : conflict.flags()) {
                assertThat(contradicts(without(
                                conflict.rules(), rule -> rule.flag().equals(flag) || flag.equals(rule.subject()))))
                        .as("%s without %s", conflict, flag)
                        .isFalse();
            }
        }
        assertThat(seen).containsOnlyKeys(Conflict.Kind.values());
        assertThat(seen.values()).allMatch(count -> count > 50);
        assertThat(free).isGreaterThan(50);
    }

    /** Up to ten rules between five flags. */
    private static List<Rule> randomRules(Random random) {
        Set<Rule> rules = new HashSet<>();
        int wanted = 3 + random.nextInt(8);
        while (rules.size() < wanted) {
            String one = String.valueOf((char) ('a' + random.nextInt(5)));
            String other = String.valueOf((char) ('a' + random.nextInt(5)));
            rules.add(
                    switch (random.nextInt(7)) {
                        case 0, 1, 2 ->
                            new Rule(
                                    Rule.Kind.REQUIRES,
                                    one,
                                    one.compareTo(other) < 0 || random.nextInt(6) == 0 ? other : "e");
                        case 3 ->
                            one.equals(other)
                                    ? new Rule(Rule.Kind.ON_BY_DEFAULT, one, null)
                                    : new Rule(Rule.Kind.INCOMPATIBLE_WITH, one, other);
                        case 4 -> new Rule(Rule.Kind.ENABLED_FOR_PLAN, one, random.nextBoolean() ? "pro" : "team");
                        case 5 -> new Rule(Rule.Kind.ENABLED_FOR_TENANT, one, TENANT.toString());
                        default -> new Rule(Rule.Kind.ON_BY_DEFAULT, one, null);
                    });
        }
        return List.copyOf(rules);
    }

    private static List<FeatureFlag> flags(List<Rule> rules) {
        return Stream.of("a", "b", "c", "d", "e")
                .map(key -> {
                    FlagBuilder flag = flag(key)
                            .requires(subjects(rules, Rule.Kind.REQUIRES, key))
                            .excludes(subjects(rules, Rule.Kind.INCOMPATIBLE_WITH, key))
                            .plans(subjects(rules, Rule.Kind.ENABLED_FOR_PLAN, key))
                            .tenants(Stream.of(subjects(rules, Rule.Kind.ENABLED_FOR_TENANT, key))
                                    .map(UUID::fromString)
                                    .toArray(UUID[]::new));
                    return rules.contains(new Rule(Rule.Kind.ON_BY_DEFAULT, key, null)) ? flag.onByDefault() : flag;
                })
                .map(FlagBuilder::build)
                .toList();
    }

    private static String[] subjects(List<Rule> rules, Rule.Kind kind, String key) {
        return rules.stream()
                .filter(rule -> rule.kind() == kind && rule.flag().equals(key))
                .map(Rule::subject)
                .toArray(String[]::new);
    }

    private static int leastByTrying(List<Rule> rules) {
        int least = Integer.MAX_VALUE;
        for (int choice = 1; choice < 1 << rules.size(); choice++) {
            if (Integer.bitCount(choice) < least) {
                List<Rule> chosen = new ArrayList<>();
                for (int i = 0; i < rules.size(); i++) {
                    if ((choice & 1 << i) != 0) {
                        chosen.add(rules.get(i));
                    }
                }
                if (contradicts(chosen)) {
                    least = chosen.size();
                }
            }
        }
        return least;
    }

    /** What is required by what, directly or not, worked out without any search for ways. */
    private static boolean contradicts(List<Rule> rules) {
        Set<List<String>> leads = new HashSet<>();
        rules.stream()
                .filter(rule -> rule.kind() == Rule.Kind.REQUIRES)
                .forEach(rule -> leads.add(List.of(rule.flag(), rule.subject())));
        boolean grown = true;
        while (grown) {
            Set<List<String>> longer = new HashSet<>();
            for (List<String> one : leads) {
                leads.stream()
                        .filter(other -> other.get(0).equals(one.get(1)))
                        .forEach(other -> longer.add(List.of(one.get(0), other.get(1))));
            }
            grown = leads.addAll(longer);
        }
        if (leads.stream().anyMatch(pair -> pair.get(0).equals(pair.get(1)))) {
            return true;
        }
        List<Set<String>> together = new ArrayList<>();
        leads.forEach(pair -> together.add(Set.of(pair.get(0))));
        rules.stream()
                .filter(rule -> rule.kind() != Rule.Kind.REQUIRES && rule.kind() != Rule.Kind.INCOMPATIBLE_WITH)
                .collect(Collectors.groupingBy(
                        rule -> rule.kind() + " " + rule.subject(), Collectors.mapping(Rule::flag, Collectors.toSet())))
                .values()
                .forEach(together::add);
        return together.stream()
                .map(starts -> {
                    Set<String> all = new HashSet<>(starts);
                    leads.stream().filter(pair -> starts.contains(pair.get(0))).forEach(pair -> all.add(pair.get(1)));
                    return all;
                })
                .anyMatch(all -> rules.stream()
                        .anyMatch(rule -> rule.kind() == Rule.Kind.INCOMPATIBLE_WITH
                                && all.contains(rule.flag())
                                && all.contains(rule.subject())));
    }

    private static List<Rule> without(List<Rule> rules, java.util.function.Predicate<Rule> left) {
        return rules.stream().filter(left.negate()).toList();
    }

    private static Conflict smallest(FlagBuilder... flags) {
        return ConflictSearch.smallest(Stream.of(flags).map(FlagBuilder::build).toList());
    }
}
