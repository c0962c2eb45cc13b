package org.stoa.data.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.platform.TestClocks;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.data.outbox.EventSource;

/** Keeps the test clocks beside the outbox, which asks them. */
public final class PostgresTestClocks implements TestClocks {

    private static final String TABLE = "data.test_clock";
    /** Longer than any step; whoever dies in a walk leaves its tenants' events to others then. */
    private static final Duration HOLD = Duration.ofSeconds(60);

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(5);

    private final PlatformDatabase database;
    private final EventSource events;
    private final Clock clock;

    /** @param database the data bundle's own, across tenants */
    public PostgresTestClocks(PlatformDatabase database, EventSource events, Clock clock) {
        this.database = database;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Set<UUID> tenants() {
        return Set.copyOf(
                database.read(CallContext.system(null, "clock"), TestClockMapper.class, TestClockMapper::tenants));
    }

    @Override
    public Optional<Instant> time(CallContext context) {
        UUID tenant = context.requireTenant();
        return Optional.ofNullable(database.read(context, TestClockMapper.class, mapper -> mapper.time(tenant)));
    }

    @Override
    public boolean start(CallContext context, Instant time) {
        UUID tenant = context.requireTenant();
        return database.write(context, TestClockMapper.class, (mapper, transaction) -> {
            if (mapper.insert(tenant, time) == 0) {
                return false;
            }
            transaction.audit(AuditEntry.created("test-clock.start", TABLE, tenant, time));
            transaction.changed(TAG);
            return true;
        });
    }

    @Override
    public Walk advance(CallContext context, Instant to, Set<UUID> together, Duration limit) {
        long begun = System.nanoTime();
        BooleanSupplier over = () -> System.nanoTime() - begun > limit.toNanos();
        Set<UUID> tenants = new TreeSet<>(together);
        tenants.add(context.requireTenant());
        List<String> held = tenants.stream().map(UUID::toString).toList();
        try {
            return walk(context, to, tenants, held, over);
        } finally {
            database.write(context, TestClockMapper.class, (mapper, transaction) -> mapper.letGo(held));
        }
    }

    private Walk walk(CallContext context, Instant to, Set<UUID> tenants, List<String> held, BooleanSupplier over) {
        database.write(context, TestClockMapper.class, (mapper, transaction) -> {
            mapper.lockOutTakers();
            return mapper.hold(held, now().plus(HOLD));
        });
        awaitOthers(context, held);
        int steps = 0;
        Instant reached = time(context).orElseThrow(() -> ProblemException.notFound("test clock"));
        boolean fellDue = true;
        while (fellDue) {
            events.deliver(tenants, over);
            if (over.getAsBoolean()) {
                break;
            }
            Step step = step(context, to, held);
            reached = step.time();
            fellDue = step.fellDue();
            steps += fellDue ? 1 : 0;
        }
        Instant time = reached;
        UUID tenant = context.requireTenant();
        long failing = database.write(context, TestClockMapper.class, (mapper, transaction) -> {
            transaction.audit(new AuditEntry("test-clock.advance", TABLE, tenant.toString(), null, time));
            return mapper.failing(tenant);
        });
        return new Walk(time, steps, failing);
    }

    /** What others took before the events were held; what they take longer for is left to them. */
    private void awaitOthers(CallContext context, List<String> held) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline
                && database.read(context, TestClockMapper.class, mapper -> mapper.claimed(held, now())) > 0) {
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private record Step(Instant time, boolean fellDue) {}

    private Step step(CallContext context, Instant to, List<String> held) {
        UUID tenant = context.requireTenant();
        return database.write(context, TestClockMapper.class, (mapper, transaction) -> {
            Instant time = mapper.lock(tenant);
            if (time == null) {
                throw ProblemException.notFound("test clock");
            }
            mapper.hold(held, now().plus(HOLD));
            Instant due = mapper.nextDue(tenant, to);
            Instant next = due == null ? to : due;
            Instant reached = next.isAfter(time) ? next : time;
            mapper.update(tenant, reached);
            if (due != null) {
                mapper.release(tenant, reached, now());
            }
            return new Step(reached, due != null);
        });
    }

    @Override
    public void end(CallContext context) {
        UUID tenant = context.requireTenant();
        database.write(context, TestClockMapper.class, (mapper, transaction) -> {
            Instant time = mapper.lock(tenant);
            if (time != null) {
                mapper.delete(tenant);
                transaction.audit(AuditEntry.removed("test-clock.end", TABLE, tenant, time));
                transaction.changed(TAG);
            }
            return null;
        });
    }

    /** PostgreSQL keeps microseconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
