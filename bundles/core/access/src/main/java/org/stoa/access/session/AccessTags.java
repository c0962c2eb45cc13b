package org.stoa.access.session;

import java.util.UUID;
import org.stoa.api.cache.CacheTag;

/**
 * What the principals depend on that are remembered. To be stated by each transaction that changes roles, grants, users,
 * the status of a tenant, identities, sessions or API keys: what was allowed before is refused when its write returns.
 */
public final class AccessTags {

    private AccessTags() {}

    /** Status, users, roles or grants of a tenant. */
    public static CacheTag tenant(UUID tenantId) {
        return CacheTag.ofTenant(tenantId, "access");
    }

    /** An identity, and whose user it is. */
    public static CacheTag identity(UUID identityId) {
        return CacheTag.of("identity", identityId);
    }

    /** Whether a session goes on. */
    static CacheTag session(UUID sessionId) {
        return CacheTag.of("session", sessionId);
    }

    /** Whether an API key is good. */
    public static CacheTag apiKey(UUID apiKeyId) {
        return CacheTag.of("api-key", apiKeyId);
    }
}
