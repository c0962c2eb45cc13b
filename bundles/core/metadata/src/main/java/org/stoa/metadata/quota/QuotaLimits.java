package org.stoa.metadata.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.SettingService;
import org.stoa.metadata.schema.Quota;

/** The limits in the settings of tenants, as they were a moment ago. */
@Component(service = QuotaLimits.class)
public final class QuotaLimits {

    /** So long after a limit has changed, entities may still be made by the one before. */
    static final Duration KNOWN_FOR = Duration.ofSeconds(5);

    private static final int MOST = 10_000;

    private final SettingService settings;
    private final Cache<Key, Map<String, Object>> limits;

    private record Key(UUID tenantId, String setting) {}

    @Activate
    public QuotaLimits(@Reference SettingService settings) {
        this(settings, Ticker.systemTicker());
    }

    public QuotaLimits(SettingService settings, Ticker ticker) {
        this.settings = settings;
        this.limits = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(KNOWN_FOR)
                .ticker(ticker)
                .build();
    }

    /** What holds for an account, or null for no account; to be asked before a transaction begins. */
    QuotaLimit of(CallContext context, Quota quota, UUID accountId) {
        Map<String, Object> known =
                limits.get(new Key(context.requireTenant(), quota.setting()), key -> read(context, key.setting()));
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
