package org.stoa.booking.slot;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Finds slots by looking at every minute, and at nothing else: what a clock on the wall shows then, which rules hold, and
 * what is taken. Slow, and made of other thoughts than what it checks.
 */
final class SlotOracle {
    private static final int MINUTES_OF_DAY = 1440;
    private static final int DAYS_BEFORE = 6;
    private static final int DAYS_AFTER = 4;

    /** Hours that begin on days that {@code on} names. */
    record Rule(Days on, boolean isDate, int startMinute, int endMinute, boolean available) {}

    /** Some days. */
    interface Days {
        boolean has(LocalDate day);
    }

    /** A resource, with what is taken of each unit and when it is busy, in minutes from the start of the window. */
    record Person(ZoneId zone, int capacity, List<Rule> rules, List<Agenda.Taken> taken, List<Span> busy) {}

    private final Instant start;
    private final int first;
    private final int last;
    private final SlotRules rules;

    /** @param from on a full minute, as everything else */
    SlotOracle(SlotRules rules, Instant from, Instant to) {
        this.rules = rules;
        start = from.minus(Duration.ofDays(DAYS_BEFORE));
        first = minutes(start, from);
        last = minutes(start, to);
    }

    private int length() {
        return last + DAYS_AFTER * MINUTES_OF_DAY;
    }

    private static int minutes(Instant from, Instant to) {
        return Math.toIntExact(Duration.between(from, to).toMinutes());
    }

    /** For each minute how many units are free for something that starts then; 0 as well where nothing starts. */
    int[] apart(Person person) {
        boolean[] grid = new boolean[length()];
        boolean[] open = new boolean[length()];
        look(person, open, grid);
        int[] free = new int[length()];
        for (int minute = first; minute < last; minute++) {
            if (grid[minute] && inTime(minute)) {
                free[minute] = free(person, minute);
            }
        }
        return free;
    }

    /** The same for something that everybody must be free for. */
    int[] together(List<Person> people) {
        int[] least = new int[length()];
        boolean[] anybodys = new boolean[length()];
        List<boolean[]> opens = new ArrayList<>();
        for (Person person : people) {
            boolean[] grid = new boolean[length()];
            boolean[] open = new boolean[length()];
            look(person, open, grid);
            opens.add(open);
            for (int minute = first; minute < last; minute++) {
                anybodys[minute] |= grid[minute];
            }
        }
        for (int minute = first; minute < last; minute++) {
            if (!anybodys[minute] || !inTime(minute)) {
                continue;
            }
            least[minute] = Integer.MAX_VALUE;
            for (int index = 0; index < people.size(); index++) {
                boolean fits = fits(opens.get(index), minute);
                least[minute] = Math.min(least[minute], fits ? free(people.get(index), minute) : 0);
            }
        }
        return least;
    }

    Instant moment(int minute) {
        return start.plus(Duration.ofMinutes(minute));
    }

    private boolean inTime(int minute) {
        return !moment(minute).isBefore(rules.earliest()) && !moment(minute).isAfter(rules.latest());
    }

    private boolean fits(boolean[] open, int minute) {
        for (int each = minute; each < minute + rules.duration().toMinutes(); each++) {
            if (!open[each]) {
                return false;
            }
        }
        return true;
    }

    /** Which minutes are open, and at which something could start. */
    private void look(Person person, boolean[] open, boolean[] grid) {
        long[] wall = new long[length()];
        for (int minute = 0; minute < wall.length; minute++) {
            Instant moment = moment(minute);
            ZoneOffset offset = person.zone().getRules().getOffset(moment);
            wall[minute] = (moment.getEpochSecond() + offset.getTotalSeconds()) / 60;
        }
        LocalDate day =
                LocalDate.ofEpochDay(Math.floorDiv(wall[0], MINUTES_OF_DAY)).plusDays(1);
        LocalDate end = LocalDate.ofEpochDay(Math.floorDiv(wall[wall.length - 1], MINUTES_OF_DAY))
                .minusDays(2);
        boolean[][] sets = new boolean[4][wall.length];
        TreeSet<Integer> anchors = new TreeSet<>();
        for (; !day.isAfter(end); day = day.plusDays(1)) {
            LocalDate today = day;
            boolean replaced = person.rules().stream()
                    .anyMatch(rule ->
                            rule.isDate() && rule.available() && rule.on().has(today));
            for (Rule rule : person.rules()) {
                if (!rule.on().has(day) || replaced && !rule.isDate()) {
                    continue;
                }
                int opens = firstShowing(wall, day, rule.startMinute());
                int closes = firstShowing(wall, day, rule.endMinute());
                boolean[] set = sets[(rule.isDate() ? 2 : 0) + (rule.available() ? 0 : 1)];
                for (int minute = opens; minute < closes; minute++) {
                    set[minute] = true;
                }
                if (rule.available() && opens < closes) {
                    anchors.add(opens);
                }
            }
        }
        for (int minute = 0; minute < wall.length; minute++) {
            open[minute] = (sets[0][minute] && !sets[1][minute] || sets[2][minute]) && !sets[3][minute];
        }
        int anchor = -1;
        for (int minute = 0; minute < wall.length - 2 * MINUTES_OF_DAY; minute++) {
            if (!open[minute]) {
                continue;
            }
            boolean begins = minute == 0 || !open[minute - 1];
            anchor = begins || anchors.contains(minute) ? minute : anchor;
            grid[minute] = (minute - anchor) % rules.step().toMinutes() == 0 && fits(open, minute);
        }
    }

    /** The first minute at which the clock shows that time of that day, or a later one. */
    private static int firstShowing(long[] wall, LocalDate day, int minuteOfDay) {
        long wanted = day.toEpochDay() * MINUTES_OF_DAY + minuteOfDay;
        int minute = 0;
        while (minute < wall.length && wall[minute] < wanted) {
            minute++;
        }
        return minute;
    }

    private int free(Person person, int minute) {
        int free = 0;
        for (int unit = 1; unit <= person.capacity(); unit++) {
            boolean isFree = true;
            for (long each = minute - rules.before().toMinutes();
                    each < minute + rules.duration().toMinutes() + rules.after().toMinutes();
                    each++) {
                Instant moment = moment(Math.toIntExact(each));
                int number = unit;
                isFree &=
                        person.taken().stream().noneMatch(taken -> taken.unit() == number && has(taken.span(), moment))
                                && person.busy().stream().noneMatch(span -> has(span, moment));
            }
            free += isFree ? 1 : 0;
        }
        return free;
    }

    private static boolean has(Span span, Instant moment) {
        return !moment.isBefore(span.start()) && moment.isBefore(span.end());
    }
}
