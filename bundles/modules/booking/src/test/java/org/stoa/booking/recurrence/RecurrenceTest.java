package org.stoa.booking.recurrence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.api.rest.ProblemException;

class RecurrenceTest {

    private static List<String> occurrences(String text, String start, String until) {
        return Recurrence.parse(text).occurrences(ZonedDateTime.parse(start), Instant.parse(until), 100).stream()
                .map(ZonedDateTime::toOffsetDateTime)
                .map(Object::toString)
                .toList();
    }

    @Test
    void timeOfTheWallClockIsKeptWhenClocksChange() {
        assertThat(occurrences("FREQ=WEEKLY", "2026-03-22T09:00+01:00[Europe/Berlin]", "2026-04-06T00:00:00Z"))
                .containsExactly("2026-03-22T09:00+01:00", "2026-03-29T09:00+02:00", "2026-04-05T09:00+02:00");
    }

    @Test
    void timeThatIsSkippedIsLaterAndOneThatComesTwiceIsTheFirst() {
        assertThat(occurrences("FREQ=DAILY;COUNT=3", "2026-03-28T02:30+01:00[Europe/Berlin]", "2027-01-01T00:00:00Z"))
                .containsExactly("2026-03-28T02:30+01:00", "2026-03-29T03:30+02:00", "2026-03-30T02:30+02:00");
        assertThat(occurrences("FREQ=DAILY;COUNT=3", "2026-10-24T02:30+02:00[Europe/Berlin]", "2027-01-01T00:00:00Z"))
                .containsExactly("2026-10-24T02:30+02:00", "2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
        assertThat(occurrences(
                        "FREQ=DAILY;COUNT=3", "2026-10-03T02:15+10:30[Australia/Lord_Howe]", "2027-01-01T00:00:00Z"))
                .containsExactly("2026-10-03T02:15+10:30", "2026-10-04T02:45+11:00", "2026-10-05T02:15+11:00");
    }

    @Test
    void dayThatSomewhereNeverWasIsTheNextOne() {
        assertThat(occurrences("FREQ=DAILY;COUNT=3", "2011-12-29T09:00-10:00[Pacific/Apia]", "2012-02-01T00:00:00Z"))
                .as("the 30th was left out, and both days fall on the same moment")
                .containsExactly("2011-12-29T09:00-10:00", "2011-12-31T09:00+14:00");
    }

    @Test
    void untilIsOneMomentInEveryZoneAndIncluded() {
        String until = "FREQ=DAILY;UNTIL=20260331T070000Z";
        assertThat(occurrences(until, "2026-03-30T09:00+02:00[Europe/Berlin]", "2027-01-01T00:00:00Z"))
                .hasSize(2);
        assertThat(occurrences(until, "2026-03-30T09:01+02:00[Europe/Berlin]", "2027-01-01T00:00:00Z"))
                .hasSize(1);
        assertThat(occurrences(
                        "FREQ=DAILY;UNTIL=20260331", "2026-03-30T23:59+02:00[Europe/Berlin]", "2027-01-01T00:00:00Z"))
                .as("a date means its whole day")
                .hasSize(2);
    }

    @Test
    void datesAreLeftOutAndAdded() {
        String text =
                """
                RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=4
                EXDATE:20260309T100000
                EXDATE;VALUE=DATE:20260316
                RDATE;TZID=Asia/Kolkata:20260311T153000""";

        assertThat(occurrences(text, "2026-03-02T10:00+01:00[Europe/Berlin]", "2027-01-01T00:00:00Z"))
                .containsExactly("2026-03-02T10:00+01:00", "2026-03-11T11:00+01:00", "2026-03-23T10:00+01:00");
    }

    @Test
    void datesOfARuleAreThoseOfItsDays() {
        Recurrence firstMondays = Recurrence.parse("FREQ=MONTHLY;BYDAY=1MO");

        assertThat(firstMondays.dates(
                        LocalDate.of(2020, 1, 6), LocalDate.of(2026, 3, 2), LocalDate.of(2026, 5, 3), ZoneOffset.UTC))
                .containsExactly(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 4, 6));
        assertThat(Recurrence.parse("FREQ=DAILY;UNTIL=20260302")
                        .dates(
                                LocalDate.of(2026, 3, 1),
                                LocalDate.of(2026, 1, 1),
                                LocalDate.of(2027, 1, 1),
                                ZoneOffset.UTC))
                .containsExactly(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=DAILY;INTERVAL=7",
                "FREQ=DAILY;BYMONTH=1,7;BYDAY=MO",
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO,TH",
                "FREQ=WEEKLY;INTERVAL=3;BYDAY=SU,MO,TH;WKST=SU",
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO,TH;BYSETPOS=-1",
                "FREQ=MONTHLY;BYMONTHDAY=31",
                "FREQ=MONTHLY;INTERVAL=5;BYDAY=-1FR",
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
                "FREQ=WEEKLY;COUNT=700"
            })
    void farFromTheStartIsWhatFollowsFromTheStart(String text) {
        Recurrence recurrence = Recurrence.parse(text);
        LocalDate start = LocalDate.of(2012, 1, 31);
        LocalDate until = LocalDate.of(2027, 1, 1);
        List<LocalDate> all = recurrence.dates(start, start, until, ZoneOffset.UTC);

        for (LocalDate from = LocalDate.of(2024, 1, 1); from.isBefore(until); from = from.plusDays(17)) {
            LocalDate first = from;
            assertThat(recurrence.dates(start, from, until, ZoneOffset.UTC))
                    .isEqualTo(
                            all.stream().filter(date -> !date.isBefore(first)).toList());
        }
    }

    @Test
    void hundredYearsAreRefusedWhereAllAreAskedForAndComputedInPartsElsewhere() {
        Recurrence daily = Recurrence.parse("FREQ=DAILY;UNTIL=21260101");
        ZonedDateTime start = ZonedDateTime.of(2026, 1, 1, 9, 0, 0, 0, ZoneId.of("Europe/Berlin"));
        Instant end = start.plusYears(100).toInstant();

        assertThatThrownBy(() -> daily.occurrences(start, end, 400))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(
                                problem.errors().get(0).message())
                        .contains("has more than 400 occurrences"));
        ZonedDateTime late = start.plusYears(90);
        assertThat(daily.between(start, late.toInstant(), late.plusDays(2).toInstant(), 100))
                .containsExactly(late, late.plusDays(1), late.plusDays(2));
    }

    @Test
    void valuesThatAreRepeatedCountOnce() {
        String days = "1,+01,".repeat(600) + "2";

        assertThat(Recurrence.parse("FREQ=MONTHLY;BYMONTHDAY=" + days)
                        .dates(
                                LocalDate.parse("1900-01-01"),
                                LocalDate.parse("2026-03-01"),
                                LocalDate.parse("2126-03-31"),
                                ZoneOffset.UTC))
                .hasSize(2 * 1201);
        assertThat(Recurrence.parse("FREQ=MONTHLY;BYDAY=1MO,+01MO,-1MO,-01MO")
                        .dates(
                                LocalDate.parse("2026-03-01"),
                                LocalDate.parse("2026-03-01"),
                                LocalDate.parse("2026-03-31"),
                                ZoneOffset.UTC))
                .containsExactly(LocalDate.parse("2026-03-02"), LocalDate.parse("2026-03-30"));
    }

    @Test
    @Timeout(20)
    void ruleThatWouldNeverEndIsRefused() {
        ZonedDateTime start = ZonedDateTime.of(1970, 1, 1, 9, 0, 0, 0, ZoneOffset.UTC);
        Instant now = Instant.parse("2026-01-01T00:00:00Z");

        assertThatThrownBy(
                        () -> Recurrence.parse("FREQ=SECONDLY").between(start, now, now.plus(Duration.ofDays(1)), 10))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.errors().get(0).message()).contains("repeats too often"));
        assertThat(Recurrence.parse("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")
                        .between(start, now, now.plus(Duration.ofDays(36500)), 10))
                .isEmpty();
        String seconds = "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=" + upTo(23) + ";BYMINUTE=" + upTo(59)
                + ";BYSECOND=" + upTo(59);
        assertThatThrownBy(() -> Recurrence.parse(seconds).between(start, now, now, 10))
                .isInstanceOf(ProblemException.class);
    }

    private static String upTo(int last) {
        StringBuilder numbers = new StringBuilder("0");
        for (int number = 1; number <= last; number++) {
            numbers.append(',').append(number);
        }
        return numbers.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "weekly",
                "FREQ=",
                "FREQ=FORTNIGHTLY",
                "BYDAY=MO",
                "FREQ=DAILY;COUNT=0",
                "FREQ=DAILY;COUNT=-1",
                "FREQ=DAILY;COUNT=999999999999",
                "FREQ=DAILY;INTERVAL=0",
                "FREQ=DAILY;COUNT=3;UNTIL=20260101",
                "FREQ=DAILY;UNTIL=20260231T250000Z",
                "FREQ=DAILY;UNTIL=tomorrow",
                "FREQ=DAILY;FREQ=WEEKLY",
                "FREQ=WEEKLY;BYDAY=XX",
                "FREQ=MONTHLY;BYMONTHDAY=32",
                "FREQ=YEARLY;BYMONTH=13",
                "FREQ=DAILY;BYHOUR=24",
                "FREQ=YEARLY;RSCALE=CHINESE",
                "RRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY",
                "EXDATE:20260101",
                "RDATE;TZID=Mars/Olympus:20260101T000000",
                "RDATE:20261301",
                "DTSTART:20260101\nRRULE:FREQ=DAILY",
                "FREQ=TÄGLICH"
            })
    void whatIsNoRecurrenceIsRefusedWithTheFieldNamed(String text) {
        assertThatThrownBy(() -> Recurrence.parse("rule", text))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.code().status()).isEqualTo(400);
                    assertThat(problem.errors().get(0).field()).isEqualTo("rule");
                });
    }
}
