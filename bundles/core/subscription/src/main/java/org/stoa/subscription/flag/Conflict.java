package org.stoa.subscription.flag;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rules that contradict one another, and of which none can be left out without the contradiction being gone.
 *
 * @param flags the flags concerned
 */
public record Conflict(Kind kind, List<String> flags, List<Rule> rules) {

    /** Kinds of conflicts, the gravest first. */
    public enum Kind {
        /** Each of the flags requires itself. */
        CYCLE,
        /** The flag cannot be on for anybody: it requires what excludes each other. */
        UNSATISFIABLE,
        /** Flags that exclude each other are switched on for the same plan, the same tenant or by default. */
        SWITCHED_ON_TOGETHER
    }

    static Conflict of(Kind kind, List<Rule> rules) {
        List<String> flags = rules.stream()
                .flatMap(rule -> rule.kind() == Rule.Kind.REQUIRES || rule.kind() == Rule.Kind.INCOMPATIBLE_WITH
                        ? Stream.of(rule.flag(), rule.subject())
                        : Stream.of(rule.flag()))
                .distinct()
                .sorted()
                .toList();
        return new Conflict(kind, flags, rules);
    }

    @Override
    public String toString() {
        return rules.stream().map(Rule::toString).collect(Collectors.joining("; "));
    }
}
