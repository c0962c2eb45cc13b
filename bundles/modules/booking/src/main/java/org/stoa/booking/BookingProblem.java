package org.stoa.booking;

import org.stoa.api.rest.ProblemCode;

/** What may go wrong in booking, besides what may go wrong everywhere. */
public enum BookingProblem implements ProblemCode {
    SLOT_TAKEN("slot-taken", 409, "Slot taken", "This time is no longer free. Ask for the free slots again."),
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
