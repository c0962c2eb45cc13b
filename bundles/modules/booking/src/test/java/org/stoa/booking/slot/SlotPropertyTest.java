package org.stoa.booking.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.stoa.booking.Walks;
import org.stoa.booking.availability.Hours;
import org.stoa.booking.availability.HoursRule;
import org.stoa.booking.availability.TestRules;
import org.stoa.booking.slot.SlotOracle.Person;

/** Random resources in zones with every kind of change, most of the time around one, against a look at every minute. */
class SlotPropertyTest {
    private static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Berlin",
            "Europe/Dublin",
            "America/New_York",
            "America/Havana",
            "America/Sao_Paulo",
            "America/St_Johns",
            "America/Caracas",
            "Africa/Casablanca",
            "Africa/Cairo",
            "Asia/Kolkata",
            "Asia/Kathmandu",
            "Asia/Gaza",
            "Asia/Tehran",
            "Asia/Pyongyang",
            "Asia/Amman",
            "Australia/Lord_Howe",
            "Antarctica/Troll",
            "Pacific/Apia",
            "Pacific/Kwajalein",
            "Pacific/Chatham",
            "Pacific/Fakaofo");
    private static final long SEED = 20260315;
    private static final int DAY = 1440;

    @Test
    void slotsAreThoseThatALookAtEveryMinuteFinds() {
        int found = 0;
        for (int walk = 0; walk < Walks.count(); walk++) {
            found += walk(new Random(SEED + walk), "walk " + walk);
        }
        System.out.printf("slots against the oracle: %d cases, %d slots equal%n", Walks.count(), found);
        assertThat(found).isPositive();
    }

    private static int walk(Random random, String name) {
        ZoneId zone = zone(random);
        Instant from = around(random, zone);
        Instant to = from.plus(Duration.ofMinutes(1 + random.nextInt(3 * DAY)));
        SlotRules rules = new SlotRules(
                Duration.ofMinutes(1 + random.nextInt(180)),
                Duration.ofMinutes(random.nextInt(3) == 0 ? random.nextInt(60) : 0),
                Duration.ofMinutes(random.nextInt(3) == 0 ? random.nextInt(60) : 0),
                Duration.ofMinutes(5L * (1 + random.nextInt(18))),
                from.plus(Duration.ofMinutes(random.nextInt(600) - 300L)),
                to.plus(Duration.ofMinutes(random.nextInt(600) - 300L)));
        List<Person> people = new ArrayList<>();
        List<Agenda> agendas = new ArrayList<>();
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            ZoneId own = random.nextInt(3) == 0 ? zone(random) : zone;
            person(random, own, from, to, people, agendas);
        }
        SlotOracle oracle = new SlotOracle(rules, from, to);
        SlotSearch search = new SlotSearch(rules, agendas);

        TreeMap<Instant, Integer> apart = new TreeMap<>();
        for (Person person : people) {
            add(oracle, oracle.apart(person), apart);
        }
        assertThat(free(search.find(SlotMode.FIRST_FREE, from, to)))
                .as("%s: %s from %s", name, zone, from)
                .isEqualTo(apart);
        TreeMap<Instant, Integer> together = new TreeMap<>();
        add(oracle, oracle.together(people), together);
        assertThat(free(search.find(SlotMode.ALL_TOGETHER, from, to)))
                .as("%s together: %s from %s", name, zone, from)
                .isEqualTo(together);
        return apart.size() + together.size();
    }

    private static void add(SlotOracle oracle, int[] free, TreeMap<Instant, Integer> slots) {
        for (int minute = 0; minute < free.length; minute++) {
            if (free[minute] > 0) {
                slots.merge(oracle.moment(minute), free[minute], Integer::sum);
            }
        }
    }

    private static TreeMap<Instant, Integer> free(List<Slot> slots) {
        TreeMap<Instant, Integer> free = new TreeMap<>();
        slots.forEach(slot -> free.put(slot.start(), slot.free()));
        return free;
    }

    private static ZoneId zone(Random random) {
        return ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
    }

    /** A full minute, most of the time a little before clocks are changed. */
    private static Instant around(Random random, ZoneId zone) {
        Instant some = Instant.parse("1980-01-01T00:00:00Z").plus(Duration.ofDays(random.nextInt(60 * 365)));
        ZoneOffsetTransition change = zone.getRules().nextTransition(some);
        Instant base = change == null || random.nextInt(4) == 0 ? some : change.getInstant();
        return base.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(random.nextInt(2 * DAY)));
    }

    private static void person(
            Random random, ZoneId zone, Instant from, Instant to, List<Person> people, List<Agenda> agendas) {
        List<HoursRule> rules = new ArrayList<>();
        List<SlotOracle.Rule> same = new ArrayList<>();
        LocalDate around = LocalDate.ofInstant(from, zone);
        for (int count = 1 + random.nextInt(12); count > 0; count--) {
            rule(random, around, rules, same);
        }
        int capacity = 1 + random.nextInt(3);
        List<Agenda.Taken> taken = new ArrayList<>();
        for (int count = random.nextInt(8); count > 0; count--) {
            taken.add(new Agenda.Taken(1 + random.nextInt(capacity), span(random, from, to)));
        }
        List<Span> busy = new ArrayList<>();
        for (int count = random.nextInt(3); count > 0; count--) {
            busy.add(span(random, from, to));
        }
        people.add(new Person(zone, capacity, same, taken, busy));
        agendas.add(new Agenda(
                new UUID(0, agendas.size()),
                capacity,
                new Hours(zone, rules).between(from, to.plus(Duration.ofDays(1))),
                taken,
                busy));
    }

    private static Span span(Random random, Instant from, Instant to) {
        long length = Duration.between(from, to).toMinutes() + 600;
        Instant start = from.plus(Duration.ofMinutes(random.nextInt((int) length) - 300L));
        return new Span(start, start.plus(Duration.ofMinutes(1 + random.nextInt(240))));
    }

    private static void rule(Random random, LocalDate around, List<HoursRule> rules, List<SlotOracle.Rule> same) {
        int start = random.nextInt(3) == 0 ? random.nextInt(24) * 60 : random.nextInt(DAY);
        int end = start + 1 + random.nextInt(random.nextBoolean() ? DAY : 300);
        end = random.nextInt(6) == 0 && start < DAY ? DAY : end;
        boolean available = random.nextInt(3) > 0;
        LocalDate date = around.plusDays(random.nextInt(7) - 2L);
        int interval = 1 + random.nextInt(3);
        switch (random.nextInt(5)) {
            case 0 -> {
                rules.add(TestRules.on(date, start, end, available));
                same.add(new SlotOracle.Rule(date::equals, true, start, end, available));
            }
            case 1 -> {
                LocalDate begin = date.minusDays(random.nextInt(2000));
                rules.add(TestRules.recurring(begin, "FREQ=DAILY;INTERVAL=" + interval, start, end, available));
                same.add(new SlotOracle.Rule(
                        day -> !day.isBefore(begin) && ChronoUnit.DAYS.between(begin, day) % interval == 0,
                        false,
                        start,
                        end,
                        available));
            }
            default -> {
                DayOfWeek weekday = date.getDayOfWeek();
                rules.add(TestRules.weekly(weekday, start, end, available));
                same.add(new SlotOracle.Rule(day -> day.getDayOfWeek() == weekday, false, start, end, available));
            }
        }
    }
}
