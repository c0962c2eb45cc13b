package org.stoa.booking;

import org.stoa.api.rest.ProblemCode;

/** What may go wrong in booking, besides what may go wrong everywhere. */
public enum BookingProblem implements ProblemCode {
    SLOT_TAKEN("slot-taken", 409, "Slot taken", "This time is no longer free. Ask for the free slots again."),
    SLOT_NOT_OFFERED(
            "slot-not-offered",
            409,
            "Slot not offered",
            "This time is not offered ({0}). Ask for the free slots again."),
    TRANSITION_NOT_ALLOWED(
            "transition-not-allowed",
            409,
            "Not from this status",
            "A booking that is {0} cannot become {1}. It can become: {2}."),
    BOOKING_NOT_TO_COME("booking-not-to-come", 409, "Not to come", "A booking that is {0} cannot be moved."),
    BOOKING_NOT_BEGUN("booking-not-begun", 409, "Not begun", "It begins at {0}; only then this can be said of it."),
    BOOKING_BEGUN("booking-begun", 409, "Begun", "It has begun already; ask those who provide it."),
    BOOKING_OVER("booking-over", 409, "Over", "Its time is over."),
    BOOKING_INVOICED(
            "booking-invoiced",
            409,
            "Invoiced",
            "It stands on the invoice {0}: whether that is paid is known there, and not said by hand."),
    RESCHEDULE_TOO_LATE(
            "reschedule-too-late",
            409,
            "Too late to move",
            "It could be moved free of charge until {0}. Cancel it, or ask those who provide it."),
    HOLD_ENDED("hold-ended", 409, "No longer held", "This hold is {0}. Ask for the free slots again."),
    TOO_MANY_HOLDS("too-many-holds", 409, "Too many holds", "At most {0} times are held for you at once. Release one."),
    SERIES_CLASHES(
            "series-clashes",
            409,
            "Some are not free",
            "{0} of {1} cannot be booked. Leave them out with skipClashes, or choose other times."),
    ALREADY_WAITING("already-waiting", 409, "Already waiting", "You are on this waiting list already."),
    TOO_MANY_WAITING(
            "too-many-waiting",
            409,
            "Waiting for too much",
            "You can wait for at most {0} slots at once. Leave one of the lists."),
    IN_USE("in-use", 409, "In use", "This {0} is in use and cannot be deleted; it can be made inactive.");

    private final String code;
    private final int status;
    private final String title;
    private final String detail;

    BookingProblem(String code, int status, String title, String detail) {
        this.code = code;
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String detail() {
        return detail;
    }
}
