package org.stoa.subscription.rules;

/** Where a subscription stands. */
public enum Status {
    /** In use, nothing is charged yet. */
    TRIALING,
    ACTIVE,
    /** Something has been unpaid for longer than the grace. */
    PAST_DUE,
    /** In use until the end of what is paid, or of the trial. */
    CANCELLED,
    /** Ended. */
    LAPSED
}
