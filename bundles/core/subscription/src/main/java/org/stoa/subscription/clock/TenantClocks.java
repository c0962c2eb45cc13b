package org.stoa.subscription.clock;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.cache.Cache;
import org.stoa.api.cache.Caches;
import org.stoa.api.platform.TestClocks;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.tenant.TenantService;

/**
 * Knows which tenants have a test clock, and reads it anew whenever one of them asks; nobody else pays for it.
 */
@Component(service = {TenantClock.class, TenantClocks.class})
public final class TenantClocks implements TenantClock {

    private static final UUID PLATFORM = new UUID(0, 0);
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int MOST_ZONES = 10_000;

    private final TestClocks testClocks;
    private final TenantService tenants;
    private final Clock clock;
    private final Cache<UUID, ZoneId> zones;
    /** All of them, by the platform's id. */
    private final Cache<UUID, Set<UUID>> testing;

    @Activate
    public TenantClocks(@Reference TestClocks testClocks, @Reference TenantService tenants, @Reference Caches caches) {
        this(testClocks, tenants, caches, Clock.systemUTC());
    }

    public TenantClocks(TestClocks testClocks, TenantService tenants, Caches caches, Clock clock) {
        this.testClocks = testClocks;
        this.tenants = tenants;
        this.clock = clock;
        this.zones = caches.create(
                "tenant-zones", MOST_ZONES, LIFETIME, (tenant, zone) -> List.of(TenantService.tag(tenant)));
        this.testing = caches.create("test-clocks", 1, LIFETIME, (all, known) -> List.of(TestClocks.TAG));
    }

    @Override
    public Instant now(CallContext context) {
        Instant real = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return isTest(context) ? testClocks.time(context).orElse(real) : real;
    }

    @Override
    public ZoneId zone(CallContext context) {
        UUID tenant = context.requireTenant();
        return tenant.equals(PLATFORM)
                ? ZoneOffset.UTC
                : zones.get(
                        tenant,
                        () -> zone(tenants.get(context, tenant.toString()).timezone()));
    }

    @Override
    public boolean isTest(CallContext context) {
        return testing.get(PLATFORM, testClocks::tenants).contains(context.requireTenant());
    }

    private static ZoneId zone(String name) {
        try {
            return name == null ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
