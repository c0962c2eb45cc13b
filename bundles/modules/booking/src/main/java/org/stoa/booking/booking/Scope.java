package org.stoa.booking.booking;

/** How much of a series. */
public enum Scope {
    ONE,
    /** This one, and all after it that are still to come. */
    FOLLOWING
}
