package org.stoa.subscription.limit;

import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.platform.UsageMeter;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.tenant.TenantService;
import org.stoa.api.usage.Usage;
import org.stoa.api.usage.UsageLimit;

/**
 * The limits of tenants: those of their plans, and in place of them, resource by resource, those that operators set. Each
 * holds for every transaction that begins after it was set.
 */
@Component(service = Limits.class)
public final class Limits {

    private static final int TRIES = 5;

    private final Database database;
    private final UsageMeter meter;
    private final TenantService tenants;
    private final PlanLimitSource plans;
    private final TenantClock clock;

    @Activate
    public Limits(
            @Reference Database database,
            @Reference UsageMeter meter,
            @Reference TenantService tenants,
            @Reference PlanLimitSource plans,
            @Reference TenantClock clock) {
        this.database = database;
        this.meter = meter;
        this.tenants = tenants;
        this.plans = plans;
        this.clock = clock;
    }

    /**
     * Makes these hold for a tenant whatever its plan says, in place of all that was set so before. What is not among them
     * has the limit of the plan.
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
        CallContext there = context.withTenant(tenants.get(context, tenant).id());
        UUID tenantId = there.requireTenant();
        database.write(there, LimitMapper.class, (mapper, transaction) -> {
            List<Limit> before = mapper.overrides(tenantId);
            mapper.delete(tenantId, List.copyOf(resources));
            wanted.limits().forEach(limit -> mapper.put(tenantId, limit));
            transaction.audit(new AuditEntry(
                    "limit.override", "subscription.limit_override", tenantId.toString(), before, wanted.limits()));
            transaction.publish(new LimitsOverridden(wanted.limits().size()));
            return null;
        });
        apply(there);
        return used(there);
    }

    /**
     * Makes the limits of the tenant of the call hold that it should have now. Repeating it changes nothing; whoever comes
     * to another result at the same time is overtaken by the later one.
     */
    public void apply(CallContext context) {
        List<UsageLimit> wanted = effective(context);
        for (int tries = 0; tries < TRIES; tries++) {
            meter.setLimits(context.withIdempotencyKey(null), wanted);
            List<UsageLimit> now = effective(context);
            if (now.equals(wanted)) {
                return;
            }
            wanted = now;
        }
        throw new IllegalStateException("the limits of " + context.requireTenant() + " do not come to rest");
    }

    private List<UsageLimit> effective(CallContext context) {
        Tenant tenant = tenants.get(context, context.requireTenant().toString());
        ZoneId zone = ZoneId.of(tenant.timezone());
        return overridden(context, plans.limits(context)).stream()
                .map(limit -> new UsageLimit(
                        limit.resource(), limit.period(), limit.softLimit(), limit.hardLimit(), limit.overage(), zone))
                .toList();
    }

    /** The limits of a plan as they would hold for the tenant of the call, by resource. */
    public List<Limit> overridden(CallContext context, List<Limit> ofPlan) {
        Map<String, Limit> limits = new TreeMap<>();
        ofPlan.forEach(limit -> limits.put(limit.resource(), limit));
        database.read(context, LimitMapper.class, mapper -> mapper.overrides(context.requireTenant()))
                .forEach(limit -> limits.put(limit.resource(), limit));
        return List.copyOf(limits.values());
    }

    /** What a tenant has used; by id or identifier, or 404. */
    public List<Usage> used(CallContext context, String tenant) {
        return used(context.withTenant(tenants.get(context, tenant).id()));
    }

    /** What the tenant of the call has used, and how much of it is limited. */
    public List<Usage> used(CallContext context) {
        return meter.used(context, clock.now(context));
    }
}
