package org.stoa.subscription.flag;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stoa.api.cache.Cache;
import org.stoa.api.cache.Caches;
import org.stoa.api.security.CallContext;
import org.stoa.api.subscription.Subscriptions;
import org.stoa.api.tenant.TenantService;

/** What is known of the tenants for whom features are evaluated. */
@Component(service = Subjects.class)
public final class Subjects {

    private static final int MOST_TENANTS = 100_000;
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final TenantService tenants;
    private final Cache<UUID, List<String>> features;
    private volatile Subscriptions subscriptions;

    @Activate
    public Subjects(@Reference TenantService tenants, @Reference Caches caches) {
        this.tenants = tenants;
        this.features = caches.create(
                "tenant-features", MOST_TENANTS, LIFETIME, (tenant, known) -> List.of(TenantService.tag(tenant)));
    }

    /** Without it, nobody has a plan. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setSubscriptions(Subscriptions service) {
        subscriptions = service;
    }

    void unsetSubscriptions(Subscriptions service) {
        if (subscriptions == service) {
            subscriptions = null;
        }
    }

    /** The tenant of a call, and a user of it, or null. */
    Subject of(CallContext context, UUID userId) {
        UUID tenantId = context.requireTenant();
        Subscriptions known = subscriptions;
        return new Subject(
                tenantId,
                userId,
                known == null ? null : known.current(context).orElse(null),
                features.get(
                        tenantId,
                        () -> List.copyOf(
                                tenants.get(context, tenantId.toString()).features())));
    }
}
