package org.stoa.subscription.subscription;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Database;
import org.stoa.api.platform.Signals;
import org.stoa.api.security.CallContext;
import org.stoa.api.subscription.SubscribedPlan;
import org.stoa.api.subscription.Subscriptions;
import org.stoa.subscription.limit.Limit;
import org.stoa.subscription.limit.PlanLimitSource;
import org.stoa.subscription.plan.PlanContent;
import org.stoa.subscription.plan.PlanLimit;
import org.stoa.subscription.plan.Plans;

/** The plans that tenants may use now, remembered until the node is told of a change, and for ten minutes at most. */
@Component(service = {Subscriptions.class, PlanLimitSource.class, CurrentPlans.class})
public final class CurrentPlans implements Subscriptions, PlanLimitSource {

    private static final String TOPIC = "subscription";
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int MOST_TENANTS = 50_000;

    private record Known(long change, Optional<SubscribedPlan> plan) {}

    private final Database database;
    private final Plans plans;
    private final Signals signals;
    private final AutoCloseable listening;
    /** Grows with each change anywhere: what was read before one is not kept after it. */
    private final AtomicLong change = new AtomicLong();

    private final Cache<UUID, Known> known = Caffeine.newBuilder()
            .maximumSize(MOST_TENANTS)
            .expireAfterWrite(LIFETIME)
            .build();

    @Activate
    public CurrentPlans(@Reference Database database, @Reference Plans plans, @Reference Signals signals) {
        this.database = database;
        this.plans = plans;
        this.signals = signals;
        this.listening = signals.listen(TOPIC, new Signals.Listener() {
            @Override
            public void received(String message) {
                forget(UUID.fromString(message));
            }

            @Override
            public void missed() {
                change.incrementAndGet();
                known.invalidateAll();
            }
        });
    }

    @Deactivate
    public void close() throws Exception {
        listening.close();
    }

    @Override
    public Optional<SubscribedPlan> current(CallContext context) {
        UUID tenantId = context.requireTenant();
        Known answer = known.getIfPresent(tenantId);
        if (answer != null) {
            return answer.plan();
        }
        long before = change.get();
        Optional<SubscribedPlan> plan = row(context)
                .map(row -> new SubscribedPlan(
                        row.planCode(),
                        row.planVersion(),
                        row.status().name(),
                        content(context, row)
                                .map(PlanContent::features)
                                .map(Set::copyOf)
                                .orElse(Set.of())));
        Known read = new Known(before, plan);
        known.put(tenantId, read);
        if (change.get() != before) {
            known.asMap().remove(tenantId, read);
        }
        return plan;
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

    /** To be called after a change of a tenant's subscription was committed. */
    void changed(UUID tenantId) {
        forget(tenantId);
        signals.send(TOPIC, tenantId.toString());
    }

    private void forget(UUID tenantId) {
        change.incrementAndGet();
        known.invalidate(tenantId);
    }
}
