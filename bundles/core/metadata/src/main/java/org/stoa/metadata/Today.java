package org.stoa.metadata;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantService;

/** The day that it is where a tenant is; for the platform, in UTC. */
@Component(service = Today.class)
public final class Today {

    private final Function<CallContext, ZoneId> zones;
    private final Clock clock;

    @Activate
    public Today(@Reference TenantService tenants) {
        this(new TenantTrait<>(tenants, tenant -> ZoneId.of(tenant.timezone()))::of, Clock.systemUTC());
    }

    /** @param zones gives the time zone of a call's tenant */
    public Today(Function<CallContext, ZoneId> zones, Clock clock) {
        this.zones = zones;
        this.clock = clock;
    }

    /** To be asked before a transaction begins. */
    public LocalDate of(CallContext context) {
        boolean ofPlatform = context.requireTenant().equals(PlatformRows.TENANT);
        return LocalDate.now(clock.withZone(ofPlatform ? ZoneOffset.UTC : zones.apply(context)));
    }
}
