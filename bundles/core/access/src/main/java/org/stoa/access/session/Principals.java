package org.stoa.access.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongFunction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.role.GrantLoader;
import org.stoa.api.platform.PlatformDatabase;

/**
 * The principals of the last minute. What has changed by {@link AccessChanges} is not served any more; what has changed
 * elsewhere is noticed within a minute.
 */
@Component(service = Principals.class)
public final class Principals {

    private static final int MAX_ENTRIES = 10_000;
    private static final Duration LIFETIME = Duration.ofSeconds(60);

    private final PrincipalLoader loader;
    private final AccessChanges changes;
    private final Cache<Key, Principal> cache;

    @Activate
    public Principals(
            @Reference PlatformDatabase database,
            @Reference GrantLoader grantLoader,
            @Reference AccessChanges changes) {
        this(database, grantLoader, changes, Clock.systemUTC());
    }

    public Principals(PlatformDatabase database, GrantLoader grantLoader, AccessChanges changes, Clock clock) {
        this.loader = new PrincipalLoader(database, grantLoader, clock);
        this.changes = changes;
        this.cache = Caffeine.newBuilder()
                .maximumSize(MAX_ENTRIES)
                .expireAfterWrite(LIFETIME)
                .build();
    }

    /** A session in a tenant, or an API key; {@code tenantId} is null for the latter, and for a session without tenant. */
    private record Key(UUID id, UUID tenantId) {}

    /** Who uses a session in a tenant, which may be null; empty when there is no such session. */
    Optional<Principal> session(UUID sessionId, UUID tenantId) {
        return find(new Key(sessionId, tenantId), stamp -> loader.session(sessionId, tenantId, stamp));
    }

    /** Who uses an API key; empty when there is no such key. */
    Optional<Principal> apiKey(UUID id) {
        return find(new Key(id, null), stamp -> loader.apiKey(id, stamp));
    }

    private Optional<Principal> find(Key key, LongFunction<Principal> load) {
        Principal known = cache.getIfPresent(key);
        if (known != null && isCurrent(key, known)) {
            return Optional.of(known);
        }
        // Noted before loading: a change that comes while the statements run makes the entry outdated at once.
        Principal loaded = load.apply(changes.stamp());
        if (loaded == null) {
            cache.invalidate(key);
            return Optional.empty();
        }
        cache.put(key, loaded);
        return Optional.of(loaded);
    }

    private boolean isCurrent(Key key, Principal principal) {
        return changes.unchangedSince(
                principal.stamp(),
                key.id(),
                principal.tenantId(),
                principal.caller().identityId());
    }
}
