package org.stoa.subscription.plan;

/**
 * A plan as tenants see it.
 *
 * @param name in the language of the call
 * @param description in the language of the call; empty for none
 * @param version number of the version that a new subscription gets
 */
public record OfferedPlan(String code, String name, String description, int version, PlanContent content) {}
