package org.stoa.subscription.flag;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stoa.api.platform.Signals;
import org.stoa.api.security.CallContext;
import org.stoa.api.subscription.Subscriptions;
import org.stoa.api.tenant.TenantService;

/**
 * What is known of the tenants for whom features are evaluated: kept in memory, and forgotten when another node says that
 * the tenant has changed.
 */
@Component(service = Subjects.class)
public final class Subjects {

    private static final int MOST_TENANTS = 100_000;
    /** For a message that could not be sent. */
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final TenantService tenants;
    private final AutoCloseable listening;
    private final Cache<UUID, List<String>> features = Caffeine.newBuilder()
            .maximumSize(MOST_TENANTS)
            .expireAfterWrite(LIFETIME)
            .build();
    private volatile Subscriptions subscriptions;

    @Activate
    public Subjects(@Reference TenantService tenants, @Reference Signals signals) {
        this.tenants = tenants;
        this.listening = signals.listen(TenantService.CHANGES, new Signals.Listener() {
            @Override
            public void received(String message) {
                features.invalidate(UUID.fromString(message));
            }

            @Override
            public void missed() {
                features.invalidateAll();
            }
        });
    }

    @Deactivate
    public void close() throws Exception {
        listening.close();
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
                        id -> List.copyOf(tenants.get(context, id.toString()).features())));
    }
}
