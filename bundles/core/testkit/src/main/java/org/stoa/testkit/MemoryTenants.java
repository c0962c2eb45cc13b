package org.stoa.testkit;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Company;
import org.stoa.api.tenant.NewTenant;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantService;
import org.stoa.api.tenant.TenantStatus;

/** Tenants without a database, for tests of modules that ask who their tenant is. Shows all on one page. */
public final class MemoryTenants implements TenantService {
    private final Map<UUID, Tenant> tenants = new ConcurrentHashMap<>();

    /** A complete company, as modules may require it. */
    public static Company company(String legalName) {
        return new Company(
                legalName,
                "DE123456788",
                "office@example.org",
                "+49 30 1234567",
                "Unter den Linden 1",
                "10117",
                "Berlin",
                "DE");
    }

    /** Adds an active tenant with euros and a complete company. */
    public Tenant add(String identifier, String timezone) {
        return add(Ids.next(), identifier, company(identifier + " GmbH"), timezone, "EUR");
    }

    /** Adds an active tenant. */
    public Tenant add(UUID id, String identifier, Company company, String timezone, String currency) {
        return put(new Tenant(
                id,
                identifier,
                identifier,
                null,
                TenantStatus.ACTIVE,
                "starter",
                null,
                null,
                false,
                company,
                null,
                "en",
                null,
                timezone,
                currency,
                List.of(),
                1,
                Instant.EPOCH,
                Instant.EPOCH));
    }

    /** Gives a tenant another company. */
    public Tenant setCompany(UUID id, Company company) {
        Tenant before = tenants.get(id);
        return put(changed(before, before.status(), company));
    }

    private Tenant put(Tenant tenant) {
        tenants.put(tenant.id(), tenant);
        return tenant;
    }

    @Override
    public Tenant create(CallContext context, NewTenant tenant) {
        return add(Ids.next(), tenant.identifier(), tenant.company(), tenant.timezone(), tenant.currency());
    }

    @Override
    public Page<Tenant> list(CallContext context, TenantStatus status, PageRequest page) {
        List<Tenant> found = tenants.values().stream()
                .filter(tenant -> status == null || tenant.status() == status)
                .sorted(Comparator.comparing(Tenant::id).reversed())
                .toList();
        return new Page<>(found, null);
    }

    @Override
    public Tenant get(CallContext context, String idOrIdentifier) {
        return find(named(idOrIdentifier)).orElseThrow(() -> ProblemException.notFound("tenant"));
    }

    @Override
    public Optional<UUID> resolve(String idOrIdentifier) {
        return find(named(idOrIdentifier)).map(Tenant::id);
    }

    @Override
    public Optional<UUID> resolveDomain(String domain) {
        return find(tenant -> domain.equals(tenant.domain())).map(Tenant::id);
    }

    @Override
    public Tenant changeStatus(CallContext context, UUID tenantId, TenantStatus status) {
        Tenant before = get(context, tenantId.toString());
        return put(changed(before, status, before.company()));
    }

    private static Tenant changed(Tenant before, TenantStatus status, Company company) {
        return new Tenant(
                before.id(),
                before.identifier(),
                before.name(),
                before.domain(),
                status,
                before.tier(),
                before.industry(),
                before.parentId(),
                before.ownRealm(),
                company,
                before.logoUrl(),
                before.language(),
                before.theme(),
                before.timezone(),
                before.currency(),
                before.features(),
                before.version() + 1,
                before.createdAt(),
                before.updatedAt());
    }

    @Override
    public Map<String, Object> settings(CallContext context, UUID tenantId) {
        return Map.of();
    }

    private Optional<Tenant> find(Predicate<Tenant> condition) {
        return tenants.values().stream().filter(condition).findFirst();
    }

    private static Predicate<Tenant> named(String idOrIdentifier) {
        return tenant -> tenant.id().toString().equals(idOrIdentifier)
                || tenant.identifier().equals(idOrIdentifier);
    }
}
