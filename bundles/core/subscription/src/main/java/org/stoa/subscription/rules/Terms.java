package org.stoa.subscription.rules;

import org.stoa.api.charge.BillingInterval;

/**
 * What a tenant has agreed to.
 *
 * @param planVersion the number of the version, which holds until it is changed on purpose
 * @param seats at least 1; 1 where the plan has no seats
 */
public record Terms(String planCode, int planVersion, BillingInterval interval, int seats) {

    /** The same for another number of seats. */
    public Terms withSeats(int number) {
        return new Terms(planCode, planVersion, interval, number);
    }

    /** The same in another version of the plan. */
    public Terms withVersion(int number) {
        return new Terms(planCode, number, interval, seats);
    }
}
