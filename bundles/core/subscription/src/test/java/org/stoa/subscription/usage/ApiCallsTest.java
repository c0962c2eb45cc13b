package org.stoa.subscription.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.platform.UsageMeter;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.usage.Allowance;
import org.stoa.api.usage.DailyUsage;
import org.stoa.api.usage.Usage;
import org.stoa.api.usage.UsageLimit;
import org.stoa.api.usage.UsagePeriod;
import org.stoa.data.StandaloneDatabases;
import org.stoa.testkit.MutableClock;
import org.stoa.testkit.TestContexts;
import org.stoa.testkit.TestDatabases;

class ApiCallsTest {

    private static StandaloneDatabases databases;
    private static UsageMeter meter;

    private final MutableClock clock = MutableClock.at("2026-03-15T12:00:00Z");
    private final CallContext context = TestContexts.user();
    private final UUID tenant = context.requireTenant();

    @BeforeAll
    static void start() {
        databases = TestDatabases.fresh();
        meter = databases.usageMeter();
    }

    @AfterAll
    static void stop() {
        databases.close();
    }

    @Test
    void callsOfAllThreadsAreCountedExactlyWhileTheyAreWritten() throws Exception {
        ApiCalls calls = new ApiCalls(meter, clock);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 4; i++) {
            threads.execute(() -> {
                for (int n = 0; n < 50_000; n++) {
                    calls.count(tenant);
                }
            });
        }
        threads.shutdown();
        while (!threads.awaitTermination(1, TimeUnit.MILLISECONDS)) {
            calls.flush();
        }
        calls.close();

        assertThat(used()).isEqualTo(200_000);
    }

    @Test
    void aTenantThatHasMadeAllItsCallsIsRefusedUntilTheNextPeriod() {
        limit(3);
        ApiCalls calls = new ApiCalls(meter, clock);
        calls.count(tenant);
        calls.flush();
        calls.count(tenant);
        calls.count(tenant);

        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> calls.count(tenant));
        assertThat(refused.code().code()).isEqualTo("limit-exceeded");
        assertThat(refused.code().status()).isEqualTo(403);
        assertThat(refused.extensions())
                .containsEntry("resource", "api_calls")
                .containsEntry("used", 3L)
                .containsEntry("limit", 3L)
                .containsEntry("remaining", 0)
                .containsEntry("resetsAt", "2026-03-16T00:00:00Z");
        calls.flush();
        assertThat(catchThrowableOfType(ProblemException.class, () -> calls.count(tenant)))
                .isNotNull();

        clock.set("2026-03-16T00:00:00Z");
        calls.count(tenant);
        calls.flush();
        assertThat(used()).as("refused calls are not counted").isEqualTo(4);
    }

    @Test
    void nodesKnowOfOneAnothersCallsAfterTheyAreWrittenAndPassTheLimitByNoMoreThanThat() {
        limit(10);
        ApiCalls one = new ApiCalls(meter, clock);
        ApiCalls other = new ApiCalls(meter, clock);
        for (int i = 0; i < 8; i++) {
            one.count(tenant);
            other.count(tenant);
        }
        one.flush();
        other.flush();

        assertThat(used()).isEqualTo(16);
        assertThat(catchThrowableOfType(ProblemException.class, () -> other.count(tenant)))
                .isNotNull();
        one.count(tenant);
        one.count(tenant);
        assertThat(catchThrowableOfType(ProblemException.class, () -> one.count(tenant)))
                .as("it knew of 2 more")
                .isNotNull();
    }

    @Test
    void aTenantThatWasRefusedMayCallAgainWhenItsLimitIsRaised() {
        limit(1);
        ApiCalls calls = new ApiCalls(meter, clock);
        calls.count(tenant);
        calls.flush();
        assertThat(catchThrowableOfType(ProblemException.class, () -> calls.count(tenant)))
                .isNotNull();

        limit(2);
        calls.flush();
        calls.count(tenant);
        calls.flush();
        assertThat(used()).isEqualTo(2);
    }

    @Test
    void whatCouldNotBeWrittenIsKeptAndWhatWasWrittenUnnoticedIsNotWrittenAgain() throws Exception {
        Unreliable unreliable = new Unreliable();
        ApiCalls calls = new ApiCalls(unreliable, clock);
        for (boolean written : new boolean[] {false, true}) {
            calls.count(tenant);
            unreliable.fails = true;
            unreliable.writes = written;
            assertThat(catchThrowableOfType(IllegalStateException.class, calls::flush))
                    .isNotNull();
        }
        calls.count(tenant);
        unreliable.fails = false;
        calls.close();

        assertThat(used()).isEqualTo(3);
    }

    @Test
    void callsOfManyTenantsAreWrittenAtOnce() throws Exception {
        Unreliable counting = new Unreliable();
        ApiCalls calls = new ApiCalls(counting, clock);
        for (int i = 0; i < 2_000; i++) {
            calls.count(new UUID(7, i));
        }
        calls.count(tenant);
        calls.flush();
        calls.flush();
        calls.close();

        assertThat(counting.batches).hasValue(1);
        assertThat(used()).isEqualTo(1);
    }

    private void limit(long hard) {
        meter.setLimits(
                context, List.of(new UsageLimit("api_calls", UsagePeriod.DAILY, null, hard, false, ZoneOffset.UTC)));
    }

    private long used() {
        return meter.used(context, "api_calls", LocalDate.of(2026, 3, 1), LocalDate.of(2026, 4, 1));
    }

    /** The real meter behind a connection that breaks before or after it has counted. */
    private static final class Unreliable implements UsageMeter {

        final AtomicInteger batches = new AtomicInteger();
        boolean fails;
        boolean writes;

        @Override
        public List<Allowance> count(UUID source, long number, String resource, Map<UUID, Long> units, Instant now) {
            batches.incrementAndGet();
            if (fails && !writes) {
                throw new IllegalStateException("the connection broke before");
            }
            List<Allowance> allowances = meter.count(source, number, resource, units, now);
            if (fails) {
                throw new IllegalStateException("the connection broke after");
            }
            return allowances;
        }

        @Override
        public void setLimits(CallContext context, List<UsageLimit> limits) {
            meter.setLimits(context, limits);
        }

        @Override
        public List<Usage> used(CallContext context, Instant now) {
            return meter.used(context, now);
        }

        @Override
        public long used(CallContext context, String resource, LocalDate from, LocalDate to) {
            return meter.used(context, resource, from, to);
        }

        @Override
        public List<DailyUsage> daily(CallContext context, String resource, LocalDate from, LocalDate to) {
            return meter.daily(context, resource, from, to);
        }
    }
}
