package org.stoa.booking.availability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.booking.Problems;
import org.stoa.booking.recurrence.Recurrence;

/** When is open what says it is open from nine to five. */
class HoursTest {
    private static final int NOON = 720;
    private static final int DAY = 1440;

    private static List<String> open(String zone, String from, String to, HoursRule... rules) {
        ZoneId place = ZoneId.of(zone);
        Instant first = LocalDate.parse(from).atStartOfDay(place).toInstant();
        Instant last = LocalDate.parse(to).atStartOfDay(place).toInstant();
        return new Hours(place, List.of(rules))
                .between(first, last).stream()
                        .map(Opening::span)
                        .map(span -> span.start().atZone(place).toLocalDateTime() + " "
                                + Duration.between(span.start(), span.end()))
                        .toList();
    }

    private static HoursRule[] everyDay(int start, int end) {
        List<HoursRule> rules = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            rules.add(HoursRule.weekly(day, start, end, true));
        }
        return rules.toArray(HoursRule[]::new);
    }

    @Test
    void weeklyHoursAreOfTheirDay() {
        assertThat(open(
                        "Europe/Berlin",
                        "2026-03-02",
                        "2026-03-09",
                        HoursRule.weekly(DayOfWeek.MONDAY, 540, 1020, true),
                        HoursRule.weekly(DayOfWeek.MONDAY, NOON, 780, false)))
                .containsExactly("2026-03-02T09:00 PT3H", "2026-03-02T13:00 PT4H");
    }

    @Test
    void hoursPastMidnightEndOnTheNextDay() {
        assertThat(open(
                        "Europe/Berlin",
                        "2026-03-07",
                        "2026-03-08",
                        HoursRule.weekly(DayOfWeek.SATURDAY, 1320, 1560, true)))
                .containsExactly("2026-03-07T22:00 PT4H");
        assertThat(open(
                        "Europe/Berlin",
                        "2026-03-08",
                        "2026-03-09",
                        HoursRule.weekly(DayOfWeek.SATURDAY, 1320, 1560, true)))
                .as("the night still goes on")
                .containsExactly("2026-03-07T22:00 PT4H");
    }

    @Test
    void dateReplacesRegularHoursAndItsBlocksTakeAway() {
        HoursRule weekly = HoursRule.weekly(DayOfWeek.MONDAY, 540, 1020, true);
        LocalDate monday = LocalDate.of(2026, 3, 2);

        assertThat(open("UTC", "2026-03-02", "2026-03-03", weekly, HoursRule.on(monday, 600, 660, true)))
                .containsExactly("2026-03-02T10:00 PT1H");
        assertThat(open("UTC", "2026-03-02", "2026-03-03", weekly, HoursRule.on(monday, 0, NOON, false)))
                .containsExactly("2026-03-02T12:00 PT5H");
        assertThat(open("UTC", "2026-03-02", "2026-03-03", weekly, HoursRule.on(monday, 0, DAY, false)))
                .isEmpty();
    }

    @Test
    void recurrenceOpensAndBlocks() {
        HoursRule secondSaturdays = HoursRule.recurring(
                LocalDate.of(2026, 3, 7), Recurrence.parse("FREQ=WEEKLY;INTERVAL=2"), 600, NOON, true);
        HoursRule holiday = HoursRule.recurring(
                LocalDate.of(2020, 1, 1), Recurrence.parse("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=21"), 0, DAY, false);

        assertThat(open("UTC", "2026-03-01", "2026-04-01", secondSaturdays))
                .containsExactly("2026-03-07T10:00 PT2H", "2026-03-21T10:00 PT2H");
        assertThat(open("UTC", "2026-03-01", "2026-04-01", secondSaturdays, holiday))
                .containsExactly("2026-03-07T10:00 PT2H");
    }

    @Test
    void dayIsAsLongAsItIs() {
        assertThat(open("Europe/Berlin", "2026-03-29", "2026-03-30", HoursRule.weekly(DayOfWeek.SUNDAY, 0, DAY, true)))
                .containsExactly("2026-03-29T00:00 PT23H");
        assertThat(open("Europe/Berlin", "2026-10-25", "2026-10-26", HoursRule.weekly(DayOfWeek.SUNDAY, 0, DAY, true)))
                .containsExactly("2026-10-25T00:00 PT25H");
        assertThat(open(
                        "Australia/Lord_Howe",
                        "2026-10-04",
                        "2026-10-05",
                        HoursRule.weekly(DayOfWeek.SUNDAY, 0, DAY, true)))
                .containsExactly("2026-10-04T00:00 PT23H30M");
    }

    @Test
    void hoursThatAreSkippedAreNoneAndThoseThatComeTwiceEndAtTheFirst() {
        assertThat(open(
                        "Europe/Berlin",
                        "2026-03-29",
                        "2026-03-30",
                        HoursRule.weekly(DayOfWeek.SUNDAY, 120, 180, true)))
                .isEmpty();
        assertThat(open(
                        "Europe/Berlin",
                        "2026-03-29",
                        "2026-03-30",
                        HoursRule.weekly(DayOfWeek.SUNDAY, 150, 240, true)))
                .containsExactly("2026-03-29T03:00 PT1H");
        assertThat(open("Europe/Berlin", "2026-10-25", "2026-10-26", HoursRule.weekly(DayOfWeek.SUNDAY, 60, 150, true)))
                .containsExactly("2026-10-25T01:00 PT1H30M");
    }

    @Test
    void dayThatNeverWasHasNoHours() {
        assertThat(open("Pacific/Apia", "2011-12-29", "2012-01-01", everyDay(540, 1020)))
                .as("Friday the 30th was left out when the islands crossed the date line")
                .containsExactly("2011-12-29T09:00 PT8H", "2011-12-31T09:00 PT8H");
        assertThat(open("Pacific/Apia", "2011-12-29", "2012-01-01", everyDay(1320, 1500)))
                .as("a night into the day that was left out ends at midnight")
                .containsExactly("2011-12-28T22:00 PT3H", "2011-12-29T22:00 PT3H", "2011-12-31T22:00 PT3H");
    }

    @Test
    void midnightThatIsSkippedBeginsTheDayLater() {
        assertThat(open(
                        "America/Sao_Paulo",
                        "2018-11-04",
                        "2018-11-05",
                        HoursRule.weekly(DayOfWeek.SUNDAY, 0, 120, true)))
                .containsExactly("2018-11-04T01:00 PT1H");
    }

    @Test
    void hoursThatMeetAreOneOpeningWithTwoAnchors() {
        List<Opening> openings = new Hours(ZoneId.of("UTC"), List.of(everyDay(0, DAY)))
                .between(Instant.parse("2026-03-02T10:00:00Z"), Instant.parse("2026-03-03T10:00:00Z"));

        assertThat(openings).hasSize(1);
        assertThat(openings.get(0).anchors())
                .contains(Instant.parse("2026-03-02T00:00:00Z"), Instant.parse("2026-03-03T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=DAILY;UNTIL=20200101",
                "RRULE:FREQ=YEARLY;COUNT=1\nEXDATE:20260105"
            })
    void whatIsNeverOpenIsRefusedWhenItIsPut(String recurrence) {
        AvailabilityRule rule = new AvailabilityRule(
                null, null, LocalDate.parse("2026-01-05"), recurrence, "09:00", "10:00", true, null);

        assertThat(Problems.field(() -> new AvailabilityFields(List.of(rule)).checked()))
                .isEqualTo("hours[0].recurrence");
    }

    @Test
    void aLeapDayIsADate() {
        AvailabilityRule rule = new AvailabilityRule(
                null,
                null,
                LocalDate.parse("2026-01-05"),
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
                "09:00",
                "10:00",
                true,
                null);

        assertThat(new AvailabilityFields(List.of(rule)).checked()).hasSize(1);
    }
}
