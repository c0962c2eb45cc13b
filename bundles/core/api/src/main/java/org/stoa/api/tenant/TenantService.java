package org.stoa.api.tenant;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.stoa.api.cache.CacheTag;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.security.CallContext;

/**
 * Keeps the tenants. Callers have checked permissions before; the rules of the data are checked here. Failures are
 * {@link org.stoa.api.rest.ProblemException}s: 404 {@code not-found}, 409 {@code conflict} that names the field taken.
 */
@ProviderType
public interface TenantService {

    /** Creates a tenant, its shipped roles and its first administrator, in one transaction. */
    Tenant create(CallContext context, NewTenant tenant);

    /** All tenants of the platform, newest first. */
    Page<Tenant> list(CallContext context, TenantStatus status, PageRequest page);

    /** The tenant by id or identifier, read from the database. */
    Tenant get(CallContext context, String idOrIdentifier);

    /** The id of a tenant by id or identifier; from a cache, for every request. */
    Optional<UUID> resolve(String idOrIdentifier);

    /** The id of the tenant with this custom domain; from a cache, for every request. */
    Optional<UUID> resolveDomain(String domain);

    /** Changes the status; a tenant that is not open is locked out at once, API keys and running sessions included. */
    Tenant changeStatus(CallContext context, UUID tenantId, TenantStatus status);

    /** The settings of a tenant: key to JSON value. */
    Map<String, Object> settings(CallContext context, UUID tenantId);

    /** What depends on what {@link #get} tells of a tenant. */
    static CacheTag tag(UUID tenantId) {
        return CacheTag.ofTenant(tenantId, "tenant");
    }
}
