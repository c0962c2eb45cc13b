package org.stoa.access.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Tenant;

/**
 * Finds the tenant of a request. Remembers found ones for a minute, which is how long another node may not see a new
 * domain or identifier, and absent ones for five seconds.
 */
@Component(service = TenantDirectory.class)
public final class TenantDirectory {

    private static final Duration FOUND = Duration.ofMinutes(1);
    private static final Duration ABSENT = Duration.ofSeconds(5);
    private static final long MAX_ENTRIES = 50_000;
    private static final CallContext CONTEXT = CallContext.system(null, "access");

    private final PlatformDatabase database;
    private final Cache<String, Optional<UUID>> byName;
    private final Cache<String, Optional<UUID>> byDomain;

    @Activate
    public TenantDirectory(@Reference PlatformDatabase database) {
        this(database, Clock.systemUTC());
    }

    public TenantDirectory(PlatformDatabase database, Clock clock) {
        this.database = database;
        byName = cache(clock);
        byDomain = cache(clock);
    }

    /** The id of the tenant with this id or identifier. */
    public Optional<UUID> resolve(String idOrIdentifier) {
        String text = idOrIdentifier.toLowerCase(Locale.ROOT);
        if (TenantRules.isId(text)) {
            UUID id = UUID.fromString(text);
            return byName.get(id.toString(), key -> read(mapper -> mapper.idOfId(id)));
        }
        if (!TenantRules.isIdentifier(idOrIdentifier)) {
            return Optional.empty();
        }
        return byName.get(idOrIdentifier, key -> read(mapper -> mapper.idOfIdentifier(key)));
    }

    /** The id of the tenant with this custom domain. */
    public Optional<UUID> resolveDomain(String domain) {
        String ascii = TenantRules.asciiDomain(domain);
        return ascii == null ? Optional.empty() : byDomain.get(ascii, key -> read(mapper -> mapper.idOfDomain(key)));
    }

    /** Forgets what the names of a tenant, before and after a change, led to. */
    void forget(Tenant tenant) {
        byName.invalidate(tenant.id().toString());
        byName.invalidate(tenant.identifier());
        if (tenant.domain() != null) {
            byDomain.invalidate(tenant.domain());
        }
    }

    private Optional<UUID> read(Function<TenantMapper, UUID> query) {
        return Optional.ofNullable(database.read(CONTEXT, TenantMapper.class, query));
    }

    private static Cache<String, Optional<UUID>> cache(Clock clock) {
        return Caffeine.newBuilder()
                .maximumSize(MAX_ENTRIES)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .expireAfter(Expiry.<String, Optional<UUID>>creating((key, id) -> id.isPresent() ? FOUND : ABSENT))
                .build();
    }
}
