package org.stoa.subscription.rules;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.stoa.api.charge.BillingPeriod;

/** What was used on some days, and has not been charged: on those days, or before and known only now. */
final class Arrears {

    private final State.Metered metered;
    private final BillingPeriod days;
    private final MeteredUse use;
    private final Map<String, Long> counted = new HashMap<>();

    /**
     * @param from first day that has not been charged
     * @param to the day after the last
     */
    Arrears(State.Metered metered, LocalDate from, LocalDate to, MeteredUse use) {
        this.metered = metered;
        this.days = new BillingPeriod(from, to);
        this.use = use;
    }

    BillingPeriod days() {
        return days;
    }

    /** Units of a resource that is charged by use. What had no price before is charged from the first of the days on. */
    long used(String resource) {
        long now = use.used(resource, metered.since(), days.end());
        counted.put(resource, now);
        Long before = metered.counted().get(resource);
        return before == null ? use.used(resource, days.start(), days.end()) : Math.subtractExact(now, before);
    }

    /** Units of a resource that there are when the days end. */
    long there(String resource) {
        return use.used(resource, null, days.end());
    }

    /** What is known now of the resources that were asked for. */
    Map<String, Long> counted() {
        return counted;
    }
}
