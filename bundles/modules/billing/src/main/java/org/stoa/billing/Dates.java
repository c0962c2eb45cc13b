package org.stoa.billing;

import java.time.LocalDate;
import org.stoa.api.rest.ProblemException;

/** Days that somebody may mean. */
public final class Dates {
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2999;

    private Dates() {}

    /**
     * The day, or null for null.
     *
     * @throws ProblemException 400 {@code invalid-request} that names {@code field} for one that no calendar needs
     */
    public static LocalDate near(String field, LocalDate day) {
        if (day != null && (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR)) {
            throw ProblemException.invalid(field, "must be a date of the years " + FIRST_YEAR + " to " + LAST_YEAR);
        }
        return day;
    }
}
