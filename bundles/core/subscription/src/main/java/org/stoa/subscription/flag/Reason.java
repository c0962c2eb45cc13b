package org.stoa.subscription.flag;

/**
 * Why a feature is on or off. Those that switch on are in the order of their weight: of two features that exclude each
 * other, the one with the weightier reason wins.
 */
public enum Reason {
    /** The tenant is among the enabled ones of the flag. */
    ENABLED_TENANT(true),
    /** The platform has switched it on for the tenant, by the tenant's own list of features. */
    TENANT_FEATURE(true),
    /** The tenant's plan is among the enabled ones of the flag. */
    ENABLED_PLAN(true),
    /** The tenant's plan includes it. */
    PLAN_FEATURE(true),
    /** The tenant, or the user, is in by the percentage. */
    ROLLOUT(true),
    /** It is on by default. */
    ON_BY_DEFAULT(true),
    /** It is off by default. */
    OFF_BY_DEFAULT(false),
    /** The tenant is among the disabled ones of the flag. */
    DISABLED_TENANT(false),
    /** A feature that it requires is off. */
    REQUIREMENT_OFF(false),
    /** A feature that excludes it is on, and weightier. */
    INCOMPATIBLE_ON(false),
    /** There is no such feature. */
    UNKNOWN(false);

    private final boolean on;

    Reason(boolean on) {
        this.on = on;
    }

    /** Whether the feature is on for this reason. */
    public boolean isOn() {
        return on;
    }
}
