package org.stoa.booking.availability;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.stream.Stream;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.value.SingleLine;
import org.stoa.booking.recurrence.Recurrence;
import org.stoa.booking.recurrence.Work;

/**
 * Hours of a resource by its own wall clock: every week on {@code dayOfWeek}, on one {@code date}, or by a
 * {@code recurrence} from {@code startsOn}.
 *
 * @param dayOfWeek 0 is Sunday, 6 is Saturday
 * @param date on which these hours replace all weekly and recurring ones that begin on it
 * @param startsOn the first date of the recurrence
 * @param recurrence by days or longer, as RFC 5545 writes it, such as {@code FREQ=MONTHLY;BYDAY=1MO}
 * @param startTime such as {@code 09:00}
 * @param endTime such as {@code 17:30}, up to {@code 24:00}; one before {@code startTime} is on the next day
 * @param available null for yes; no takes these hours away
 * @param note for people
 */
public record AvailabilityRule(
        @Min(0) @Max(6) Integer dayOfWeek,
        LocalDate date,
        LocalDate startsOn,
        @Size(max = 4000) String recurrence,
        @NotNull @Pattern(regexp = "([01][0-9]|2[0-3]):[0-5][0-9]", message = TIME) String startTime,
        @NotNull @Pattern(regexp = "([01][0-9]|2[0-3]):[0-5][0-9]|24:00", message = TIME + " or 24:00") String endTime,
        Boolean available,
        @Size(max = 200) @SingleLine String note) {
    private static final String TIME = "must be a time such as 09:30";
    private static final int MINUTES_OF_DAY = 1440;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2999;
    /** As far as two leap days may be apart. */
    private static final int YEARS = 8;

    public AvailabilityRule {
        available = available == null || available;
    }

    /** What an {@link HoursRule} says, for clients. */
    static AvailabilityRule of(HoursRule rule, String note) {
        return new AvailabilityRule(
                rule.day() == null ? null : rule.day().getValue() % 7,
                rule.date(),
                rule.startsOn(),
                rule.recurrence() == null ? null : rule.recurrence().text(),
                time(rule.startMinute()),
                time(rule.endMinute() > MINUTES_OF_DAY ? rule.endMinute() - MINUTES_OF_DAY : rule.endMinute()),
                rule.available(),
                note);
    }

    /**
     * Reads it.
     *
     * @param place what to name it by, such as {@code hours[2]}
     * @param work for all hours that are put
     * @throws ProblemException 400 {@code invalid-request}
     */
    HoursRule hours(String place, Work work) {
        if (Stream.of(dayOfWeek, date, startsOn).filter(Objects::nonNull).count() != 1) {
            throw ProblemException.invalid(place, "must have one of dayOfWeek, date and startsOn");
        }
        if ((startsOn == null) != (recurrence == null)) {
            throw ProblemException.invalid(place + ".recurrence", "must be there together with startsOn");
        }
        requireYear(place + ".date", date);
        requireYear(place + ".startsOn", startsOn);
        int start = minute(startTime);
        int end = minute(endTime);
        if (start == end) {
            throw ProblemException.invalid(
                    place + ".endTime", "must not be the same as startTime; a whole day is 00:00 to 24:00");
        }
        end = end < start ? end + MINUTES_OF_DAY : end;
        if (dayOfWeek != null) {
            return HoursRule.weekly(DayOfWeek.of(dayOfWeek == 0 ? 7 : dayOfWeek), start, end, available);
        }
        if (date != null) {
            return HoursRule.on(date, start, end, available);
        }
        Recurrence read = Recurrence.parse(place + ".recurrence", recurrence);
        if (!read.isDateBased()) {
            throw ProblemException.invalid(
                    place + ".recurrence", "must repeat by days, weeks, months or years, and name no times");
        }
        requireDate(place + ".recurrence", read, work);
        return HoursRule.recurring(startsOn, read, start, end, available);
    }

    /** What cannot be computed is told to whoever puts it, not to those who ask for slots. */
    private void requireDate(String field, Recurrence read, Work work) {
        boolean none;
        try {
            none = read.dates(startsOn, startsOn, startsOn.plusYears(YEARS), ZoneOffset.UTC, work)
                    .isEmpty();
        } catch (ProblemException e) {
            throw ProblemException.invalid(field, e.errors().get(0).message());
        }
        if (none) {
            throw ProblemException.invalid(field, "must have a date within " + YEARS + " years of startsOn");
        }
    }

    private static void requireYear(String field, LocalDate date) {
        if (date != null && (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR)) {
            throw ProblemException.invalid(field, "must be in a year from " + FIRST_YEAR + " to " + LAST_YEAR);
        }
    }

    private static int minute(String time) {
        return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
    }

    private static String time(int minute) {
        return String.format("%02d:%02d", minute / 60, minute % 60);
    }
}
