package org.stoa.api.module;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What enabling, disabling or purging a module means, in the order in which it is done.
 *
 * @param applied false for a simulation
 * @param missingFields what the tenant has to fill in before the plan can be applied
 * @param rowsDeleted for a purge that was applied: rows per table; empty otherwise
 */
public record ModulePlan(
        UUID tenantId, boolean applied, List<Step> steps, List<String> missingFields, Map<String, Long> rowsDeleted) {

    /** What is done to a module. */
    public enum Action {
        ENABLE,
        DISABLE,
        PURGE,
        /** It is already as asked. */
        KEEP
    }

    /** @param because why this module is part of the plan */
    public record Step(Action action, String moduleId, String version, String because) {}
}
