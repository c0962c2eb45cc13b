package org.stoa.subscription.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.platform.TestClocks;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantService;
import org.stoa.subscription.SubscriptionSettings;

/** Gives tenants test clocks and moves them on. */
@Component(service = TestClockService.class)
public final class TestClockService {

    /** How long a call goes on at most; the next one goes on from there. */
    static final Duration LIMIT = Duration.ofSeconds(25);

    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final int MOST_YEARS = 50;

    private final TestClocks testClocks;
    private final TenantClocks clocks;
    private final TenantService tenants;
    private final SubscriptionSettings settings;
    private final Clock clock;

    @Activate
    public TestClockService(
            @Reference TestClocks testClocks,
            @Reference TenantClocks clocks,
            @Reference TenantService tenants,
            @Reference SubscriptionSettings settings) {
        this(testClocks, clocks, tenants, settings, Clock.systemUTC());
    }

    public TestClockService(
            TestClocks testClocks,
            TenantClocks clocks,
            TenantService tenants,
            SubscriptionSettings settings,
            Clock clock) {
        this.testClocks = testClocks;
        this.clocks = clocks;
        this.tenants = tenants;
        this.settings = settings;
        this.clock = clock;
    }

    /** What time it is for the tenant of the call. */
    public ClockState state(CallContext context) {
        return new ClockState(
                clocks.now(context), clocks.today(context), clocks.zone(context).getId(), clocks.isTest(context));
    }

    /** The same for a tenant by id or identifier, or 404. */
    public ClockState state(CallContext context, String tenant) {
        return state(of(context, tenant));
    }

    /**
     * Stops the clock of a tenant.
     *
     * @throws ProblemException 400 {@code invalid-request} for a time in the past or further than 50 years away; 404; 409
     *     {@code conflict} when it has a test clock
     */
    public ClockState start(CallContext context, String tenant, Instant time) {
        CallContext there = of(context, tenant);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant wanted = time == null ? now : time.truncatedTo(ChronoUnit.MICROS);
        requireSensible(wanted, now.minus(CLOCK_SKEW), "must not be in the past");
        if (!testClocks.start(there, wanted)) {
            throw ProblemException.of(
                    CommonProblem.CONFLICT, "The tenant has a test clock already: move it on, or delete it first.");
        }
        return state(there);
    }

    /**
     * Moves the test clock of a tenant on, and has everything happen that falls due on the way. What takes longer than 25
     * seconds ends at a time before; the next call goes on from there.
     *
     * @throws ProblemException 400 {@code invalid-request} for a time before that of the clock; 404 when there is none
     */
    public ClockWalk advance(CallContext context, String tenant, Instant time) {
        if (time == null) {
            throw ProblemException.invalid("time", "is needed: how far to move the clock on");
        }
        CallContext there = of(context, tenant);
        Instant from = testClocks.time(there).orElseThrow(() -> ProblemException.notFound("test clock"));
        Instant to = time.truncatedTo(ChronoUnit.MICROS);
        requireSensible(to, from, "must not be before " + from + ": the clock only moves on");
        TestClocks.Walk walk = testClocks.advance(there, to, billing(), LIMIT);
        return new ClockWalk(
                walk.time(), walk.time().atZone(clocks.zone(there)).toLocalDate(), walk.steps(), walk.undelivered());
    }

    /** Lets the real time count again; 404 when there is no test clock. */
    public void end(CallContext context, String tenant) {
        CallContext there = of(context, tenant);
        if (testClocks.time(there).isEmpty()) {
            throw ProblemException.notFound("test clock");
        }
        testClocks.end(there);
    }

    private void requireSensible(Instant time, Instant earliest, String otherwise) {
        if (time.isBefore(earliest)) {
            throw ProblemException.invalid("time", otherwise);
        }
        if (time.isAfter(clock.instant().plus(Duration.ofDays(366L * MOST_YEARS)))) {
            throw ProblemException.invalid("time", "must be within " + MOST_YEARS + " years from now");
        }
    }

    /** Who bills the tenant does so before its clock goes on. */
    private Set<UUID> billing() {
        return settings.somebodyBills()
                ? tenants.resolve(settings.billingTenant()).map(Set::of).orElse(Set.of())
                : Set.of();
    }

    private CallContext of(CallContext context, String tenant) {
        return context.withTenant(tenants.get(context, tenant).id());
    }
}
