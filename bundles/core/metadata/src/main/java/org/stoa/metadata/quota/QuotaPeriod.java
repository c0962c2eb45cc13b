package org.stoa.metadata.quota;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.stoa.metadata.schema.Quota;

/**
 * A calendar period in a time zone.
 *
 * @param start its first day
 * @param end when the next one begins
 */
record QuotaPeriod(LocalDate start, Instant end) {

    /** The one that a moment is in. */
    static QuotaPeriod at(Instant moment, Quota.Period period, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(moment, zone);
        LocalDate start =
                switch (period) {
                    case DAY -> day;
                    case MONTH -> day.withDayOfMonth(1);
                    case YEAR -> day.withDayOfYear(1);
                };
        LocalDate next =
                switch (period) {
                    case DAY -> start.plusDays(1);
                    case MONTH -> start.plusMonths(1);
                    case YEAR -> start.plusYears(1);
                };
        return new QuotaPeriod(start, next.atStartOfDay(zone).toInstant());
    }
}
