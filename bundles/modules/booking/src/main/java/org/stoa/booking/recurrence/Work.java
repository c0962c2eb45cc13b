package org.stoa.booking.recurrence;

/**
 * How much may be computed for one request, all its rules together: a rule is a few characters, and a request may hold
 * thousands.
 */
public final class Work {
    /** Dates that are looked at: some seconds. */
    private static final long MOST = 5_000_000;

    private long left = MOST;

    /** @throws IllegalArgumentException with a message for the caller when that is too much */
    public void spend(long dates) {
        if (dates > left) {
            throw new IllegalArgumentException("takes too long to compute together with the others; let it end sooner");
        }
        left -= dates;
    }
}
