package org.stoa.metadata;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.stoa.api.cache.Cache;
import org.stoa.api.cache.Caches;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantService;

/** Something that is known of a tenant, such as its language. */
public final class TenantTrait<T> {

    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int MOST = 10_000;

    private final TenantService tenants;
    private final Function<Tenant, T> trait;
    private final Cache<UUID, T> known;

    /** @param name of the cache */
    public TenantTrait(String name, Caches caches, TenantService tenants, Function<Tenant, T> trait) {
        this.known = caches.create(name, MOST, LIFETIME, (tenant, value) -> List.of(TenantService.tag(tenant)));
        this.tenants = tenants;
        this.trait = trait;
    }

    /** That of the tenant of a call; to be asked before a transaction begins. */
    public T of(CallContext context) {
        UUID tenantId = context.requireTenant();
        return known.get(tenantId, () -> trait.apply(tenants.get(context, tenantId.toString())));
    }
}
