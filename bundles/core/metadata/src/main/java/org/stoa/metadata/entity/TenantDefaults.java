package org.stoa.metadata.entity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantService;
import org.stoa.metadata.PlatformRows;

/** What a tenant's entities are understood by: its language and its time zone, as they were a minute ago. */
@Component(service = TenantDefaults.class)
public final class TenantDefaults {

    private static final Duration LIFETIME = Duration.ofMinutes(1);
    private static final int MOST = 10_000;
    private static final Defaults OF_PLATFORM = new Defaults("en", ZoneOffset.UTC);

    private final Function<CallContext, Defaults> source;
    private final Clock clock;
    private final Cache<UUID, Defaults> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LIFETIME).build();

    private record Defaults(String language, ZoneId zone) {}

    @Activate
    public TenantDefaults(@Reference TenantService tenants) {
        this(tenants, Clock.systemUTC());
    }

    public TenantDefaults(TenantService tenants, Clock clock) {
        this(context -> read(tenants, context), clock);
    }

    private TenantDefaults(Function<CallContext, Defaults> source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** The same for every tenant: English and UTC. */
    public static TenantDefaults ofAll(Clock clock) {
        return new TenantDefaults(any -> OF_PLATFORM, clock);
    }

    /** The language (BCP 47) of a call's tenant. */
    public String language(CallContext context) {
        return of(context).language();
    }

    /** The day that it is where a call's tenant is. */
    public LocalDate today(CallContext context) {
        return LocalDate.now(clock.withZone(of(context).zone()));
    }

    private Defaults of(CallContext context) {
        return known.get(context.requireTenant(), any -> source.apply(context));
    }

    private static Defaults read(TenantService tenants, CallContext context) {
        UUID tenantId = context.requireTenant();
        if (tenantId.equals(PlatformRows.TENANT)) {
            return OF_PLATFORM;
        }
        Tenant tenant = tenants.get(context, tenantId.toString());
        return new Defaults(tenant.language(), ZoneId.of(tenant.timezone()));
    }
}
