package org.stoa.subscription.limit;

/** An operator has given a tenant limits of its own, or taken them away. */
record LimitsOverridden(int overrides) {

    static final String TYPE = "subscription.LimitsOverridden";
}
