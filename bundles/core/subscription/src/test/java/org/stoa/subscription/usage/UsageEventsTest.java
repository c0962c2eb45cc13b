package org.stoa.subscription.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Database;
import org.stoa.api.data.Json;
import org.stoa.api.rest.FieldError;
import org.stoa.api.security.CallContext;
import org.stoa.api.usage.DailyUsage;
import org.stoa.api.usage.UsageLimit;
import org.stoa.api.usage.UsagePeriod;
import org.stoa.data.StandaloneDatabases;
import org.stoa.subscription.limit.Limits;
import org.stoa.subscription.usage.EventResult.Outcome;
import org.stoa.testkit.MemoryTenants;
import org.stoa.testkit.MutableClock;
import org.stoa.testkit.SqlMapper;
import org.stoa.testkit.TestContexts;
import org.stoa.testkit.TestDatabases;

class UsageEventsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static final MutableClock clock = MutableClock.at("2026-03-15T12:00:00Z");
    private static final MemoryTenants tenants = new MemoryTenants();
    private static StandaloneDatabases databases;
    private static UsageEvents events;

    private final CallContext context = TestContexts.user();

    @BeforeAll
    static void start() {
        databases = TestDatabases.fresh(clock);
        Database database = databases.forModule("subscription", Limits.class);
        events = new UsageEvents(database, tenants, () -> Stream.of("invoices"), EventRows.RULES, clock);
    }

    @AfterAll
    static void stop() {
        databases.close();
    }

    @BeforeEach
    void addTenant() {
        clock.set("2026-03-15T12:00:00Z");
        String name = "tenant-" + context.requireTenant();
        tenants.add(context.requireTenant(), name, MemoryTenants.company(name), "Europe/Berlin", "EUR");
    }

    @Test
    void anEventCountsOnceHoweverOftenItIsReported() {
        UsageEvent event = event("1", 5, clock.instant());

        assertThat(report(event).counted()).isEqualTo(1);
        clock.advance(Duration.ofDays(3));
        ReportResult again = report(event, event("2", 1, clock.instant()), event("2", 1, clock.instant()));

        assertThat(again.results())
                .extracting(EventResult::outcome)
                .containsExactly(Outcome.KNOWN, Outcome.COUNTED, Outcome.KNOWN);
        assertThat(again.results().get(0).countedAt()).isEqualTo("2026-03-15T12:00:00Z");
        assertThat(used()).isEqualTo(6);
    }

    @Test
    void theSameIdWithAnotherContentIsRefusedAndTheOthersStay() {
        Instant now = clock.instant();
        report(new UsageEvent("1", "app", "storage_gb", 5L, now, new Json("{\"a\": 1, \"b\": 2}")));

        ReportResult result = report(
                new UsageEvent("1", "app", "storage_gb", 5L, now, new Json("{\"b\": 2, \"a\": 1}")),
                new UsageEvent("1", "other", "storage_gb", 7L, now, null),
                new UsageEvent("1", "app", "storage_gb", 6L, now, new Json("{\"a\": 1, \"b\": 2}")));
        assertThat(result.results())
                .extracting(EventResult::outcome, EventResult::code)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Outcome.KNOWN, null),
                        org.assertj.core.groups.Tuple.tuple(Outcome.COUNTED, null),
                        org.assertj.core.groups.Tuple.tuple(Outcome.REFUSED, "event-differs"));
        assertThat(report(new UsageEvent("1", "app", "storage_gb", 5L, now, null))
                        .results()
                        .get(0)
                        .code())
                .isEqualTo("event-differs");
        assertThat(used()).isEqualTo(12);
    }

    @Test
    void whatGoesBeyondTheLimitIsRefusedAndMayComeAgain() {
        limit(UsagePeriod.MONTHLY, 10L);
        Instant now = clock.instant();

        ReportResult result = report(event("1", 8, now), event("2", 5, now), event("3", 2, now), event("4", 1, now));
        assertThat(result.results())
                .extracting(EventResult::outcome)
                .containsExactly(Outcome.COUNTED, Outcome.REFUSED, Outcome.COUNTED, Outcome.REFUSED);
        EventResult refused = result.results().get(1);
        assertThat(refused.code()).isEqualTo("limit-exceeded");
        assertThat(refused.limit())
                .isEqualTo(new EventResult.LimitReached("storage_gb", 8, 10, 2, "2026-03-31T22:00:00Z"));
        assertThat(result.refused()).isEqualTo(2);
        assertThat(used()).isEqualTo(10);

        limit(UsagePeriod.MONTHLY, 20L);
        assertThat(report(event("2", 5, now)).counted()).isEqualTo(1);
        assertThat(used()).isEqualTo(15);
    }

    @Test
    void whatIsGivenBackMakesRoomAndNeverMoreThanWasUsed() {
        limit(UsagePeriod.TOTAL, 10L);
        Instant now = clock.instant();

        assertThat(report(event("1", 10, now), event("2", 1, now)).counted()).isEqualTo(1);
        assertThat(report(event("3", -4, now), event("4", 5, now), event("5", 4, now))
                        .results())
                .extracting(EventResult::outcome)
                .containsExactly(Outcome.COUNTED, Outcome.REFUSED, Outcome.COUNTED);
        assertThat(report(event("3", -4, now)).results().get(0).outcome()).isEqualTo(Outcome.KNOWN);
        assertThat(report(event("6", -1_000, now), event("7", 11, now), event("8", 10, now))
                        .results())
                .extracting(EventResult::outcome)
                .containsExactly(Outcome.COUNTED, Outcome.REFUSED, Outcome.COUNTED);
    }

    @Test
    void whatBundlesCountIsNotTakenOff() {
        for (String resource : List.of("api_calls", "users", "profiles", "invoices")) {
            UsageEvent more = new UsageEvent("more-" + resource, null, resource, 1L, clock.instant(), null);
            UsageEvent less = new UsageEvent("less-" + resource, null, resource, -1L, clock.instant(), null);
            ReportResult result = report(more, less);
            assertThat(result.counted()).isEqualTo(1);
            assertThat(fields(result, 1)).containsExactly("units");
        }
    }

    @Test
    void whatWasNeverUsedIsNotTakenOffADay() {
        Instant now = clock.instant();
        report(event("1", -5, now), event("2", 3, now), event("3", -10, now), event("4", 2, now));

        LocalDate day = LocalDate.of(2026, 3, 15);
        assertThat(databases.usageMeter().used(context, "storage_gb", day, day.plusDays(1)))
                .isEqualTo(2);
    }

    @Test
    void anEventOfAMonthThatIsStillOpenCountsInItAndALaterOneNow() {
        Instant march = Instant.parse("2026-03-31T21:59:59Z");
        clock.set("2026-04-02T21:59:59Z");
        EventResult inTime = report(event("1", 1, march)).results().get(0);
        assertThat(inTime.late()).isFalse();
        assertThat(inTime.countedAt()).isEqualTo(march);

        clock.set("2026-04-02T22:00:00Z");
        EventResult late = report(event("2", 10, march)).results().get(0);
        assertThat(late.late()).isTrue();
        assertThat(late.countedAt()).isEqualTo("2026-04-02T22:00:00Z");
        assertThat(report(event("2", 10, march)).results().get(0).late())
                .as("it is known as what it was")
                .isTrue();

        limit(UsagePeriod.MONTHLY, null);
        LocalDate april = LocalDate.of(2026, 4, 1);
        assertThat(databases.usageMeter().used(context, "storage_gb", april.minusMonths(1), april))
                .isEqualTo(1);
        assertThat(databases.usageMeter().used(context, "storage_gb", april, april.plusMonths(1)))
                .isEqualTo(10);
    }

    @Test
    void everyFieldThatIsWrongIsNamed() {
        Instant now = clock.instant();
        Instant oldest = now.minus(Duration.ofDays(35));
        ReportResult result = report(
                new UsageEvent(null, " ", "Storage", 0L, null, new Json("[]")),
                event("2", -EventRules.MOST_UNITS - 1, now.plusSeconds(301)),
                event("3", EventRules.MOST_UNITS + 1, oldest.minusMillis(1)),
                event("4", EventRules.MOST_UNITS, oldest),
                event("5", 1, now.plusSeconds(300)),
                new UsageEvent("naïve", null, "storage_gb", 1L, now, null),
                new UsageEvent("7", null, "storage_gb", 1L, now, new Json("{\"a\": \"" + "x".repeat(2000) + "\"}")));

        assertThat(fields(result, 0)).containsExactly("id", "source", "resource", "units", "attributes", "usedAt");
        assertThat(fields(result, 1)).containsExactly("units", "usedAt");
        assertThat(fields(result, 2)).containsExactly("units", "usedAt");
        assertThat(result.results().get(3).outcome()).isEqualTo(Outcome.COUNTED);
        assertThat(result.results().get(4).outcome()).isEqualTo(Outcome.COUNTED);
        assertThat(fields(result, 5)).containsExactly("id");
        assertThat(fields(result, 6)).containsExactly("attributes");
        assertThat(result.results().get(0).code()).isEqualTo("invalid-request");
    }

    @Test
    void aRepeatedRequestGetsTheAnswerItGot() {
        CallContext once = TestContexts.repeatable(context, "key", "body");
        List<UsageEvent> same = List.of(event("1", 1, clock.instant()));
        assertThat(events.report(once, same).counted()).isEqualTo(1);

        assertThat(events.report(TestContexts.repeatable(context, "key", "body"), same)
                        .counted())
                .isEqualTo(1);
        assertThat(used()).isEqualTo(1);
    }

    @Test
    void reportsOfTheSameEventsAtTheSameTimeCountEachOnceAndNoMoreThanTheLimit() throws Exception {
        limit(UsagePeriod.TOTAL, 100L);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<ReportResult>> reports = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            int round = i;
            reports.add(threads.submit(() -> {
                List<UsageEvent> mixed = new ArrayList<>(IntStream.range(0, 150)
                        .mapToObj(n ->
                                event("e" + (round % 2 == 0 ? n : 149 - n), 1, Instant.parse("2026-03-15T11:00:00Z")))
                        .toList());
                return events.report(context, mixed);
            }));
        }
        int counted = 0;
        for (Future<ReportResult> report : reports) {
            counted += report.get().counted();
        }
        threads.shutdown();
        assertThat(counted).isEqualTo(100);
        assertThat(used()).isEqualTo(100);
    }

    @Test
    void aThousandEventsAreCountedInOneReport() {
        List<UsageEvent> many = IntStream.range(0, 1000)
                .mapToObj(n ->
                        new UsageEvent("e" + n, null, n % 2 == 0 ? "storage_gb" : "exports", 2L, clock.instant(), null))
                .toList();
        assertThat(events.report(context, many).counted()).isEqualTo(1000);
        assertThat(events.report(context, many).known()).isEqualTo(1000);
        assertThat(used()).isEqualTo(1000);
    }

    @Test
    void housekeepingForgetsOldEventsAndKeepsWhatTheyCounted() {
        report(event("1", 5, clock.instant()));
        EventHousekeeping housekeeping = housekeeping();
        clock.advance(Duration.ofDays(61));
        report(event("2", 1, clock.instant()));

        assertThat(housekeeping.run()).isPositive();
        assertThat(housekeeping.run()).isZero();
        assertThat(report(event("2", 1, clock.instant())).known()).isEqualTo(1);
        LocalDate day = LocalDate.of(2026, 3, 15);
        assertThat(databases.usageMeter().used(context, "storage_gb", day, day.plusDays(1)))
                .isEqualTo(5);
    }

    private static EventHousekeeping housekeeping() {
        return new EventHousekeeping(
                databases.platform("subscription", Limits.class), Duration.ofDays(60), Duration.ofDays(800), clock);
    }

    @Test
    void daysThatAreTooOldBecomeOneAndSumsStay() {
        LocalDate first = LocalDate.of(2026, 3, 15);
        report(event("1", 5, clock.instant()));
        clock.advance(Duration.ofDays(1));
        report(event("2", -2, clock.instant()));
        clock.advance(Duration.ofDays(1));
        report(event("3", 4, clock.instant()));
        clock.set("2028-05-25T12:00:00Z");
        report(event("4", 8, clock.instant()));

        assertThat(housekeeping().fold()).isPositive();
        assertThat(housekeeping().fold()).isZero();

        LocalDate end = LocalDate.of(2029, 1, 1);
        assertThat(databases.usageMeter().daily(context, "storage_gb", first, end))
                .extracting(DailyUsage::used)
                .containsExactly(3L, 4L, 8L);
        assertThat(databases.usageMeter().used(context, "storage_gb", first, end))
                .isEqualTo(15);
    }

    @Test
    void oldDaysDoNotMoveFromOneBillToAnother() {
        LocalDate since = LocalDate.of(2026, 3, 17);
        LocalDate from = LocalDate.of(2026, 3, 19);
        databases.forModule("subscription", Limits.class).write(context, SqlMapper.class, (sql, transaction) -> {
            sql.execute(
                    """
                    INSERT INTO subscription.subscription (tenant_id, id, plan_code, plan_version, billing_interval, seats,
                        status, auto_renew, cancelled, started_on, period_number, metered_since, metered_from, changes,
                        seen_on, revision, created_at, updated_at)
                    VALUES ('%s', gen_random_uuid(), 'basic', 1, 'MONTHLY', 1, 'ACTIVE', true, false, '%2$s', 0, '%2$s',
                        '%3$s', 0, '%2$s', 1, now(), now())"""
                            .formatted(context.requireTenant(), since, from));
            return null;
        });
        for (int day = 0; day < 6; day++) {
            report(event(String.valueOf(day), 1L << day, clock.instant()));
            clock.advance(Duration.ofDays(1));
        }
        clock.set("2028-06-25T12:00:00Z");
        housekeeping().fold();

        LocalDate first = LocalDate.of(2026, 3, 15);
        assertThat(databases.usageMeter().daily(context, "storage_gb", first, first.plusDays(9)))
                .extracting(DailyUsage::used)
                .containsExactly(3L, 12L, 48L);
        assertThat(databases.usageMeter().used(context, "storage_gb", since, first.plusDays(9)))
                .isEqualTo(60);
        assertThat(databases.usageMeter().used(context, "storage_gb", from, first.plusDays(9)))
                .isEqualTo(48);
    }

    private ReportResult report(UsageEvent... reported) {
        return events.report(context, List.of(reported));
    }

    private static UsageEvent event(String id, long units, Instant usedAt) {
        return new UsageEvent(id, null, "storage_gb", units, usedAt, null);
    }

    private static List<String> fields(ReportResult result, int place) {
        return result.results().get(place).errors().stream()
                .map(FieldError::field)
                .toList();
    }

    private void limit(UsagePeriod period, Long hard) {
        databases
                .usageMeter()
                .setLimits(context, List.of(new UsageLimit("storage_gb", period, null, hard, false, BERLIN)));
    }

    private long used() {
        return databases.usageMeter().used(context, "storage_gb", LocalDate.of(2026, 1, 1), LocalDate.of(2027, 1, 1));
    }
}
