package org.stoa.booking.calendar;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.stoa.api.rest.ProblemException;
import org.stoa.booking.calendar.CalendarEvent.Property;
import org.stoa.booking.recurrence.CalendarTimes;
import org.stoa.booking.recurrence.Recurrence;
import org.stoa.booking.recurrence.Work;
import org.stoa.booking.slot.Span;

/**
 * When the events of a calendar make somebody busy, within a stretch of time. Times without a zone, and dates, are those
 * of the resource. One occurrence that was moved or cancelled is told by an event of its own with a RECURRENCE-ID. What
 * cannot be understood is left out and said, and does not keep the rest from counting.
 */
final class BusyExpansion {
    /** Most busy times of one calendar. */
    static final int MOST = 20_000;

    /** What it takes to read one that was moved, in dates of a rule. */
    private static final long MOVED_WORK = 20;

    /** Most characters of a UID that are kept. */
    private static final int UID_LENGTH = 255;

    private final ZoneId zone;
    private final Instant from;
    private final Instant to;
    private final Work work = new Work();
    private final List<Busy> busy = new ArrayList<>();
    private final List<SkippedEvent> skipped = new ArrayList<>();

    BusyExpansion(ZoneId zone, Instant from, Instant to) {
        this.zone = zone;
        this.from = from;
        this.to = to;
    }

    /** A time in which somebody is busy, because of an event. */
    record Busy(String uid, Span span) {}

    List<Busy> busy() {
        return busy;
    }

    List<SkippedEvent> skipped() {
        return skipped;
    }

    /** @throws ProblemException 400 {@code invalid-request} when there are more than {@value #MOST} busy times */
    void expand(List<CalendarEvent> events) {
        Map<String, List<CalendarEvent>> moved = new HashMap<>();
        for (CalendarEvent event : events) {
            if (event.first("RECURRENCE-ID") != null) {
                moved.computeIfAbsent(event.uid(), uid -> new ArrayList<>()).add(event);
            }
        }
        for (CalendarEvent event : events) {
            if (event.isFree()) {
                continue;
            }
            try {
                boolean repeats = event.first("RECURRENCE-ID") == null
                        && (event.first("RRULE") != null || event.first("RDATE") != null);
                if (repeats) {
                    addAll(event, moved.getOrDefault(event.uid(), List.of()));
                } else {
                    add(event, start(event));
                }
            } catch (ProblemException e) {
                if (e.errors().stream().anyMatch(error -> error.field().equals("body"))) {
                    throw e;
                }
                skip(
                        event,
                        e.errors().isEmpty()
                                ? "cannot be read"
                                : e.errors().get(0).message());
            } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
                skip(event, e instanceof IllegalArgumentException ? e.getMessage() : "has a time that cannot be");
            }
        }
    }

    private void skip(CalendarEvent event, String reason) {
        skipped.add(new SkippedEvent(uid(event), reason));
    }

    private static String uid(CalendarEvent event) {
        String uid = event.uid();
        return uid.length() > UID_LENGTH ? uid.substring(0, UID_LENGTH) : uid;
    }

    private void addAll(CalendarEvent event, List<CalendarEvent> moved) {
        Property start = event.first("DTSTART");
        List<Property> rules = event.all("RRULE");
        if (rules.size() > 1) {
            throw new IllegalArgumentException("has more than one rule of recurrence");
        }
        // Many events may have the same UID, and all that were moved are read for each.
        work.spend(moved.size() * MOVED_WORK);
        List<Temporal> without = temporals(event.all("EXDATE"));
        for (CalendarEvent one : moved) {
            without.add(temporal(one.first("RECURRENCE-ID")));
        }
        Recurrence recurrence =
                Recurrence.of(rules.isEmpty() ? null : rules.get(0).value(), without, temporals(event.all("RDATE")));
        if (!recurrence.isDateBased()) {
            throw new IllegalArgumentException("repeats more often than daily");
        }
        ZonedDateTime first = start(event);
        ZoneId own = start.tzid() == null || start.isDate() ? first.getZone() : CalendarZones.of(start.tzid());
        Duration longest = Duration.between(first, length(event).apply(first)).plusDays(1);
        // Those that begin before and have ended are computed as well, and do not count.
        int left = MOST - busy.size() + 2 + Math.toIntExact(longest.toDays());
        for (ZonedDateTime each :
                recurrence.between(first.withZoneSameInstant(own), from.minus(longest), to, left, work)) {
            add(event, each);
        }
    }

    private Instant moment(Temporal temporal) {
        return in(temporal).toInstant();
    }

    private void add(CalendarEvent event, ZonedDateTime start) {
        Instant end = length(event).apply(start).toInstant();
        if (!start.toInstant().isBefore(end)
                || !end.isAfter(from)
                || !start.toInstant().isBefore(to)) {
            return;
        }
        if (busy.size() == MOST) {
            throw ProblemException.invalid(
                    "body", "must have at most " + MOST + " busy times, recurring ones included");
        }
        busy.add(new Busy(uid(event), new Span(start.toInstant(), end)));
    }

    private ZonedDateTime start(CalendarEvent event) {
        Property start = event.first("DTSTART");
        if (start == null) {
            throw new IllegalArgumentException("has no DTSTART");
        }
        return in(temporal(start));
    }

    /** How the end of an occurrence follows from its start: days are as long as they are, hours have 60 minutes. */
    private Function<ZonedDateTime, ZonedDateTime> length(CalendarEvent event) {
        Property start = event.first("DTSTART");
        Property end = event.first("DTEND");
        if (end != null) {
            Temporal first = temporal(start);
            Temporal last = temporal(end);
            if (first instanceof LocalDate day && last instanceof LocalDate lastDay) {
                return at -> at.toLocalDate()
                        .plusDays(lastDay.toEpochDay() - day.toEpochDay())
                        .atStartOfDay(at.getZone());
            }
            Duration length = Duration.between(moment(first), moment(last));
            return at -> at.plus(length);
        }
        Property duration = event.first("DURATION");
        if (duration != null) {
            return duration(duration.value());
        }
        return start.isDate() ? at -> at.toLocalDate().plusDays(1).atStartOfDay(at.getZone()) : at -> at;
    }

    private static Function<ZonedDateTime, ZonedDateTime> duration(String text) {
        if (text.matches("\\+?P[0-9]{1,4}W")) {
            return at -> at.plus(Period.parse(text));
        }
        if (!text.matches("\\+?P([0-9]{1,4}D)?(T[0-9HMS]{2,20})?")) {
            throw new IllegalArgumentException("has a DURATION that cannot be read");
        }
        String days = text.replaceFirst("T.*", "");
        Period whole = days.endsWith("D") ? Period.parse(days) : Period.ZERO;
        Duration rest = text.contains("T") ? Duration.parse("P" + text.substring(text.indexOf('T'))) : Duration.ZERO;
        return at -> at.plus(whole).plus(rest);
    }

    private List<Temporal> temporals(List<Property> properties) {
        List<Temporal> temporals = new ArrayList<>();
        for (Property property : properties) {
            for (String each : property.value().split(",")) {
                // Of a period that is added, the start.
                temporals.add(temporal(new Property(each.strip().replaceFirst("/.*", ""), property.tzid())));
            }
        }
        return temporals;
    }

    private static Temporal temporal(Property property) {
        return CalendarTimes.temporal(
                property.value(), property.tzid() == null ? null : CalendarZones.of(property.tzid()));
    }

    private ZonedDateTime in(Temporal temporal) {
        if (temporal instanceof LocalDate day) {
            return day.atStartOfDay(zone);
        }
        return temporal instanceof LocalDateTime time ? time.atZone(zone) : ((Instant) temporal).atZone(zone);
    }
}
