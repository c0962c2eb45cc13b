package org.stoa.metadata;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantService;

/** Something that is known of a tenant, such as its language, as it was within the last minute. */
public final class TenantTrait<T> {

    private static final Duration LIFETIME = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final TenantService tenants;
    private final Function<Tenant, T> trait;
    private final Cache<UUID, T> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LIFETIME).build();

    public TenantTrait(TenantService tenants, Function<Tenant, T> trait) {
        this.tenants = tenants;
        this.trait = trait;
    }

    /** That of the tenant of a call; to be asked before a transaction begins. */
    public T of(CallContext context) {
        return known.get(context.requireTenant(), tenantId -> trait.apply(tenants.get(context, tenantId.toString())));
    }
}
