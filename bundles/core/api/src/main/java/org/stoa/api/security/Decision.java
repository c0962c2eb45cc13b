package org.stoa.api.security;

import java.util.List;

/**
 * The answer to "may this caller do that?" with its derivation.
 *
 * @param allowed the answer
 * @param permission the permission that was asked for
 * @param decidedBy name of the step that decided
 * @param steps what was checked, in order, up to the step that decided
 */
public record Decision(boolean allowed, String permission, String decidedBy, List<Step> steps) {

    /**
     * One check of the derivation.
     *
     * @param check what was looked at: {@code super-admin}, {@code deny}, {@code platform}, {@code tenant}, {@code account}, {@code user}
     *     or {@code api-key}
     * @param outcome {@code allowed}, {@code denied} or {@code undecided}
     * @param because the grants that led to the outcome, or why there was none
     */
    public record Step(String check, String outcome, List<String> because) {}

    public Decision {
        steps = List.copyOf(steps);
    }
}
