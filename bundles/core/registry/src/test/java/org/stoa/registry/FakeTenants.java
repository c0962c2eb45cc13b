package org.stoa.registry;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Company;
import org.stoa.api.tenant.NewTenant;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantService;
import org.stoa.api.tenant.TenantStatus;
import org.stoa.testkit.MemoryTenants;

/** Tenants in memory, with settings. */
final class FakeTenants implements TenantService {

    private final MemoryTenants tenants = new MemoryTenants();
    private final Map<UUID, Map<String, Object>> settings = new ConcurrentHashMap<>();

    /** A tenant that has filled in nothing. */
    UUID add(String identifier) {
        return tenants.add(Ids.next(), identifier, Company.empty(), "UTC", "EUR")
                .id();
    }

    void fillIn(UUID tenantId, Company company) {
        tenants.setCompany(tenantId, company);
    }

    void set(UUID tenantId, String key, Object value) {
        settings.computeIfAbsent(tenantId, id -> new ConcurrentHashMap<>()).put(key, value);
    }

    @Override
    public Map<String, Object> settings(CallContext context, UUID tenantId) {
        return Map.copyOf(settings.getOrDefault(tenantId, Map.of()));
    }

    @Override
    public Tenant get(CallContext context, String idOrIdentifier) {
        return tenants.get(context, idOrIdentifier);
    }

    @Override
    public Optional<UUID> resolve(String idOrIdentifier) {
        return tenants.resolve(idOrIdentifier);
    }

    @Override
    public Optional<UUID> resolveDomain(String domain) {
        return tenants.resolveDomain(domain);
    }

    @Override
    public Tenant create(CallContext context, NewTenant tenant) {
        return tenants.create(context, tenant);
    }

    @Override
    public Page<Tenant> list(CallContext context, TenantStatus status, PageRequest page) {
        return Page.of(
                tenants.list(context, status, page).items().stream()
                        .filter(tenant -> page.after() == null || tenant.id().compareTo(page.after()) < 0)
                        .limit(page.fetch())
                        .toList(),
                page,
                Tenant::id);
    }

    @Override
    public Tenant changeStatus(CallContext context, UUID tenantId, TenantStatus status) {
        return tenants.changeStatus(context, tenantId, status);
    }
}
