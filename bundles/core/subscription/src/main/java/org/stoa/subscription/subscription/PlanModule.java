package org.stoa.subscription.subscription;

import java.util.List;

/**
 * A module that belongs to the tenant's plan.
 *
 * @param problem code of what keeps it from being switched on or off, or null when nothing does; it is tried again
 * @param missingFields what the tenant has to fill in first
 */
public record PlanModule(String moduleId, String problem, List<String> missingFields) {}
