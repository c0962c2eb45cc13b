package org.stoa.subscription.rules;

import org.stoa.subscription.plan.PlanContent;

/** The published versions of plans, which never change. */
@FunctionalInterface
public interface Versions {

    /** @throws DoubtException VERSION_MISSING */
    PlanContent get(String planCode, int number);
}
