package org.stoa.api.usage;

/** Over how long use is counted, by the calendar of the tenant's time zone. */
public enum UsagePeriod {
    DAILY,
    MONTHLY,
    /** What there is at a time, such as profiles: what is deleted is given back. */
    TOTAL
}
