package org.stoa.metadata;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.SettingService;
import org.stoa.data.cache.LocalCaches;

/** Settings without a database. */
public final class MemorySettings implements SettingService {

    private final Map<UUID, Map<String, Object>> settings = new ConcurrentHashMap<>();
    /** Hear of each change. */
    public final LocalCaches caches = new LocalCaches();

    private final AtomicInteger reads = new AtomicInteger();

    /** How often they were read. */
    public int reads() {
        return reads.get();
    }

    @Override
    public Map<String, Object> all(CallContext context) {
        reads.incrementAndGet();
        return Map.copyOf(of(context));
    }

    @Override
    public void set(CallContext context, String key, Object value) {
        of(context).put(key, value);
        caches.forget(SettingService.tag(context.requireTenant()));
    }

    @Override
    public void remove(CallContext context, String key) {
        of(context).remove(key);
        caches.forget(SettingService.tag(context.requireTenant()));
    }

    private Map<String, Object> of(CallContext context) {
        return settings.computeIfAbsent(context.requireTenant(), id -> new ConcurrentHashMap<>());
    }
}
