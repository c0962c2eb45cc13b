package org.stoa.booking.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.booking.Problems;

class BusyExpansionTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    private static BusyExpansion expand(String... lines) {
        BusyExpansion expansion = new BusyExpansion(BERLIN, NOW, NOW.plus(Duration.ofDays(60)));
        expansion.expand(CalendarReader.read(calendar(lines)));
        return expansion;
    }

    private static String calendar(String... lines) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\n" + String.join("\r\n", lines)
                + "\r\nEND:VCALENDAR\r\n";
    }

    private static List<String> busy(String... lines) {
        BusyExpansion expansion = expand(lines);
        assertThat(expansion.skipped()).isEmpty();
        return expansion.busy().stream()
                .map(busy -> busy.span().start() + " "
                        + Duration.between(busy.span().start(), busy.span().end()))
                .toList();
    }

    @Test
    void timesAreInUtcInTheirZoneOrInThatOfTheResource() {
        assertThat(busy(
                        "BEGIN:VEVENT",
                        "UID:1",
                        "DTSTART:20260303T090000Z",
                        "DTEND:20260303T100000Z",
                        "END:VEVENT",
                        "BEGIN:VEVENT",
                        "UID:2",
                        "DTSTART;TZID=America/New_York:20260303T090000",
                        "DURATION:PT90M",
                        "END:VEVENT",
                        "BEGIN:VEVENT",
                        "UID:3",
                        "DTSTART:20260303T090000",
                        "DTEND:20260303T100000",
                        "END:VEVENT",
                        "BEGIN:VEVENT",
                        "UID:4",
                        "DTSTART;TZID=W. Europe Standard Time:20260303T120000",
                        "DTEND;TZID=W. Europe Standard Time:20260303T130000",
                        "END:VEVENT"))
                .containsExactly(
                        "2026-03-03T09:00:00Z PT1H",
                        "2026-03-03T14:00:00Z PT1H30M",
                        "2026-03-03T08:00:00Z PT1H",
                        "2026-03-03T11:00:00Z PT1H");
    }

    @Test
    void dayIsThatOfTheResourceAndAsLongAsItIs() {
        assertThat(busy(
                        "BEGIN:VEVENT",
                        "UID:1",
                        "DTSTART;VALUE=DATE:20260329",
                        "END:VEVENT",
                        "BEGIN:VEVENT",
                        "UID:2",
                        "DTSTART;VALUE=DATE:20260328",
                        "DTEND;VALUE=DATE:20260330",
                        "END:VEVENT"))
                .containsExactly("2026-03-28T23:00:00Z PT23H", "2026-03-27T23:00:00Z PT47H");
    }

    @Test
    void recurringEventsKeepTheirWallClockWithoutWhatIsLeftOut() {
        assertThat(busy(
                        "BEGIN:VEVENT",
                        "UID:1",
                        "DTSTART;TZID=Europe/Berlin:20250106T090000",
                        "DTEND;TZID=Europe/Berlin:20250106T100000",
                        "RRULE:FREQ=WEEKLY;UNTIL=20260406T070000Z",
                        "EXDATE;TZID=Europe/Berlin:20260309T090000",
                        "END:VEVENT"))
                .containsExactly(
                        "2026-03-02T08:00:00Z PT1H",
                        "2026-03-16T08:00:00Z PT1H",
                        "2026-03-23T08:00:00Z PT1H",
                        "2026-03-30T07:00:00Z PT1H",
                        "2026-04-06T07:00:00Z PT1H");
    }

    @Test
    void occurrenceThatWasMovedOrCancelledIsWhereItIsNow() {
        assertThat(busy(
                        "BEGIN:VEVENT",
                        "UID:1",
                        "DTSTART:20260303T090000Z",
                        "DTEND:20260303T100000Z",
                        "RRULE:FREQ=DAILY;COUNT=3",
                        "END:VEVENT",
                        "BEGIN:VEVENT",
                        "UID:1",
                        "RECURRENCE-ID:20260304T090000Z",
                        "DTSTART:20260304T150000Z",
                        "DTEND:20260304T160000Z",
                        "END:VEVENT",
                        "BEGIN:VEVENT",
                        "UID:1",
                        "RECURRENCE-ID:20260305T090000Z",
                        "STATUS:CANCELLED",
                        "DTSTART:20260305T090000Z",
                        "DTEND:20260305T100000Z",
                        "END:VEVENT"))
                .containsExactly("2026-03-03T09:00:00Z PT1H", "2026-03-04T15:00:00Z PT1H");
    }

    @Test
    void whatTakesNoTimeIsNotBusy() {
        assertThat(busy(
                        "BEGIN:VEVENT",
                        "UID:1",
                        "DTSTART:20260303T090000Z",
                        "DTEND:20260303T100000Z",
                        "TRANSP:TRANSPARENT",
                        "END:VEVENT",
                        "BEGIN:VEVENT",
                        "UID:2",
                        "DTSTART:20260303T090000Z",
                        "DTEND:20260303T100000Z",
                        "STATUS:CANCELLED",
                        "END:VEVENT",
                        "BEGIN:VEVENT",
                        "UID:3",
                        "DTSTART:20260303T090000Z",
                        "END:VEVENT",
                        "BEGIN:VEVENT",
                        "UID:4",
                        "DTSTART:20240303T090000Z",
                        "DTEND:20240303T100000Z",
                        "END:VEVENT",
                        "BEGIN:VTODO",
                        "UID:5",
                        "DTSTART:20260303T090000Z",
                        "DUE:20260303T100000Z",
                        "END:VTODO"))
                .isEmpty();
    }

    @Test
    void alarmWithinAnEventIsNoneOfItsTimes() {
        assertThat(busy(
                        "BEGIN:VEVENT",
                        "UID:1",
                        "DTSTART:20260303T090000Z",
                        "DTEND:20260303T100000Z",
                        "BEGIN:VALARM",
                        "ACTION:DISPLAY",
                        "TRIGGER:-PT15M",
                        "DURATION:PT5H",
                        "REPEAT:2",
                        "END:VALARM",
                        "END:VEVENT"))
                .containsExactly("2026-03-03T09:00:00Z PT1H");
    }

    @Test
    void foldedLinesAndTextAreRead() {
        assertThat(busy(
                        "BEGIN:VEVENT",
                        "UID:1",
                        "SUMMARY:Zahnarzt\\, 10 Uhr 🦷",
                        "DTSTART:20260303T0900",
                        " 00Z",
                        "DTEND:20260303T100000Z",
                        "END:VEVENT"))
                .containsExactly("2026-03-03T09:00:00Z PT1H");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DTSTART;TZID=Mars/Olympus:20260303T090000",
                "DTSTART:tomorrow",
                "DTSTART:20260303T090000Z\r\nDURATION:soon",
                "DTSTART:20260303T090000Z\r\nDTEND:20260303T100000Z\r\nRRULE:FREQ=SECONDLY",
                "DTSTART:20260303T090000Z\r\nDTEND:20260303T100000Z\r\nRRULE:FREQ=NEVER",
                "SUMMARY:no start"
            })
    void whatCannotBeUnderstoodIsSaidAndTheRestCounts(String lines) {
        BusyExpansion expansion = expand(
                "BEGIN:VEVENT",
                "UID:odd",
                lines,
                "END:VEVENT",
                "BEGIN:VEVENT",
                "UID:2",
                "DTSTART:20260303T090000Z",
                "DTEND:20260303T100000Z",
                "END:VEVENT");

        assertThat(expansion.busy()).extracting(BusyExpansion.Busy::uid).containsExactly("2");
        assertThat(expansion.skipped()).extracting(SkippedEvent::uid).containsExactly("odd");
        assertThat(expansion.skipped().get(0).reason()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "{}",
                "BEGIN:VCALENDAR",
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR",
                "BEGIN:VEVENT\r\nEND:VEVENT"
            })
    void whatIsNoCalendarIsRefused(String text) {
        assertThat(Problems.field(() -> CalendarReader.read(text))).isEqualTo("body");
    }

    @Test
    void tooManyBusyTimesAreRefused() {
        String[] daily = {
            "BEGIN:VEVENT",
            "UID:1",
            "DTSTART:20200101T090000Z",
            "DTEND:20200101T100000Z",
            "RRULE:FREQ=DAILY",
            "END:VEVENT"
        };
        BusyExpansion expansion = new BusyExpansion(BERLIN, NOW, NOW.plus(Duration.ofDays(40_000)));

        assertThat(Problems.field(() -> expansion.expand(CalendarReader.read(calendar(daily)))))
                .isEqualTo("body");
    }

    @Test
    @Timeout(60)
    void workIsBoundedForAllEventsTogether() {
        List<String> never = IntStream.range(0, 10_000)
                .boxed()
                .flatMap(number -> Stream.of(
                        "BEGIN:VEVENT",
                        "UID:" + number,
                        "DTSTART:20260301T090000Z",
                        "DURATION:PT1H",
                        "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
                        "END:VEVENT"))
                .toList();
        BusyExpansion expansion = new BusyExpansion(BERLIN, NOW, NOW.plus(Duration.ofDays(730)));

        expansion.expand(CalendarReader.read(calendar(never.toArray(String[]::new))));

        assertThat(expansion.busy()).isEmpty();
        assertThat(expansion.skipped()).hasSizeBetween(2_000, 5_000).allMatch(event -> event.reason()
                .startsWith("takes too long"));
    }

    @Test
    @Timeout(60)
    void manyEventsOfOneUidAndManyThatWereMovedAreBounded() {
        List<String> lines = new ArrayList<>();
        for (int number = 0; number < 5_000; number++) {
            lines.addAll(List.of(
                    "BEGIN:VEVENT",
                    "UID:1",
                    "DTSTART:20260301T090000Z",
                    "RRULE:FREQ=YEARLY",
                    "END:VEVENT",
                    "BEGIN:VEVENT",
                    "UID:1",
                    "DTSTART:20260301T090000Z",
                    "RECURRENCE-ID:20260301T090000Z",
                    "END:VEVENT"));
        }

        assertThat(expand(lines.toArray(String[]::new)).skipped()).hasSizeGreaterThan(3_000);
    }
}
