package org.stoa.testkit;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;

/** Says to every tenant what a clock says; in UTC, unless the tenant was given a zone. */
public final class FakeTenantClock implements TenantClock {

    /** Zones of tenants that are not in UTC. */
    public final Map<UUID, ZoneId> zones = new ConcurrentHashMap<>();

    /** Tenants whose clock is a test clock. */
    public final Set<UUID> tests = ConcurrentHashMap.newKeySet();

    private final Clock clock;

    public FakeTenantClock(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Instant now(CallContext context) {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId zone(CallContext context) {
        return zones.getOrDefault(context.requireTenant(), ZoneOffset.UTC);
    }

    @Override
    public boolean isTest(CallContext context) {
        return tests.contains(context.requireTenant());
    }
}
