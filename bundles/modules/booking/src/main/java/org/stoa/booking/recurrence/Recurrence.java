package org.stoa.booking.recurrence;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.stoa.api.rest.ProblemException;
import org.stoa.booking.recurrence.CalendarTimes.Stated;

/**
 * When something happens again and again (RFC 5545): a rule, and what is left out of it or added to it. The text is a
 * rule such as {@code FREQ=WEEKLY;BYDAY=MO}, or lines as in a calendar:
 *
 * <pre>
 * RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20261231
 * EXDATE:20260406T100000
 * RDATE;TZID=Europe/Berlin:20260407T100000
 * </pre>
 *
 * <p>Occurrences keep the time of the wall clock. One at a time that is skipped when clocks are put forward is as much
 * later as they are put forward; one at a time that comes twice is at the first (section 3.3.5). The start is an
 * occurrence only if the rule says so. What is endless is computed as far as it is asked for, never further.
 */
public final class Recurrence {
    private static final int MAX_LENGTH = 4000;
    private static final String FORM =
            "must be a rule such as FREQ=WEEKLY;BYDAY=MO, or lines that begin with RRULE:, EXDATE: or RDATE:";

    private final String text;
    private final RecurrenceRule rule;
    private final List<Stated> without;
    private final List<Stated> with;

    private Recurrence(String text, RecurrenceRule rule, List<Stated> without, List<Stated> with) {
        this.text = text;
        this.rule = rule;
        this.without = List.copyOf(without);
        this.with = List.copyOf(with);
    }

    /** {@link #parse(String, String)} of the field {@code recurrence}. */
    public static Recurrence parse(String text) {
        return parse("recurrence", text);
    }

    /**
     * Reads a rule or lines.
     *
     * @param field to be named when it cannot be read
     * @throws ProblemException 400 {@code invalid-request}
     */
    public static Recurrence parse(String field, String text) {
        if (text == null || text.isBlank() || text.length() > MAX_LENGTH) {
            throw ProblemException.invalid(field, FORM + "; at most " + MAX_LENGTH + " characters");
        }
        try {
            return read(text.strip());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw ProblemException.invalid(field, e.getMessage());
        }
    }

    /**
     * A recurrence of parts that a calendar states one by one.
     *
     * @param rule an RRULE without its name, or null
     * @param without what EXDATE names: dates, times by the wall clock of the recurrence, or moments
     * @param with what RDATE names, likewise
     * @throws IllegalArgumentException with a message for people
     */
    public static Recurrence of(String rule, List<Temporal> without, List<Temporal> with) {
        return new Recurrence(
                rule == null ? "" : rule,
                rule == null ? null : RecurrenceRule.parse(rule),
                without.stream().map(Stated::of).toList(),
                with.stream().map(Stated::of).toList());
    }

    private static Recurrence read(String text) {
        RecurrenceRule rule = null;
        List<Stated> without = new ArrayList<>();
        List<Stated> with = new ArrayList<>();
        for (String line : text.split("\\R")) {
            int colon = line.indexOf(':');
            String head = colon < 0 ? "RRULE" : line.substring(0, colon).strip();
            String value = line.substring(colon + 1).strip();
            switch (head.split(";", 2)[0].toUpperCase(Locale.ROOT)) {
                case "RRULE" -> {
                    if (rule != null) {
                        throw new IllegalArgumentException("must have one rule");
                    }
                    rule = RecurrenceRule.parse(value);
                }
                case "EXDATE" -> without.addAll(stated(head, value));
                case "RDATE" -> with.addAll(stated(head, value));
                default -> throw new IllegalArgumentException(FORM);
            }
        }
        if (rule == null && with.isEmpty()) {
            throw new IllegalArgumentException(FORM);
        }
        return new Recurrence(text, rule, without, with);
    }

    private static List<Stated> stated(String head, String value) {
        ZoneId zone = null;
        for (String parameter : head.split(";")) {
            if (parameter.toUpperCase(Locale.ROOT).startsWith("TZID=")) {
                zone = ZoneId.of(parameter.substring("TZID=".length()).replace("\"", ""));
            }
        }
        List<Stated> times = new ArrayList<>();
        for (String each : value.split(",")) {
            times.add(CalendarTimes.parse(each.strip(), zone));
        }
        return times;
    }

    /** As it was read. */
    public String text() {
        return text;
    }

    /** Whether it goes on for ever. */
    public boolean isEndless() {
        return rule != null && rule.isEndless();
    }

    /** Whether it repeats by days, weeks, months or years and names no times of its own. */
    public boolean isDateBased() {
        return rule == null || rule.isDateBased();
    }

    /**
     * All occurrences from {@code start}, in order.
     *
     * @param start the first time, in the zone whose wall clock counts
     * @param until none after that
     * @param limit most occurrences, at least 1
     * @throws ProblemException 400 {@code invalid-request} when there are more
     */
    public List<ZonedDateTime> occurrences(ZonedDateTime start, Instant until, int limit) {
        List<ZonedDateTime> all = between(start, start.toInstant(), until, limit + 1);
        if (all.size() > limit) {
            throw ProblemException.invalid(
                    "recurrence", "has more than " + limit + " occurrences; end it sooner with COUNT or UNTIL");
        }
        return all;
    }

    /** Whether it is over by then: it ends there or before, and names no times after that. */
    public boolean endsBy(ZonedDateTime start, Instant last) {
        if (with.stream().anyMatch(each -> each.in(start).toInstant().isAfter(last))) {
            return false;
        }
        if (rule == null || rule.isEndless()) {
            return rule == null;
        }
        LocalDateTime until = rule.until(start.getZone());
        if (until != null) {
            return !until.atZone(start.getZone()).toInstant().isAfter(last);
        }
        return ruled(start, start.toInstant(), last, rule.most(), new Work()).stream()
                        .filter(moment -> !moment.isAfter(last))
                        .count()
                >= rule.most();
    }

    /**
     * The occurrences between two moments, both included, in order.
     *
     * @param start where the recurrence begins, in the zone whose wall clock counts
     * @param limit most of them; there may be more when so many are returned
     * @throws ProblemException 400 {@code invalid-request} when it repeats so often that it would take too long
     */
    public List<ZonedDateTime> between(ZonedDateTime start, Instant from, Instant until, int limit) {
        return between(start, from, until, limit, new Work());
    }

    /** The same, as part of what is computed for a request. */
    public List<ZonedDateTime> between(ZonedDateTime start, Instant from, Instant until, int limit, Work work) {
        TreeSet<Instant> moments = new TreeSet<>();
        if (rule != null) {
            moments.addAll(ruled(start, from, until, limit + without.size(), work));
        }
        with.forEach(each -> moments.add(each.in(start).toInstant()));
        Set<LocalDate> days = new HashSet<>();
        for (Stated each : without) {
            if (each.date() == null) {
                moments.remove(each.in(start).toInstant());
            } else {
                days.add(each.date());
            }
        }
        return moments.stream()
                .filter(moment -> days.isEmpty() || !days.contains(LocalDate.ofInstant(moment, start.getZone())))
                .filter(moment -> !moment.isBefore(from) && !moment.isAfter(until))
                .limit(limit)
                .map(moment -> moment.atZone(start.getZone()))
                .toList();
    }

    private List<Instant> ruled(ZonedDateTime start, Instant from, Instant until, int limit, Work work) {
        ZoneId zone = start.getZone();
        // A day around: what the wall clock says of two moments may be in the other order.
        LocalDateTime first = LocalDateTime.ofInstant(from, zone).minusDays(1);
        LocalDateTime last = LocalDateTime.ofInstant(until, zone).plusDays(1);
        LocalDateTime begin = start.toLocalDateTime();
        boolean fromBegin = first.isBefore(begin);
        int most = fromBegin || rule.isDateBased() ? limit + 2 : Integer.MAX_VALUE;
        try {
            return rule
                    .occurrences(begin, fromBegin ? begin : first, earlier(last, rule.until(zone)), most, work)
                    .stream()
                    .map(local -> local.atZone(zone).toInstant())
                    .toList();
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("recurrence", e.getMessage());
        }
    }

    private static LocalDateTime earlier(LocalDateTime last, LocalDateTime end) {
        return end != null && end.isBefore(last) ? end : last;
    }

    /**
     * The dates of the occurrences between two dates, both included, in order; times are not looked at.
     *
     * @param start where the recurrence begins
     * @param zone in which moments that are left out or added have their date
     * @throws ProblemException 400 {@code invalid-request} when it repeats so often that it would take too long
     */
    public List<LocalDate> dates(LocalDate start, LocalDate from, LocalDate until, ZoneId zone) {
        return dates(start, from, until, zone, new Work());
    }

    /** The same, as part of what is computed for a request. */
    public List<LocalDate> dates(LocalDate start, LocalDate from, LocalDate until, ZoneId zone, Work work) {
        TreeSet<LocalDate> dates = new TreeSet<>();
        if (rule != null) {
            LocalDateTime end = rule.until(zone);
            LocalDate last = end == null || end.isAfter(until.atTime(LocalTime.MAX)) ? until : end.toLocalDate();
            try {
                dates.addAll(
                        rule.occurrences(start, from.isBefore(start) ? start : from, last, Integer.MAX_VALUE, work));
            } catch (IllegalArgumentException e) {
                throw ProblemException.invalid("recurrence", e.getMessage());
            }
        }
        with.forEach(each -> dates.add(each.dateIn(zone)));
        without.forEach(each -> dates.remove(each.dateIn(zone)));
        return dates.stream()
                .filter(date -> !date.isBefore(from) && !date.isAfter(until))
                .toList();
    }
}
