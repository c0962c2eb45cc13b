package org.stoa.subscription.flag;

/** What a rollout percentage is a percentage of. */
public enum RolloutUnit {
    TENANT,
    /** Users, each for itself; callers who are no user of the tenant count as one more of it. */
    USER
}
