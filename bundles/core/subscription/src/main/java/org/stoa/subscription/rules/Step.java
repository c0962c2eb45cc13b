package org.stoa.subscription.rules;

import java.util.List;

/**
 * What comes of a command, or of time.
 *
 * @param charges in the order in which they fell due
 */
public record Step(State after, List<DueCharge> charges) {

    public Step {
        charges = List.copyOf(charges);
    }
}
