package org.stoa.access.session;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.role.GrantLoader;
import org.stoa.api.cache.Cache;
import org.stoa.api.cache.CacheTag;
import org.stoa.api.cache.Caches;
import org.stoa.api.platform.PlatformDatabase;

/** The principals of the last minute, each as long as nothing has changed that {@link AccessTags} names. */
@Component(service = Principals.class)
public final class Principals {

    private static final int MAX_ENTRIES = 10_000;
    private static final Duration LIFETIME = Duration.ofSeconds(60);

    private final PrincipalLoader loader;
    private final Cache<Key, Principal> cache;

    @Activate
    public Principals(
            @Reference PlatformDatabase database, @Reference GrantLoader grantLoader, @Reference Caches caches) {
        this(database, grantLoader, caches, Clock.systemUTC());
    }

    public Principals(PlatformDatabase database, GrantLoader grantLoader, Caches caches, Clock clock) {
        this.loader = new PrincipalLoader(database, grantLoader, clock);
        this.cache = caches.create("principals", MAX_ENTRIES, LIFETIME, Principals::tags);
    }

    /** A session in a tenant, or an API key; {@code tenantId} is null for the latter, and for a session without tenant. */
    private record Key(UUID id, UUID tenantId) {}

    /** Who uses a session in a tenant, which may be null; empty when there is no such session. */
    Optional<Principal> session(UUID sessionId, UUID tenantId) {
        return find(new Key(sessionId, tenantId), () -> loader.session(sessionId, tenantId));
    }

    /** Who uses an API key; empty when there is no such key. */
    Optional<Principal> apiKey(UUID id) {
        return find(new Key(id, null), () -> loader.apiKey(id));
    }

    private Optional<Principal> find(Key key, Supplier<Principal> load) {
        return Optional.ofNullable(cache.get(key, load));
    }

    private static List<CacheTag> tags(Key key, Principal principal) {
        List<CacheTag> tags = new ArrayList<>();
        tags.add(principal.secretHash() == null ? AccessTags.session(key.id()) : AccessTags.apiKey(key.id()));
        if (principal.tenantId() != null) {
            tags.add(AccessTags.tenant(principal.tenantId()));
        }
        if (principal.caller().identityId() != null) {
            tags.add(AccessTags.identity(principal.caller().identityId()));
        }
        return tags;
    }
}
