package org.stoa.subscription.subscription;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.cache.Cache;
import org.stoa.api.cache.CacheTag;
import org.stoa.api.cache.Caches;
import org.stoa.api.cache.SharedForm;
import org.stoa.api.data.Database;
import org.stoa.api.security.CallContext;
import org.stoa.api.subscription.SubscribedPlan;
import org.stoa.api.subscription.Subscriptions;
import org.stoa.subscription.limit.Limit;
import org.stoa.subscription.limit.PlanLimitSource;
import org.stoa.subscription.plan.PlanContent;
import org.stoa.subscription.plan.PlanLimit;
import org.stoa.subscription.plan.Plans;

/** The plans that tenants may use now. */
@Component(service = {Subscriptions.class, PlanLimitSource.class, CurrentPlans.class})
public final class CurrentPlans implements Subscriptions, PlanLimitSource {

    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int MOST_TENANTS = 50_000;

    private final Database database;
    private final Plans plans;
    private final Cache<UUID, Optional<SubscribedPlan>> known;

    @Activate
    public CurrentPlans(@Reference Database database, @Reference Plans plans, @Reference Caches caches) {
        this.database = database;
        this.plans = plans;
        this.known = caches.create(
                "current-plans",
                MOST_TENANTS,
                LIFETIME,
                (tenant, plan) -> List.of(tag(tenant)),
                new SharedForm<>(
                        1,
                        UUID::toString,
                        Found.class,
                        plan -> new Found(plan.orElse(null)),
                        (tenant, found) -> Optional.ofNullable(found.plan())));
    }

    /** @param plan null for a tenant without one in force */
    record Found(SubscribedPlan plan) {}

    /** To be stated by each transaction that changes the subscription of a tenant. */
    static CacheTag tag(UUID tenantId) {
        return CacheTag.ofTenant(tenantId, "subscription");
    }

    @Override
    public Optional<SubscribedPlan> current(CallContext context) {
        return known.get(context.requireTenant(), () -> row(context)
                .map(row -> new SubscribedPlan(
                        row.planCode(),
                        row.planVersion(),
                        row.status().name(),
                        content(context, row)
                                .map(PlanContent::features)
                                .map(Set::copyOf)
                                .orElse(Set.of()))));
    }

    @Override
    public List<Limit> limits(CallContext context) {
        UUID tenantId = context.requireTenant();
        SubscriptionRow last = database.read(context, SubscriptionMapper.class, mapper -> mapper.last(tenantId));
        if (last == null) {
            return List.of();
        }
        boolean ended = last.endedOn() != null;
        return content(context, last)
                .map(content -> content.limits().stream()
                        .map(PlanLimit::limit)
                        .map(limit -> ended ? limit.withoutOverage() : limit)
                        .toList())
                .orElse(List.of());
    }

    /** What the plan of the tenant of the call gives, read from the database; empty without one in force. */
    Optional<PlanContent> content(CallContext context) {
        return row(context).flatMap(row -> content(context, row));
    }

    private Optional<SubscriptionRow> row(CallContext context) {
        UUID tenantId = context.requireTenant();
        return Optional.ofNullable(
                database.read(context, SubscriptionMapper.class, mapper -> mapper.current(tenantId)));
    }

    private Optional<PlanContent> content(CallContext context, SubscriptionRow row) {
        return plans.published(context, row.planCode(), row.planVersion()).map(version -> version.content());
    }
}
