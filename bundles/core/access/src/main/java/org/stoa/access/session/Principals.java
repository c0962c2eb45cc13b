package org.stoa.access.session;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.role.GrantLoader;
import org.stoa.api.cache.Cache;
import org.stoa.api.cache.CacheTag;
import org.stoa.api.cache.Caches;
import org.stoa.api.cache.SharedForm;
import org.stoa.api.platform.PlatformDatabase;

/** The principals of the last minute, each as long as nothing has changed that {@link AccessTags} names. */
@Component(service = Principals.class)
public final class Principals {

    private static final int MAX_ENTRIES = 10_000;
    private static final Duration LIFETIME = Duration.ofSeconds(60);

    /** Raised when older nodes would misunderstand {@link PrincipalLoader.StoredSession}. */
    private static final int FORMAT = 1;

    private final PrincipalLoader loader;
    private final Cache<Key, Known> sessions;
    /** Not shared: with each goes the digest of its secret. */
    private final Cache<UUID, Principal> apiKeys;

    @Activate
    public Principals(
            @Reference PlatformDatabase database, @Reference GrantLoader grantLoader, @Reference Caches caches) {
        this(database, grantLoader, caches, Clock.systemUTC());
    }

    public Principals(PlatformDatabase database, GrantLoader grantLoader, Caches caches, Clock clock) {
        this.loader = new PrincipalLoader(database, grantLoader, clock);
        this.sessions = caches.create(
                "principals",
                MAX_ENTRIES,
                LIFETIME,
                (key, known) -> tags(AccessTags.session(key.sessionId()), known.principal()),
                new SharedForm<>(
                        FORMAT,
                        key -> key.sessionId() + ":" + key.tenantId(),
                        PrincipalLoader.StoredSession.class,
                        Known::stored,
                        this::known));
        this.apiKeys = caches.create(
                "api-keys", MAX_ENTRIES, LIFETIME, (id, principal) -> tags(AccessTags.apiKey(id), principal));
    }

    /** {@code tenantId} is null for a session without tenant. */
    private record Key(UUID sessionId, UUID tenantId) {}

    private record Known(PrincipalLoader.StoredSession stored, Principal principal) {}

    /** Who uses a session in a tenant, which may be null; empty when there is no such session. */
    Optional<Principal> session(UUID sessionId, UUID tenantId) {
        Key key = new Key(sessionId, tenantId);
        return Optional.ofNullable(sessions.get(key, () -> load(key))).map(Known::principal);
    }

    /** Who uses an API key; empty when there is no such key. */
    Optional<Principal> apiKey(UUID id) {
        return Optional.ofNullable(apiKeys.get(id, () -> loader.apiKey(id)));
    }

    private Known load(Key key) {
        PrincipalLoader.StoredSession stored = loader.session(key.sessionId(), key.tenantId());
        return stored == null ? null : known(key, stored);
    }

    private Known known(Key key, PrincipalLoader.StoredSession stored) {
        return new Known(stored, loader.principal(key.sessionId(), key.tenantId(), stored));
    }

    private static List<CacheTag> tags(CacheTag self, Principal principal) {
        List<CacheTag> tags = new ArrayList<>();
        tags.add(self);
        if (principal.tenantId() != null) {
            tags.add(AccessTags.tenant(principal.tenantId()));
        }
        if (principal.caller().identityId() != null) {
            tags.add(AccessTags.identity(principal.caller().identityId()));
        }
        return tags;
    }
}
