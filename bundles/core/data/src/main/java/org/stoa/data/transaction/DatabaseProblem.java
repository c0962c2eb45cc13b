package org.stoa.data.transaction;

import org.stoa.api.rest.ProblemCode;

/** Failures of the database that the common ones do not name. */
enum DatabaseProblem implements ProblemCode {
    OUTCOME_UNKNOWN(
            "outcome-unknown",
            503,
            "Outcome unknown",
            "The connection to the database was lost while the change was being stored; it may or may not have been."
                    + " Read before you repeat it, or repeat it with the same Idempotency-Key.");

    private final String code;
    private final int status;
    private final String title;
    private final String detail;

    DatabaseProblem(String code, int status, String title, String detail) {
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
