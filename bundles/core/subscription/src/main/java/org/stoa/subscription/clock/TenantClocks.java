package org.stoa.subscription.clock;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.platform.Signals;
import org.stoa.api.platform.TestClocks;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.tenant.TenantService;

/**
 * Knows which tenants have a test clock, and reads it anew whenever one of them asks; nobody else pays for it. Another
 * node hears of a new test clock within a second. A changed time zone is noticed within a minute.
 */
@Component(service = {TenantClock.class, TenantClocks.class})
public final class TenantClocks implements TenantClock {

    private static final String TOPIC = "test-clock";
    private static final UUID PLATFORM = new UUID(0, 0);
    private static final Duration ZONE_LIFETIME = Duration.ofMinutes(1);
    private static final int MOST_ZONES = 10_000;

    private final TestClocks testClocks;
    private final TenantService tenants;
    private final Signals signals;
    private final Clock clock;
    private final AutoCloseable listening;
    private final Cache<UUID, ZoneId> zones = Caffeine.newBuilder()
            .maximumSize(MOST_ZONES)
            .expireAfterWrite(ZONE_LIFETIME)
            .build();

    /** Null when it has to be read. */
    private volatile Set<UUID> testing;

    @Activate
    public TenantClocks(
            @Reference TestClocks testClocks, @Reference TenantService tenants, @Reference Signals signals) {
        this(testClocks, tenants, signals, Clock.systemUTC());
    }

    public TenantClocks(TestClocks testClocks, TenantService tenants, Signals signals, Clock clock) {
        this.testClocks = testClocks;
        this.tenants = tenants;
        this.signals = signals;
        this.clock = clock;
        this.listening = signals.listen(TOPIC, new Signals.Listener() {
            @Override
            public void received(String message) {
                testing = null;
            }

            @Override
            public void missed() {
                testing = null;
            }
        });
    }

    @Deactivate
    void close() throws Exception {
        listening.close();
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
                        tenant, id -> zone(tenants.get(context, id.toString()).timezone()));
    }

    @Override
    public boolean isTest(CallContext context) {
        Set<UUID> known = testing;
        if (known == null) {
            known = testClocks.tenants();
            testing = known;
        }
        return known.contains(context.requireTenant());
    }

    /** To be called after a test clock was started or ended. */
    void changed(UUID tenantId) {
        testing = null;
        signals.send(TOPIC, tenantId.toString());
    }

    private static ZoneId zone(String name) {
        try {
            return name == null ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
