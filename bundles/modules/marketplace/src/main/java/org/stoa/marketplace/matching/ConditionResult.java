package org.stoa.marketplace.matching;

import org.stoa.marketplace.listing.Requirement;

/**
 * Whether a profile meets a condition.
 *
 * @param actual what the profile has in the field, as far as the caller may see it; null for nothing
 */
public record ConditionResult(Requirement requirement, boolean met, Object actual) {

    static ConditionResult of(Requirement requirement, Object actual) {
        return new ConditionResult(requirement, Conditions.isMet(requirement, actual), actual);
    }
}
