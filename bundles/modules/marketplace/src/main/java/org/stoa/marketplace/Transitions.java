package org.stoa.marketplace;

import java.util.Set;
import java.util.stream.Collectors;
import org.stoa.api.rest.ProblemException;

/** Refuses changes of a status that are not foreseen. */
public final class Transitions {
    private Transitions() {}

    /**
     * @param allowed what {@code from} may become
     * @throws ProblemException 409 {@code transition-not-allowed}, with {@code allowed}
     */
    public static <S extends Enum<S>> void require(S from, S to, Set<S> allowed) {
        if (!allowed.contains(to)) {
            String names = allowed.stream().sorted().map(Enum::name).collect(Collectors.joining(", "));
            throw ProblemException.of(
                            MarketplaceProblem.TRANSITION_NOT_ALLOWED, from, to, names.isEmpty() ? "-" : names)
                    .with("status", from)
                    .with("allowed", allowed.stream().sorted().toList());
        }
    }
}
