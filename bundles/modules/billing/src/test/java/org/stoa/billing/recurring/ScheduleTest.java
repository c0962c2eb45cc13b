package org.stoa.billing.recurring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stoa.api.charge.BillingInterval;
import org.stoa.api.charge.BillingPeriod;
import org.stoa.api.data.Ids;
import org.stoa.billing.Walks;

class ScheduleTest {
    private static final long SEED = 31;

    @Test
    void monthlyPeriodsBeginOnThe31stWhereThereIsOne() {
        assertThat(starts(schedule("2026-01-31", null, null, BillingInterval.MONTHLY, true), 5))
                .containsExactly("2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31");
    }

    @Test
    void anchorDayCutsTheFirstPeriodShort() {
        assertThat(parts(schedule("2026-02-10", null, 31, BillingInterval.MONTHLY, true), 3))
                .containsExactly("2026-02-10/2026-02-28", "2026-02-28/2026-03-31", "2026-03-31/2026-04-30");
        assertThat(parts(schedule("2026-02-10", null, 1, BillingInterval.MONTHLY, true), 2))
                .containsExactly("2026-02-10/2026-03-01", "2026-03-01/2026-04-01");
        assertThat(parts(schedule("2026-02-28", null, 31, BillingInterval.MONTHLY, true), 2))
                .containsExactly("2026-02-28/2026-03-31", "2026-03-31/2026-04-30");
        assertThat(parts(schedule("2026-01-01", null, 15, BillingInterval.MONTHLY, true), 2))
                .containsExactly("2026-01-01/2026-01-15", "2026-01-15/2026-02-15");
    }

    @Test
    void yearThatBeganOnALeapDayBeginsOnThe28thElsewhere() {
        assertThat(starts(schedule("2024-02-29", null, null, BillingInterval.YEARLY, true), 5))
                .containsExactly("2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29");
    }

    @Test
    void inArrearsARunComesAfterItsPeriodAndTheLastPeriodIsCut() {
        Schedule schedule = schedule("2026-01-01", "2026-02-10", null, BillingInterval.MONTHLY, false);

        assertThat(schedule.run(0).orElseThrow().billOn()).isEqualTo(LocalDate.of(2026, 2, 1));
        assertThat(schedule.run(1).orElseThrow().billOn()).isEqualTo(LocalDate.of(2026, 2, 11));
        assertThat(parts(schedule, 2)).containsExactly("2026-01-01/2026-02-01", "2026-02-01/2026-02-11");
        assertThat(schedule.run(2)).isEmpty();
    }

    @Test
    void inAdvanceALastRunTakesTheUsageOfTheLastPeriod() {
        Schedule schedule = schedule("2026-01-01", "2026-02-28", null, BillingInterval.MONTHLY, true);

        Schedule.Run last = schedule.run(2).orElseThrow();
        assertThat(last.billOn()).isEqualTo(LocalDate.of(2026, 3, 1));
        assertThat(last.part()).isNull();
        assertThat(schedule.usagePeriod(last).start()).isEqualTo(LocalDate.of(2026, 2, 1));
        assertThat(schedule.run(3)).isEmpty();
    }

    @Test
    void everyDayOfAnAgreementIsInvoicedOnce() {
        for (int walk = 0; walk < Walks.count(); walk++) {
            Random random = new Random(SEED + walk);
            LocalDate start = LocalDate.of(2023, 1, 1).plusDays(random.nextInt(1500));
            LocalDate end = start.plusDays(random.nextInt(900));
            boolean yearly = random.nextInt(4) == 0;
            Integer anchor = yearly || random.nextBoolean() ? null : 1 + random.nextInt(31);
            BillingInterval interval = yearly ? BillingInterval.YEARLY : BillingInterval.MONTHLY;
            Schedule schedule = schedule(start.toString(), end.toString(), anchor, interval, random.nextBoolean());
            String story = "seed " + (SEED + walk) + ": " + schedule;

            Map<LocalDate, Integer> times = new HashMap<>();
            LocalDate usageUntil = null;
            LocalDate last = null;
            for (int number = 0; schedule.run(number).isPresent(); number++) {
                Schedule.Run run = schedule.run(number).orElseThrow();
                assertThat(last == null || last.isBefore(run.billOn()))
                        .as(story)
                        .isTrue();
                last = run.billOn();
                usageUntil = run.usageUntil();
                Optional.ofNullable(run.part())
                        .ifPresent(part ->
                                part.start().datesUntil(part.end()).forEach(day -> times.merge(day, 1, Integer::sum)));
            }

            assertThat(times).as(story).hasSize((int) (end.toEpochDay() - start.toEpochDay() + 1));
            assertThat(times.values()).as(story).containsOnly(1);
            assertThat(usageUntil).as(story).isEqualTo(end.plusDays(1));
        }
    }

    private static Schedule schedule(
            String start, String end, Integer anchorDay, BillingInterval interval, boolean inAdvance) {
        return new AgreementFields(
                        Ids.next(),
                        "Support",
                        "EUR",
                        interval,
                        LocalDate.parse(start),
                        end == null ? null : LocalDate.parse(end),
                        anchorDay,
                        inAdvance,
                        null,
                        List.of())
                .schedule();
    }

    private static List<String> starts(Schedule schedule, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> schedule.run(number).orElseThrow().billOn().toString())
                .toList();
    }

    private static List<String> parts(Schedule schedule, int count) {
        List<String> parts = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            BillingPeriod part = schedule.run(number).orElseThrow().part();
            parts.add(part.start() + "/" + part.end());
        }
        return parts;
    }
}
