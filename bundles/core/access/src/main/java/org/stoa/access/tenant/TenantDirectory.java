package org.stoa.access.tenant;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.session.AccessTags;
import org.stoa.api.cache.Cache;
import org.stoa.api.cache.CacheTag;
import org.stoa.api.cache.Caches;
import org.stoa.api.cache.SharedForm;
import org.stoa.api.data.Transaction;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantService;

/** Finds the tenant of a request. Remembers found and absent ones alike. */
@Component(service = TenantDirectory.class)
public final class TenantDirectory {

    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final long MAX_ENTRIES = 50_000;
    private static final SharedForm<String, Optional<UUID>, Found> FORM = new SharedForm<>(
            1,
            Function.identity(),
            Found.class,
            id -> new Found(id.orElse(null)),
            (name, found) -> Optional.ofNullable(found.id()));
    private static final CallContext CONTEXT = CallContext.system(null, "access");

    private final PlatformDatabase database;
    private final Cache<String, Optional<UUID>> byName;
    private final Cache<String, Optional<UUID>> byDomain;

    @Activate
    public TenantDirectory(@Reference PlatformDatabase database, @Reference Caches caches) {
        this.database = database;
        byName = caches.create("tenant-names", MAX_ENTRIES, LIFETIME, (name, id) -> List.of(nameTag(name)), FORM);
        byDomain = caches.create(
                "tenant-domains", MAX_ENTRIES, LIFETIME, (domain, id) -> List.of(domainTag(domain)), FORM);
    }

    /** @param id null for a name that no tenant has */
    record Found(UUID id) {}

    /** The id of the tenant with this id or identifier. */
    public Optional<UUID> resolve(String idOrIdentifier) {
        String text = idOrIdentifier.toLowerCase(Locale.ROOT);
        if (TenantRules.isId(text)) {
            UUID id = UUID.fromString(text);
            return byName.get(id.toString(), () -> read(mapper -> mapper.idOfId(id)));
        }
        if (!TenantRules.isIdentifier(idOrIdentifier)) {
            return Optional.empty();
        }
        return byName.get(idOrIdentifier, () -> read(mapper -> mapper.idOfIdentifier(idOrIdentifier)));
    }

    /** The id of the tenant with this custom domain. */
    public Optional<UUID> resolveDomain(String domain) {
        String ascii = TenantRules.asciiDomain(domain);
        return ascii == null ? Optional.empty() : byDomain.get(ascii, () -> read(mapper -> mapper.idOfDomain(ascii)));
    }

    /** To be called with a tenant as it was before a transaction, and as it is after it. */
    static void changed(Transaction transaction, Tenant tenant) {
        transaction.changed(
                TenantService.tag(tenant.id()),
                AccessTags.tenant(tenant.id()),
                nameTag(tenant.id().toString()),
                nameTag(tenant.identifier()));
        if (tenant.domain() != null) {
            transaction.changed(domainTag(tenant.domain()));
        }
    }

    private static CacheTag nameTag(String name) {
        return CacheTag.of("tenant-name", name);
    }

    private static CacheTag domainTag(String domain) {
        return CacheTag.of("tenant-domain", domain);
    }

    private Optional<UUID> read(Function<TenantMapper, UUID> query) {
        return Optional.ofNullable(database.read(CONTEXT, TenantMapper.class, query));
    }
}
