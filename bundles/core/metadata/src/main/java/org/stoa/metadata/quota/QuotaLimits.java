package org.stoa.metadata.quota;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.cache.Cache;
import org.stoa.api.cache.Caches;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.SettingService;
import org.stoa.metadata.schema.Quota;

/** The limits in the settings of tenants. */
@Component(service = QuotaLimits.class)
public final class QuotaLimits {

    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int MOST = 10_000;

    private final SettingService settings;
    private final Cache<Key, Map<String, Object>> limits;

    private record Key(UUID tenantId, String setting) {}

    @Activate
    public QuotaLimits(@Reference SettingService settings, @Reference Caches caches) {
        this.settings = settings;
        this.limits = caches.create(
                "quota-limits", MOST, LIFETIME, (key, known) -> List.of(SettingService.tag(key.tenantId())));
    }

    /** What holds for an account, or null for no account; to be asked before a transaction begins. */
    QuotaLimit of(CallContext context, Quota quota, UUID accountId) {
        Map<String, Object> known =
                limits.get(new Key(context.requireTenant(), quota.setting()), () -> read(context, quota.setting()));
        if (quota.per() == Quota.Scope.ACCOUNT && accountId != null) {
            String own = quota.settingOf(accountId);
            if (known.containsKey(own)) {
                return new QuotaLimit(own, known.get(own));
            }
        }
        return new QuotaLimit(quota.setting(), known.get(quota.setting()));
    }

    private Map<String, Object> read(CallContext context, String setting) {
        Map<String, Object> all = new HashMap<>(settings.all(context));
        all.keySet().removeIf(key -> !key.equals(setting) && !key.startsWith(setting + "."));
        return all;
    }
}
