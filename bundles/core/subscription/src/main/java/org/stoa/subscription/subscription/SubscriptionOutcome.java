package org.stoa.subscription.subscription;

import java.time.LocalDate;
import java.util.List;
import org.stoa.subscription.limit.Limit;

/**
 * What a command does to a subscription, or would do.
 *
 * @param applied false for a dry run, which writes nothing
 * @param charges what falls due at once, to the cent
 * @param effectiveOn the day from which the limits and modules below hold
 * @param limits what the tenant may use otherwise than now
 * @param modules what is switched on or off
 */
public record SubscriptionOutcome(
        boolean applied,
        SubscriptionView subscription,
        List<Charge> charges,
        LocalDate effectiveOn,
        List<LimitChange> limits,
        List<ModuleChange> modules) {

    /**
     * @param before null for no limit
     * @param after null for no limit
     */
    public record LimitChange(String resource, Limit before, Limit after) {}

    /**
     * @param enabled whether it is switched on; else off
     * @param missingFields what the tenant has to fill in before
     * @param problem code of what stands in the way, or null
     */
    public record ModuleChange(String moduleId, boolean enabled, List<String> missingFields, String problem) {}
}
