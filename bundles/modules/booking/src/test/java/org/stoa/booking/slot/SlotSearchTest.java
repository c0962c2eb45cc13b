package org.stoa.booking.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.stoa.booking.availability.Opening;

class SlotSearchTest {
    private static final UUID ONE = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private static final UUID TWO = UUID.fromString("00000000-0000-0000-0000-000000000002");
    private static final Instant FROM = at("00:00");
    private static final Instant TO = FROM.plus(Duration.ofDays(1));

    private static Instant at(String time) {
        return Instant.parse("2026-03-02T" + time + ":00Z");
    }

    private static Span span(String start, String end) {
        return new Span(at(start), at(end));
    }

    private static Opening opening(String start, String end) {
        return new Opening(span(start, end), List.of(at(start)));
    }

    private static SlotRules rules(int duration, int before, int after, int step) {
        return new SlotRules(
                Duration.ofMinutes(duration),
                Duration.ofMinutes(before),
                Duration.ofMinutes(after),
                Duration.ofMinutes(step),
                FROM,
                TO);
    }

    private static Agenda agenda(UUID id, int capacity, List<Opening> openings, Agenda.Taken... taken) {
        return new Agenda(id, capacity, openings, List.of(taken), List.of());
    }

    private static List<String> find(SlotRules rules, SlotMode mode, Agenda... agendas) {
        return new SlotSearch(rules, List.of(agendas))
                .find(mode, FROM, TO).stream()
                        .map(slot -> slot.start().toString().substring(11, 16) + " "
                                + slot.resourceIds().stream()
                                        .map(id -> id.toString().substring(35))
                                        .toList()
                                + " " + slot.free())
                        .toList();
    }

    @Test
    void lastSlotEndsWithTheHours() {
        assertThat(find(rules(60, 0, 0, 30), SlotMode.FIRST_FREE, agenda(ONE, 1, List.of(opening("09:00", "11:00")))))
                .containsExactly("09:00 [1] 1", "09:30 [1] 1", "10:00 [1] 1");
    }

    @Test
    void buffersKeepBookingsApartAndMayLieOutsideOfHours() {
        Agenda.Taken booked = new Agenda.Taken(1, span("10:00", "11:00"));

        assertThat(find(
                        rules(30, 15, 15, 15),
                        SlotMode.FIRST_FREE,
                        agenda(ONE, 1, List.of(opening("09:00", "12:00")), booked)))
                .containsExactly("09:00 [1] 1", "09:15 [1] 1", "11:15 [1] 1", "11:30 [1] 1");
    }

    @Test
    void unitsAreFreeOneByOne() {
        assertThat(find(
                        rules(60, 0, 0, 60),
                        SlotMode.FIRST_FREE,
                        agenda(
                                ONE,
                                2,
                                List.of(opening("09:00", "12:00")),
                                new Agenda.Taken(1, span("09:30", "10:30")),
                                new Agenda.Taken(2, span("10:00", "11:00")))))
                .containsExactly("09:00 [1] 1", "11:00 [1] 2");
    }

    @Test
    void busyResourceHasNoUnitFree() {
        Agenda agenda =
                new Agenda(ONE, 3, List.of(opening("09:00", "11:00")), List.of(), List.of(span("09:30", "09:31")));

        assertThat(find(rules(60, 0, 0, 60), SlotMode.FIRST_FREE, agenda)).containsExactly("10:00 [1] 3");
    }

    @Test
    void whoIsAskedFirstIsBookedWhoeverElseIsFree() {
        assertThat(find(
                        rules(60, 0, 0, 60),
                        SlotMode.FIRST_FREE,
                        agenda(TWO, 1, List.of(opening("10:00", "12:00"))),
                        agenda(ONE, 1, List.of(opening("09:00", "11:00")))))
                .containsExactly("09:00 [1] 1", "10:00 [2] 2", "11:00 [2] 1");
    }

    @Test
    void togetherTheyCanWhenEverybodyCan() {
        assertThat(find(
                        rules(60, 0, 0, 60),
                        SlotMode.ALL_TOGETHER,
                        agenda(ONE, 2, List.of(opening("09:00", "13:00"))),
                        agenda(
                                TWO,
                                1,
                                List.of(opening("09:30", "12:00")),
                                new Agenda.Taken(1, span("11:40", "11:50")))))
                .containsExactly("09:30 [1, 2] 1", "10:00 [1, 2] 1", "10:30 [1, 2] 1");
    }

    @Test
    void nothingStartsTooSoonOrTooFarAhead() {
        SlotRules rules = new SlotRules(
                Duration.ofMinutes(30), Duration.ZERO, Duration.ZERO, Duration.ofMinutes(30), at("09:10"), at("10:30"));

        assertThat(find(rules, SlotMode.FIRST_FREE, agenda(ONE, 1, List.of(opening("09:00", "12:00")))))
                .containsExactly("09:30 [1] 1", "10:00 [1] 1", "10:30 [1] 1");
    }
}
