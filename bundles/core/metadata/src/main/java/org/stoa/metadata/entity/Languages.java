package org.stoa.metadata.entity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.UUID;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantService;

/** The language in which the words of a tenant's entities are understood. */
final class Languages {

    private static final Duration LIFETIME = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final TenantService tenants;
    private final Cache<UUID, String> languages =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LIFETIME).build();

    Languages(TenantService tenants) {
        this.tenants = tenants;
    }

    /** BCP 47 tag. */
    String of(CallContext context) {
        return languages.get(context.requireTenant(), tenantId -> tenants.get(context, tenantId.toString())
                .language());
    }
}
