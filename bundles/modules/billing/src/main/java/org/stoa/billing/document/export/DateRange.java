package org.stoa.billing.document.export;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.stoa.api.rest.ProblemException;

/** Days from the first to the last, both included. */
record DateRange(LocalDate from, LocalDate to) {

    /** @throws ProblemException 400 {@code invalid-request} for one that is missing or out of order */
    static DateRange require(LocalDate from, LocalDate to) {
        if (from == null) {
            throw ProblemException.invalid("from", "must be a date such as 2026-01-31");
        }
        if (to == null) {
            throw ProblemException.invalid("to", "must be a date such as 2026-01-31");
        }
        if (to.isBefore(from)) {
            throw ProblemException.invalid("to", "must not be before from");
        }
        return new DateRange(from, to);
    }

    Instant start(ZoneId zone) {
        return from.atStartOfDay(zone).toInstant();
    }

    Instant end(ZoneId zone) {
        return to.plusDays(1).atStartOfDay(zone).toInstant();
    }
}
