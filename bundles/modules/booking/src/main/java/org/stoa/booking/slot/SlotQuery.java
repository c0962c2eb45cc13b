package org.stoa.booking.slot;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.stoa.api.rest.ProblemException;
import org.stoa.booking.Zones;

/**
 * For which slots is asked.
 *
 * @param from no start before it
 * @param to no start from it on
 * @param zone in which answers are told
 * @param resourceIds only these; all of the service when there are none
 */
public record SlotQuery(Instant from, Instant to, ZoneId zone, List<UUID> resourceIds, SlotMode mode) {
    /** Longest time that can be asked for. */
    public static final Duration LONGEST = Duration.ofDays(62);

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2999;

    public SlotQuery {
        resourceIds = List.copyOf(resourceIds);
    }

    /**
     * Reads the parameters of a request. Dates are days of the zone, {@code to} included; times are RFC 3339, {@code to}
     * excluded.
     *
     * @param zone IANA name, or null for {@code defaultZone}
     * @throws ProblemException 400 {@code invalid-request} that names the parameter
     */
    static SlotQuery parse(
            String from, String to, String zone, List<UUID> resourceIds, String mode, ZoneId defaultZone) {
        ZoneId place = zone == null ? defaultZone : Zones.require("zone", zone);
        Instant first = moment("from", from, place, 0);
        Instant last = moment("to", to, place, 1);
        if (!first.isBefore(last)) {
            throw ProblemException.invalid("to", "must be after from");
        }
        if (Duration.between(first, last).compareTo(LONGEST) > 0) {
            throw ProblemException.invalid("to", "must be at most " + LONGEST.toDays() + " days after from");
        }
        return new SlotQuery(first, last, place, resourceIds, SlotMode.parse(mode));
    }

    private static Instant moment(String field, String text, ZoneId zone, int days) {
        try {
            if (text != null && text.length() == "2026-03-15".length()) {
                LocalDate date = LocalDate.parse(text);
                requireYear(field, date.getYear());
                return date.plusDays(days).atStartOfDay(zone).toInstant();
            }
            OffsetDateTime time = OffsetDateTime.parse(text == null ? "" : text);
            requireYear(field, time.getYear());
            return time.toInstant();
        } catch (DateTimeException e) {
            throw ProblemException.invalid(
                    field, "must be a date such as 2026-03-15, or a time such as 2026-03-15T09:00:00+01:00");
        }
    }

    private static void requireYear(String field, int year) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw ProblemException.invalid(field, "must be in a year from " + FIRST_YEAR + " to " + LAST_YEAR);
        }
    }
}
