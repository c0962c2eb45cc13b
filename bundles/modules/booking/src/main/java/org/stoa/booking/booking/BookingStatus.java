package org.stoa.booking.booking;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.stoa.api.rest.ProblemException;
import org.stoa.booking.BookingProblem;

/** How far a booking has come. */
public enum BookingStatus {
    /** Somebody has to confirm it; its time is taken already. */
    PENDING,
    CONFIRMED,
    IN_PROGRESS,
    COMPLETED,
    CANCELLED,
    /** The client did not come. */
    NO_SHOW;

    private static final Map<BookingStatus, Set<BookingStatus>> NEXT = Map.of(
            PENDING, EnumSet.of(CONFIRMED, CANCELLED),
            CONFIRMED, EnumSet.of(IN_PROGRESS, COMPLETED, CANCELLED, NO_SHOW),
            IN_PROGRESS, EnumSet.of(COMPLETED, CANCELLED),
            COMPLETED, EnumSet.noneOf(BookingStatus.class),
            CANCELLED, EnumSet.noneOf(BookingStatus.class),
            NO_SHOW, EnumSet.noneOf(BookingStatus.class));

    /** What it can become. */
    public Set<BookingStatus> next() {
        return Set.copyOf(NEXT.get(this));
    }

    /** Whether it is still to take place. */
    public boolean isToCome() {
        return this == PENDING || this == CONFIRMED;
    }

    /** @throws ProblemException 409 {@code transition-not-allowed} with what is allowed instead */
    void require(BookingStatus target) {
        Set<BookingStatus> next = NEXT.get(this);
        if (!next.contains(target)) {
            throw ProblemException.of(BookingProblem.TRANSITION_NOT_ALLOWED, this, target, next.isEmpty() ? "-" : next)
                    .with("status", this)
                    .with("allowed", next);
        }
    }
}
