package org.stoa.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Database;
import org.stoa.api.data.IdempotencyKey;
import org.stoa.api.data.Ids;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.platform.UsageMeter;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.usage.Allowance;
import org.stoa.api.usage.DailyUsage;
import org.stoa.api.usage.Usage;
import org.stoa.api.usage.UsageLimit;
import org.stoa.api.usage.UsagePeriod;

class UsageTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOON = Instant.parse("2026-03-15T12:00:00Z");

    private static DatabaseFixture fixture;
    private static Database notes;
    private static UsageMeter meter;
    private static PlatformDatabase acrossTenants;

    private final CallContext context = DatabaseFixture.user(Ids.next());

    @BeforeAll
    static void start() {
        fixture = DatabaseFixture.fresh(new AdjustableClock(NOON));
        notes = fixture.migrated("notes", DatabaseFixture.NOTES).database();
        acrossTenants = fixture.databases().journals().platform();
        meter = fixture.databases().usageMeter();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void useCountsWithTheTransactionThatUses() {
        add(context, 1);
        assertThatThrownBy(() -> notes.write(context, SqlMapper.class, (mapper, transaction) -> {
                    transaction.meter("notes", 5);
                    throw new IllegalStateException("changed its mind");
                }))
                .hasMessage("changed its mind");

        assertThat(used("notes").used()).isEqualTo(1);
    }

    @Test
    void moreThanTheHardLimitIsRefusedWithTheNumbersAndNothingIsChanged() {
        limit(UsagePeriod.MONTHLY, null, 3L, false);
        add(context, 2);

        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> add(context, 2));

        assertThat(refused.code().code()).isEqualTo("limit-exceeded");
        assertThat(refused.code().status()).isEqualTo(403);
        assertThat(refused.extensions())
                .containsEntry("resource", "notes")
                .containsEntry("used", 2)
                .containsEntry("limit", 3)
                .containsEntry("remaining", 1)
                .containsEntry("resetsAt", "2026-03-31T22:00:00Z");
        assertThat(texts(context)).hasSize(2);
        add(context, 1);
        assertThat(used("notes"))
                .isEqualTo(new Usage(
                        "notes",
                        UsagePeriod.MONTHLY,
                        3,
                        null,
                        3L,
                        false,
                        0L,
                        Instant.parse("2026-03-31T22:00:00Z"),
                        null));
    }

    @Test
    void thousandAtOnceGetTheLastHundredUnitsExactly() throws InterruptedException {
        limit(UsagePeriod.TOTAL, null, 100L, false);
        AtomicInteger given = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        try (ClosingPool pool = new ClosingPool(Executors.newFixedThreadPool(16))) {
            for (int i = 0; i < 1000; i++) {
                pool.threads().execute(() -> {
                    try {
                        add(context, 1);
                        given.incrementAndGet();
                    } catch (ProblemException e) {
                        assertThat(e.code().code()).isEqualTo("limit-exceeded");
                        refused.incrementAndGet();
                    }
                });
            }
        }
        assertThat(given).hasValue(100);
        assertThat(refused).hasValue(900);
        assertThat(texts(context)).hasSize(100);
        assertThat(used("notes").used()).isEqualTo(100);
    }

    @Test
    void overageIsGivenBeyondTheHardLimit() {
        limit(UsagePeriod.MONTHLY, null, 1L, true);

        add(context, 4);

        assertThat(used("notes").used()).isEqualTo(4);
        assertThat(used("notes").remaining()).isZero();
    }

    @Test
    void whatIsGivenBackCanBeUsedAgain() {
        limit(UsagePeriod.TOTAL, null, 2L, false);
        add(context, 2);
        meter(-1, NOON);

        add(context, 1);

        assertThat(used("notes").used()).isEqualTo(2);
        assertThat(used("notes").resetsAt()).isNull();
    }

    @Test
    void daysAndMonthsBeginInTheTenantsZone() {
        limit(UsagePeriod.DAILY, null, 1L, false);
        meter(1, Instant.parse("2026-03-28T22:59:59Z"));
        meter(1, Instant.parse("2026-03-28T23:00:00Z"));
        meter(1, Instant.parse("2026-03-29T22:00:00Z"));
        assertThatThrownBy(() -> meter(1, Instant.parse("2026-03-29T21:59:59Z")))
                .as("the day on which the clocks go forward has 23 hours")
                .hasMessageContaining("limit-exceeded");

        limit(UsagePeriod.MONTHLY, null, 3L, false);
        assertThat(meter.used(context, NOON)).singleElement().satisfies(usage -> assertThat(usage.used())
                .isEqualTo(3));
        assertThatThrownBy(() -> meter(1, NOON)).hasMessageContaining("limit-exceeded");
        meter(1, Instant.parse("2026-03-31T22:00:00Z"));
    }

    @Test
    void passingTheSoftLimitLeavesOneEvent() {
        limit(UsagePeriod.MONTHLY, 2L, 10L, false);
        add(context, 1);
        add(context, 2);
        add(context, 1);

        assertThat(fixture.asMigration("SELECT payload->>'used' FROM data.outbox WHERE type = 'data.SoftLimitReached'"
                        + " AND tenant_id = '" + context.tenantId() + "'"))
                .containsExactly("3");
    }

    @Test
    void itIsSeenWhenTheSoftLimitWasPassedInThePeriodThatIsRunning() {
        limit(UsagePeriod.MONTHLY, 2L, 10L, false);
        meter(2, Instant.parse("2026-02-10T12:00:00Z"));
        assertThat(used("notes").warnedAt()).as("in the month before").isNull();

        meter(3, NOON);
        assertThat(used("notes").warnedAt()).isEqualTo(NOON);

        limit(UsagePeriod.MONTHLY, 2L, 20L, false);
        assertThat(used("notes").warnedAt())
                .as("another hard limit is no reason to forget it")
                .isEqualTo(NOON);
        limit(UsagePeriod.MONTHLY, 4L, 20L, false);
        assertThat(used("notes").warnedAt())
                .as("of another soft limit nobody was warned")
                .isNull();
        meter(1, NOON.plusSeconds(1));
        assertThat(used("notes").warnedAt()).isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void whatIsUsedInAllIsWarnedOfUntilEnoughIsGivenBack() {
        limit(UsagePeriod.TOTAL, 2L, null, false);
        meter(2, NOON);
        assertThat(used("notes").warnedAt()).isEqualTo(NOON);
        meter(-1, NOON);
        assertThat(used("notes").warnedAt()).isNull();
    }

    @Test
    void useBetweenTwoDaysIsThatOfTheFirstAndOfThoseBeforeTheLast() {
        limit(UsagePeriod.MONTHLY, null, null, false);
        meter(1, Instant.parse("2026-02-28T22:59:59Z"));
        meter(10, Instant.parse("2026-02-28T23:00:00Z"));
        meter(100, Instant.parse("2026-03-31T21:59:59Z"));
        meter(1000, Instant.parse("2026-03-31T22:00:00Z"));
        LocalDate march = LocalDate.of(2026, 3, 1);

        assertThat(meter.used(context, "notes", march, LocalDate.of(2026, 4, 1)))
                .isEqualTo(110);
        assertThat(meter.used(context, "notes", march, march)).isZero();
        assertThat(meter.used(context, "letters", march, LocalDate.of(2026, 4, 1)))
                .isZero();
        assertThat(meter.used(DatabaseFixture.user(Ids.next()), "notes", march, LocalDate.of(2026, 4, 1)))
                .isZero();
        assertThat(meter.daily(context, "notes", march, LocalDate.of(2026, 4, 2)))
                .containsExactly(
                        new DailyUsage(march, 10),
                        new DailyUsage(LocalDate.of(2026, 3, 31), 100),
                        new DailyUsage(LocalDate.of(2026, 4, 1), 1000));
    }

    @Test
    void aBatchOfManyTenantsCountsOnceHoweverOftenItComes() {
        UUID one = context.tenantId();
        UUID other = Ids.next();
        UUID node = Ids.next();
        limit(UsagePeriod.MONTHLY, 2L, 5L, false);

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThat(meter.count(node, 1, "notes", Map.of(one, 3L, other, 7L), NOON))
                    .as("the other is not limited")
                    .containsExactly(new Allowance(one, 2L, 3, 5L, Instant.parse("2026-03-31T22:00:00Z")));
        }
        assertThat(meter.count(node, 2, "notes", Map.of(one, 4L), NOON))
                .as("it has happened, beyond the limit too")
                .containsExactly(new Allowance(one, 0L, 7, 5L, Instant.parse("2026-03-31T22:00:00Z")));
        assertThat(used("notes").used()).isEqualTo(7);
        assertThat(used("notes").warnedAt()).isEqualTo(NOON);
        assertThat(meter.used(DatabaseFixture.user(other), NOON).get(0).used()).isEqualTo(7);
    }

    @Test
    void withoutAHardLimitAnyAmountRemains() {
        limit(UsagePeriod.MONTHLY, 1L, null, false);
        add(context, 2);

        assertThat(used("notes").remaining()).isNull();
        assertThat(meter.count(Ids.next(), 1, "notes", Map.of(context.tenantId(), 1L), NOON))
                .containsExactly(
                        new Allowance(context.tenantId(), null, 3, null, Instant.parse("2026-03-31T22:00:00Z")));
    }

    @Test
    void usersAndProfilesThatAreNotLimitedAreCountedInAll() {
        notes.write(context, SqlMapper.class, (mapper, transaction) -> {
            transaction.meter("users", 1, Instant.parse("2025-01-01T00:00:00Z"));
            return null;
        });
        assertThat(used("users").period()).isEqualTo(UsagePeriod.TOTAL);
        assertThat(used("users").used()).isEqualTo(1);
    }

    @Test
    void aBatchAsksForAllowancesWithoutCounting() {
        limit(UsagePeriod.TOTAL, null, 5L, true);
        assertThat(meter.count(Ids.next(), 1, "notes", Map.of(context.tenantId(), 0L), NOON))
                .as("overage has no bound")
                .containsExactly(new Allowance(context.tenantId(), null, 0, 5L, null));
        assertThat(used("notes").used()).isZero();
    }

    @Test
    void workAcrossTenantsCountsForTheTenantItNames() {
        UUID tenant = Ids.next();
        CallContext platform = CallContext.system(null, "test");
        acrossTenants.write(platform, SqlMapper.class, (mapper, transaction) -> {
            transaction.meter(tenant, "notes", 2);
            return null;
        });

        assertThat(meter.used(DatabaseFixture.user(tenant), NOON))
                .singleElement()
                .satisfies(usage -> assertThat(usage.used()).isEqualTo(2));
        assertThatThrownBy(() -> notes.write(context, SqlMapper.class, (mapper, transaction) -> {
                    transaction.meter(tenant, "notes", 2);
                    return null;
                }))
                .as("a bundle counts for the tenant it works for")
                .hasMessageContaining("permission denied");
    }

    @Test
    void whatIsTriedBeyondTheLimitIsNotCountedAndTheRestOfTheTransactionStays() {
        limit(UsagePeriod.DAILY, null, 3L, false);
        String tried = "SELECT data.try_meter('notes', %d, '2026-03-15T12:00:00Z')->>'remaining'";
        List<String> refusals = notes.write(context, SqlMapper.class, (mapper, transaction) -> Stream.of(2, 2, 1)
                .map(units ->
                        String.valueOf(mapper.texts(tried.formatted(units)).get(0)))
                .toList());

        assertThat(refusals).containsExactly("null", "1", "null");
        assertThat(used("notes").used()).isEqualTo(3);
    }

    @Test
    void repeatedRequestCountsOnce() {
        add(context.withIdempotencyKey(new IdempotencyKey("key", "body")), 1);
        add(context.withIdempotencyKey(new IdempotencyKey("key", "body")), 1);

        assertThat(used("notes").used()).isEqualTo(1);
    }

    @Test
    void tenantsCountForThemselves() {
        limit(UsagePeriod.TOTAL, null, 1L, false);
        add(context, 1);
        CallContext other = DatabaseFixture.user(Ids.next());

        add(other, 5);

        assertThat(meter.used(other, NOON)).singleElement().satisfies(usage -> assertThat(usage.hardLimit())
                .isNull());
        assertThat(used("notes").used()).isEqualTo(1);
    }

    @Test
    void bundleReachesNeitherCountersNorLimits() {
        limit(UsagePeriod.TOTAL, null, 1L, false);
        for (String table : List.of("usage_limit", "usage_total", "usage_day")) {
            assertThatThrownBy(() -> DatabaseFixture.texts(notes, context, "SELECT resource FROM data." + table))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> DatabaseFixture.execute(notes, context, "DELETE FROM data." + table))
                    .hasMessageContaining("permission denied");
        }
    }

    private void limit(UsagePeriod period, Long soft, Long hard, boolean overage) {
        meter.setLimits(context, List.of(new UsageLimit("notes", period, soft, hard, overage, BERLIN)));
    }

    private Usage used(String resource) {
        return meter.used(context, NOON).stream()
                .filter(usage -> usage.resource().equals(resource))
                .findFirst()
                .orElseThrow();
    }

    private void meter(long units, Instant at) {
        notes.write(context, SqlMapper.class, (mapper, transaction) -> {
            transaction.meter("notes", units, at);
            return null;
        });
    }

    /** Adds so many notes, each counted. */
    private static void add(CallContext context, int count) {
        notes.write(context, SqlMapper.class, (mapper, transaction) -> {
            for (int i = 0; i < count; i++) {
                UUID id = Ids.next();
                mapper.execute(
                        "INSERT INTO notes.note VALUES ('" + context.tenantId() + "', '" + id + "', '" + id + "')");
                transaction.meter("notes", 1);
            }
            return count;
        });
    }

    private static List<String> texts(CallContext context) {
        return DatabaseFixture.texts(notes, context, "SELECT text FROM notes.note");
    }

    /** Waits at the end for all that was begun. */
    private record ClosingPool(ExecutorService threads) implements AutoCloseable {
        @Override
        public void close() throws InterruptedException {
            threads.shutdown();
            assertThat(threads.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
        }
    }
}
