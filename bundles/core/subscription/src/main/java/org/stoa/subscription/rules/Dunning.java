package org.stoa.subscription.rules;

import java.time.LocalDate;

/**
 * How long something may be unpaid.
 *
 * @param graceDays after which a subscription is past due, at least 1
 * @param lapseDays after which it ends, counted from the end of the grace, at least 1
 */
public record Dunning(int graceDays, int lapseDays) {

    public Dunning {
        if (graceDays < 1 || lapseDays < 1) {
            throw new IllegalArgumentException("graceDays and lapseDays must be at least 1");
        }
    }

    /** @param unpaidSince day of the oldest invoice over a charge that is not settled, or null */
    LocalDate overdueOn(LocalDate unpaidSince) {
        return unpaidSince == null ? null : unpaidSince.plusDays(graceDays);
    }

    LocalDate lapsesOn(LocalDate unpaidSince) {
        return unpaidSince == null ? null : unpaidSince.plusDays((long) graceDays + lapseDays);
    }
}
