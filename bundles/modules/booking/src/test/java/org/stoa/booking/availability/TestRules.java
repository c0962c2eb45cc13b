package org.stoa.booking.availability;

import java.time.DayOfWeek;
import java.time.LocalDate;
import org.stoa.booking.recurrence.Recurrence;

/** Rules for tests in other packages. */
public final class TestRules {
    private TestRules() {}

    public static HoursRule weekly(DayOfWeek day, int startMinute, int endMinute, boolean available) {
        return HoursRule.weekly(day, startMinute, endMinute, available);
    }

    public static HoursRule on(LocalDate date, int startMinute, int endMinute, boolean available) {
        return HoursRule.on(date, startMinute, endMinute, available);
    }

    public static HoursRule recurring(
            LocalDate startsOn, String recurrence, int startMinute, int endMinute, boolean available) {
        return HoursRule.recurring(startsOn, Recurrence.parse(recurrence), startMinute, endMinute, available);
    }
}
