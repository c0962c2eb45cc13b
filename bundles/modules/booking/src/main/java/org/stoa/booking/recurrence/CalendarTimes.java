package org.stoa.booking.recurrence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.Temporal;

/** Dates and times as iCalendar writes them (RFC 5545, sections 3.3.4 and 3.3.5). */
public final class CalendarTimes {
    static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

    private CalendarTimes() {}

    /**
     * A date or time that is left out of a recurrence or added to one.
     *
     * @param date the whole day; null for a time
     * @param local by the wall clock of where the recurrence is; null for a date or a moment
     * @param moment in UTC or a zone that was named; null otherwise
     */
    record Stated(LocalDate date, LocalDateTime local, Instant moment) {

        static Stated of(Temporal temporal) {
            return new Stated(
                    temporal instanceof LocalDate day ? day : null,
                    temporal instanceof LocalDateTime time ? time : null,
                    temporal instanceof Instant instant ? instant : null);
        }

        /** When it is where the recurrence is; a date at the time of {@code start}. */
        ZonedDateTime in(ZonedDateTime start) {
            if (moment != null) {
                return moment.atZone(start.getZone());
            }
            return (local == null ? date.atTime(start.toLocalTime()) : local).atZone(start.getZone());
        }

        LocalDate dateIn(ZoneId zone) {
            if (date != null) {
                return date;
            }
            return local == null ? LocalDate.ofInstant(moment, zone) : local.toLocalDate();
        }
    }

    /**
     * Reads {@code 20260315} as a LocalDate, {@code 20260315T100000} as a LocalDateTime, or in a zone and
     * {@code 20260315T090000Z} as an Instant.
     *
     * @param zone that the text is in, or null for a time by whatever wall clock
     * @throws IllegalArgumentException with a message for people
     */
    public static Temporal temporal(String text, ZoneId zone) {
        Stated stated = parse(text, zone);
        if (stated.date() != null) {
            return stated.date();
        }
        return stated.local() == null ? stated.moment() : stated.local();
    }

    /** {@code moment} in UTC, as iCalendar writes it. */
    public static String utc(Instant moment) {
        return LOCAL.format(moment.atOffset(ZoneOffset.UTC)) + "Z";
    }

    /**
     * Reads {@code 20260315}, {@code 20260315T100000} or {@code 20260315T090000Z}.
     *
     * @param zone that the text is in, or null for where the recurrence is
     * @throws IllegalArgumentException with a message for the caller
     */
    static Stated parse(String text, ZoneId zone) {
        try {
            if (text.length() == 8) {
                return new Stated(LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE), null, null);
            }
            if (text.endsWith("Z")) {
                LocalDateTime time = LocalDateTime.parse(text.substring(0, text.length() - 1), LOCAL);
                return new Stated(null, null, time.toInstant(ZoneOffset.UTC));
            }
            LocalDateTime time = LocalDateTime.parse(text, LOCAL);
            return zone == null
                    ? new Stated(null, time, null)
                    : new Stated(null, null, time.atZone(zone).toInstant());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "must name dates and times such as 20260315, 20260315T100000 or 20260315T090000Z", e);
        }
    }
}
