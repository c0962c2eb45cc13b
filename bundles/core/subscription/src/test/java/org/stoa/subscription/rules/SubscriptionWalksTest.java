package org.stoa.subscription.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.stoa.subscription.plan.PlanLimit;

/**
 * Random walks through years, each checked against a second opinion. {@code -Dstoa.walks=100000} goes more of them,
 * {@code -Dstoa.seed=42} others.
 */
class SubscriptionWalksTest {

    private static final int WALKS = Integer.getInteger("stoa.walks", 3000);
    private static final long SEED = Long.getLong("stoa.seed", 20_260_101L);

    @Test
    void everyWalkIsChargedToTheCentAsTheWrittenRulesSay() {
        long began = System.nanoTime();
        List<Long> failing = LongStream.range(SEED, SEED + WALKS)
                .parallel()
                .filter(seed -> complaint(Walk.random(seed)).isPresent())
                .limit(3)
                .boxed()
                .toList();
        System.out.printf("%d walks from seed %d in %.1f s%n", WALKS, SEED, (System.nanoTime() - began) / 1e9);
        if (!failing.isEmpty()) {
            Walk smallest = shrunk(Walk.random(failing.get(0)));
            throw new AssertionError(complaint(smallest).orElseThrow() + "\n" + smallest);
        }
    }

    /** Without this a generator that leads nowhere would prove nothing. */
    @Test
    void walksComeThroughEverySituation() {
        Set<String> seen = new TreeSet<>();
        for (long seed = SEED; seed < SEED + 1000; seed++) {
            Ledger ledger = new WalkRun(Walk.random(seed)).run();
            seen.addAll(ledger.outcomes());
            seen.add(ledger.last().replaceFirst("\\|.*", ""));
            seen.add(ledger.last().split("\\|")[3].replaceFirst(".* ", ""));
            ledger.entries().forEach(entry -> {
                seen.add(entry.kind());
                entry.lines().forEach(line -> seen.add(line.replaceFirst(" .*", "")));
                seen.add(entry.dueOn().endsWith("02-29") ? "leap day" : "day");
                seen.add(entry.total() < 0 ? "given back" : "owed");
            });
        }
        assertThat(seen)
                .contains(
                        "done",
                        "invalid-request",
                        "subscription-cancelled",
                        "subscription-ended",
                        "subscription-unpaid")
                .contains("TRIALING", "ACTIVE", "PAST_DUE", "CANCELLED", "LAPSED")
                .contains("CANCELLED", "NOT_RENEWED", "UNPAID")
                .contains("PERIOD", "CHANGE", "END")
                .contains("SETUP_FEE", "BASE", "SEATS", "USAGE", "OVERAGE", "CREDIT")
                .contains("leap day", "given back", "owed");
    }

    /** What is wrong with a walk, if anything. */
    private static Optional<String> complaint(Walk walk) {
        try {
            check(walk);
            return Optional.empty();
        } catch (RuntimeException | AssertionError e) {
            return Optional.of(e.toString());
        }
    }

    private static void check(Walk walk) {
        Ledger actual = new WalkRun(walk).run();
        Oracle oracle = new Oracle(walk);
        Ledger expected = oracle.run();
        assertThat(actual.outcomes()).as("outcomes of the actions").isEqualTo(expected.outcomes());
        assertThat(actual.entries()).as("charges").containsExactlyElementsOf(expected.entries());
        assertThat(actual.last()).as("subscription in the end").isEqualTo(expected.last());
        requireOncePerPeriod(walk, actual);
        requireWorth(walk, actual, oracle.paidFor());
        walk.catalogue().values().forEach(content -> assertThat(content.limits())
                .extracting(PlanLimit::hardLimit)
                .allMatch(limit -> limit >= 0));
    }

    private static void requireOncePerPeriod(Walk walk, Ledger ledger) {
        long starts = walk.actions().stream()
                .filter(action -> action.kind() == Walk.Kind.SUBSCRIBE)
                .count();
        if (starts == 0) {
            Set<String> days = new HashSet<>();
            ledger.entries().stream()
                    .filter(entry -> entry.kind().equals("PERIOD"))
                    .forEach(entry -> assertThat(days.add(entry.dueOn()))
                            .as("a period charged twice on " + entry.dueOn())
                            .isTrue());
        }
    }

    /** Base and seats: all that was charged is worth what was used, but for half a unit of each line at most. */
    private static void requireWorth(Walk walk, Ledger ledger, Rational paidFor) {
        Rational charged = Rational.ZERO;
        int lines = 0;
        for (Ledger.Entry entry : ledger.entries()) {
            for (String line : entry.lines()) {
                String[] parts = line.split(" ");
                if (Set.of("BASE", "SEATS", "CREDIT").contains(parts[0])) {
                    charged = charged.plus(Rational.of(Long.parseLong(parts[1])));
                    lines++;
                }
            }
        }
        long unit = (long) Math.pow(10, walk.decimals());
        // a credit that is rounded to nothing is no line
        Rational tolerance =
                Rational.of(2L * lines + 4 * walk.actions().size() + 4).over(2);
        assertThat(charged.minus(paidFor.times(unit)).abs().isAtMost(tolerance))
                .as("charged %s and used %s", charged, paidFor)
                .isTrue();
    }

    /** The same without the actions that do not matter. */
    private static Walk shrunk(Walk walk) {
        Walk smallest = walk;
        for (int i = smallest.actions().size() - 1; i >= 0; i--) {
            Walk smaller = smallest.without(i);
            if (complaint(smaller).isPresent()) {
                smallest = smaller;
            }
        }
        return smallest;
    }
}
