package org.stoa.api.tenant;

import java.util.Map;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.stoa.api.cache.CacheTag;
import org.stoa.api.security.CallContext;

/**
 * The settings of the tenant of a call: keys with JSON values. Callers have checked permissions before. Failures are
 * {@link org.stoa.api.rest.ProblemException}s: 400 {@code invalid-request} for a key or value that cannot be kept.
 */
@ProviderType
public interface SettingService {

    /** All settings by key. */
    Map<String, Object> all(CallContext context);

    /**
     * Sets a value, whatever it was before.
     *
     * @param key 1 to 100 letters, digits, dots and hyphens that begin with a lower-case letter
     * @param value any JSON value but null
     */
    void set(CallContext context, String key, Object value);

    /** Deletes a setting, if there is one. */
    void remove(CallContext context, String key);

    /** What depends on the settings of a tenant. */
    static CacheTag tag(UUID tenantId) {
        return CacheTag.ofTenant(tenantId, "setting");
    }
}
