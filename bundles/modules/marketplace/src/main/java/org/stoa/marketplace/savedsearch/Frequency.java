package org.stoa.marketplace.savedsearch;

/** How often somebody wants to be told. */
public enum Frequency {
    AT_ONCE,
    /** One mail in the morning of the day after. */
    DAILY,
    NEVER
}
