package org.stoa.booking.recurrence;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.fortuna.ical4j.model.Recur;

/**
 * One RRULE (RFC 5545, section 3.3.10). Its occurrences are those of the wall clock; what they are in a zone, and where
 * UNTIL ends them, is up to {@link Recurrence}.
 */
final class RecurrenceRule {
    private static final Pattern PART = Pattern.compile("([A-Za-z]+)=([A-Za-z0-9+,-]+)");
    private static final Set<String> NAMES = Set.of(
            "FREQ",
            "UNTIL",
            "COUNT",
            "INTERVAL",
            "BYSECOND",
            "BYMINUTE",
            "BYHOUR",
            "BYDAY",
            "BYMONTHDAY",
            "BYYEARDAY",
            "BYWEEKNO",
            "BYMONTH",
            "BYSETPOS",
            "WKST");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "SECONDLY", ChronoUnit.SECONDS,
            "MINUTELY", ChronoUnit.MINUTES,
            "HOURLY", ChronoUnit.HOURS,
            "DAILY", ChronoUnit.DAYS,
            "WEEKLY", ChronoUnit.WEEKS,
            "MONTHLY", ChronoUnit.MONTHS,
            "YEARLY", ChronoUnit.YEARS);
    private static final Set<String> TIMES = Set.of("BYHOUR", "BYMINUTE", "BYSECOND");
    private static final int MAX_INTERVAL = 1000;
    private static final int MAX_COUNT = 100_000;

    /** How many dates may be looked at for one answer: what a rule asks for beyond that is refused, not computed. */
    private static final long MAX_WORK = 2_000_000;

    private final Map<String, String> parts;
    private final ChronoUnit unit;
    private final int interval;

    private RecurrenceRule(Map<String, String> parts) {
        this.parts = parts;
        unit = UNITS.get(parts.get("FREQ"));
        interval = Integer.parseInt(parts.getOrDefault("INTERVAL", "1"));
    }

    /** @throws IllegalArgumentException with a message for the caller */
    static RecurrenceRule parse(String text) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : text.strip().replaceFirst(";$", "").split(";")) {
            var matcher = PART.matcher(part);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("must be a rule of RFC 5545, such as FREQ=WEEKLY;BYDAY=MO");
            }
            String name = matcher.group(1).toUpperCase(Locale.ROOT);
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("must not have the part " + name + ", which RFC 5545 does not know");
            }
            if (parts.put(name, matcher.group(2).toUpperCase(Locale.ROOT)) != null) {
                throw new IllegalArgumentException("must have the part " + name + " once");
            }
        }
        check(parts);
        parts.replaceAll((name, value) -> name.startsWith("BY") ? once(value) : value);
        // What RFC 5545 says is meant without it; the library takes Sunday in some places.
        parts.putIfAbsent("WKST", "MO");
        RecurrenceRule rule = new RecurrenceRule(parts);
        rule.library(true);
        rule.until(ZoneOffset.UTC);
        return rule;
    }

    private static void check(Map<String, String> parts) {
        if (!UNITS.containsKey(parts.getOrDefault("FREQ", ""))) {
            throw new IllegalArgumentException(
                    "must have a part FREQ, one of SECONDLY, MINUTELY, HOURLY, DAILY, WEEKLY, MONTHLY, YEARLY");
        }
        checkNumber(parts, "INTERVAL", MAX_INTERVAL);
        checkNumber(parts, "COUNT", MAX_COUNT);
        if (parts.containsKey("COUNT") && parts.containsKey("UNTIL")) {
            throw new IllegalArgumentException("must not have both COUNT and UNTIL");
        }
    }

    /** A list without repeated values, which say nothing and would be looked at each time. */
    private static String once(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(value -> value.replaceFirst("^[+]", "").replaceFirst("^(-?)0+(?=[0-9])", "$1"))
                .distinct()
                .collect(Collectors.joining(","));
    }

    private static void checkNumber(Map<String, String> parts, String name, int most) {
        String text = parts.get(name);
        if (text != null
                && (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most)) {
            throw new IllegalArgumentException("must have a part " + name + " of 1 to " + most);
        }
    }

    boolean isEndless() {
        return !parts.containsKey("COUNT") && !parts.containsKey("UNTIL");
    }

    /** How many occurrences it has; 0 where it does not say so. */
    int most() {
        return Integer.parseInt(parts.getOrDefault("COUNT", "0"));
    }

    /** Whether it repeats by days or longer. */
    boolean isDateBased() {
        return unit.compareTo(ChronoUnit.DAYS) >= 0 && parts.keySet().stream().noneMatch(TIMES::contains);
    }

    /** The last moment of an occurrence by the wall clock of {@code zone}; null without UNTIL. A date means its whole day. */
    LocalDateTime until(ZoneId zone) {
        String text = parts.get("UNTIL");
        if (text == null) {
            return null;
        }
        try {
            if (text.length() == 8) {
                return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE).atTime(LocalTime.MAX);
            }
            LocalDateTime time = LocalDateTime.parse(text.replace("Z", ""), CalendarTimes.LOCAL);
            return text.endsWith("Z")
                    ? time.atOffset(ZoneOffset.UTC).atZoneSameInstant(zone).toLocalDateTime()
                    : time;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("must have an UNTIL such as 20301231 or 20301231T220000Z", e);
        }
    }

    /**
     * The occurrences from {@code from} to {@code to}, both included, in order; UNTIL is not looked at.
     *
     * @param start where the rule begins; dates are given for a date, times for a time
     * @param limit most occurrences worth computing; a few more may be returned
     * @throws IllegalArgumentException when it would have to look at too many dates, with a message for the caller
     */
    @SuppressWarnings("unchecked")
    <T extends Temporal> List<T> occurrences(T start, T from, T to, int limit, Work work) {
        if (to.until(from, ChronoUnit.DAYS) > 0) {
            return List.of();
        }
        T near = near(start, from);
        work.spend(checkWork(near, from, to, limit));
        return new ArrayList<>(((Recur<T>) library(start instanceof LocalDateTime)).getDates(near, from, to, limit));
    }

    /** A start from which the same follows, without all that lies before: days and weeks are equally long by the wall clock. */
    @SuppressWarnings("unchecked")
    private <T extends Temporal> T near(T start, T from) {
        if (parts.containsKey("COUNT") || unit != ChronoUnit.DAYS && unit != ChronoUnit.WEEKS) {
            return start;
        }
        long periods = start.until(from, unit) / interval - 1;
        return periods <= 0 ? start : (T) start.plus(periods * interval, unit);
    }

    private Recur<?> library(boolean times) {
        String text = parts.entrySet().stream()
                .filter(part -> !part.getKey().equals("UNTIL") && (times || !TIMES.contains(part.getKey())))
                .map(part -> part.getKey() + "=" + part.getValue())
                .collect(Collectors.joining(";"));
        try {
            return new Recur<>(text);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("is not a rule of RFC 5545: " + e.getMessage(), e);
        }
    }

    /**
     * How many dates have to be looked at. A rule may ask for a million in a few characters, such as every second of a
     * hundred years.
     */
    private long checkWork(Temporal start, Temporal from, Temporal to, int limit) {
        long candidates = days();
        for (String name : TIMES) {
            candidates *= count(name);
        }
        Temporal last = parts.containsKey("COUNT") ? to : from;
        long skipped = Math.max(0, periods(start, last));
        long wanted = Math.min(periods(from, to), Math.max(limit, 1)) + 1;
        if (skipped + wanted * candidates > MAX_WORK || skipped * candidates > MAX_WORK && parts.containsKey("COUNT")) {
            throw new IllegalArgumentException(
                    "repeats too often for so long a time; let it repeat less often or end sooner");
        }
        return skipped + wanted * candidates;
    }

    /** How many values a part has; 1 without it. */
    private long count(String name) {
        return parts.getOrDefault(name, "").split(",").length;
    }

    private long periods(Temporal from, Temporal to) {
        if (from instanceof LocalDate day && to instanceof LocalDate end) {
            return Duration.between(day.atStartOfDay(), end.atStartOfDay()).toSeconds() / seconds();
        }
        return Duration.between(from, to).toSeconds() / seconds();
    }

    private long seconds() {
        return unit.getDuration().toSeconds() * interval;
    }

    /** How many days of one period the parts can name. */
    private long days() {
        boolean expands = parts.keySet().stream()
                .anyMatch(name -> Set.of("BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH")
                        .contains(name));
        return switch (unit) {
            case YEARS -> expands ? 366 : 1;
            case MONTHS -> parts.containsKey("BYMONTHDAY") ? count("BYMONTHDAY") : expands ? 31 : 1;
            case WEEKS -> expands ? 7 : 1;
            default -> 1;
        };
    }
}
