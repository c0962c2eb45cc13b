package org.stoa.subscription.subscription;

import java.util.Map;
import java.util.TreeMap;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.SettingService;

/** Settings that all tenants share, without a database. */
final class MemorySettings implements SettingService {
    private final Map<String, Object> values = new TreeMap<>();

    @Override
    public Map<String, Object> all(CallContext context) {
        return values;
    }

    @Override
    public void set(CallContext context, String key, Object value) {
        values.put(key, value);
    }

    @Override
    public void remove(CallContext context, String key) {
        values.remove(key);
    }
}
