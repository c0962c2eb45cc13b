package org.stoa.booking.availability;

import java.time.DayOfWeek;
import java.time.LocalDate;
import org.stoa.booking.recurrence.Recurrence;

/**
 * Hours that begin on certain days: on one day of every week, on one date, or on the dates of a recurrence. Exactly one of
 * {@code day}, {@code date} and {@code startsOn} is not null.
 *
 * @param startsOn the first date of {@code recurrence}
 * @param startMinute of the wall clock, counted from the midnight that begins the day, 0 to 1439
 * @param endMinute past 1440 on the next day; at most 1440 after {@code startMinute}
 * @param available false for hours that are taken away
 */
public record HoursRule(
        DayOfWeek day,
        LocalDate date,
        LocalDate startsOn,
        Recurrence recurrence,
        int startMinute,
        int endMinute,
        boolean available) {

    static HoursRule weekly(DayOfWeek day, int startMinute, int endMinute, boolean available) {
        return new HoursRule(day, null, null, null, startMinute, endMinute, available);
    }

    static HoursRule on(LocalDate date, int startMinute, int endMinute, boolean available) {
        return new HoursRule(null, date, null, null, startMinute, endMinute, available);
    }

    static HoursRule recurring(
            LocalDate startsOn, Recurrence recurrence, int startMinute, int endMinute, boolean available) {
        return new HoursRule(null, null, startsOn, recurrence, startMinute, endMinute, available);
    }
}
