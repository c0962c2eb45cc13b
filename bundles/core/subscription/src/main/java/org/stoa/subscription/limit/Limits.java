package org.stoa.subscription.limit;

import java.time.Clock;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.platform.UsageMeter;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantService;
import org.stoa.api.usage.Usage;
import org.stoa.api.usage.UsageLimit;

/** The limits that operators give to tenants. Each holds for every transaction that begins after it was set. */
@Component(service = Limits.class)
public final class Limits {

    private final UsageMeter meter;
    private final TenantService tenants;
    private final Clock clock;

    @Activate
    public Limits(@Reference UsageMeter meter, @Reference TenantService tenants) {
        this(meter, tenants, Clock.systemUTC());
    }

    Limits(UsageMeter meter, TenantService tenants, Clock clock) {
        this.meter = meter;
        this.tenants = tenants;
        this.clock = clock;
    }

    /**
     * Makes these the limits of a tenant, in place of all it had.
     *
     * @param tenant id or identifier
     * @return what the tenant has used, and may use from now on
     * @throws ProblemException 400 {@code invalid-request} for a resource that is limited twice; 404
     */
    public List<Usage> set(CallContext context, String tenant, LimitList wanted) {
        Set<String> resources = new HashSet<>();
        for (int i = 0; i < wanted.limits().size(); i++) {
            if (!resources.add(wanted.limits().get(i).resource())) {
                throw ProblemException.invalid("limits[" + i + "].resource", "is limited twice");
            }
        }
        Tenant found = tenants.get(context, tenant);
        ZoneId zone = ZoneId.of(found.timezone());
        CallContext there = context.withTenant(found.id());
        meter.setLimits(
                there,
                wanted.limits().stream()
                        .map(limit -> new UsageLimit(
                                limit.resource(),
                                limit.period(),
                                limit.softLimit(),
                                limit.hardLimit(),
                                limit.overage(),
                                zone))
                        .toList());
        return used(there);
    }

    /** What a tenant has used; by id or identifier, or 404. */
    public List<Usage> used(CallContext context, String tenant) {
        return used(context.withTenant(tenants.get(context, tenant).id()));
    }

    /** What the tenant of the call has used, and how much of it is limited. */
    public List<Usage> used(CallContext context) {
        return meter.used(context, clock.instant());
    }
}
