package org.stoa.subscription.plan;

/** What the price of a plan depends on. */
public enum PricingModel {
    /** On nothing: the same for everybody. */
    FLAT,
    /** On the number of seats. */
    SEAT_BASED,
    /** On what is used. */
    USAGE_BASED,
    /** On seats and on what is used. */
    HYBRID;

    /** Whether a plan of this model must have a price per seat. */
    public boolean hasSeats() {
        return this == SEAT_BASED || this == HYBRID;
    }

    /** Whether a plan of this model must have prices of what is used. */
    public boolean hasUsage() {
        return this == USAGE_BASED || this == HYBRID;
    }
}
