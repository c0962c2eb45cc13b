package org.stoa.access.tenant;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.Found;
import org.stoa.access.JsonText;
import org.stoa.access.Times;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Json;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.SettingService;

/** The settings of a tenant: keys that it or its modules choose, with JSON values. */
@Component(service = {TenantSettings.class, SettingService.class})
public final class TenantSettings implements SettingService {

    private static final String RESOURCE = "access.tenant_setting";
    private static final Pattern KEY = Pattern.compile("[a-z][a-zA-Z0-9.-]{0,99}");

    private final Database database;
    private final Clock clock;

    @Activate
    public TenantSettings(@Reference Database database) {
        this(database, Clock.systemUTC());
    }

    public TenantSettings(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Map<String, Object> all(CallContext context) {
        List<SettingRow> rows =
                database.read(context, SettingMapper.class, mapper -> mapper.all(context.requireTenant()));
        Map<String, Object> settings = new LinkedHashMap<>();
        rows.forEach(row -> settings.put(row.key(), row.setting().value()));
        return settings;
    }

    /** The settings by key, in alphabetical order. */
    public Page<Setting> list(CallContext context, String limit, String cursor) {
        int count = PageRequest.parse(limit, null).limit();
        String after = cursor == null ? null : keyOf(cursor);
        List<SettingRow> rows = database.read(
                context, SettingMapper.class, mapper -> mapper.list(context.requireTenant(), after, count + 1));
        List<Setting> settings =
                rows.stream().limit(count).map(SettingRow::setting).toList();
        return new Page<>(
                settings,
                rows.size() > count ? cursorAfter(settings.get(count - 1).key()) : null);
    }

    /** One setting, or 404. */
    public Setting get(CallContext context, String key) {
        SettingRow row = database.read(context, SettingMapper.class, mapper -> find(mapper, context, key));
        return Found.orNotFound(row, "setting").setting();
    }

    /**
     * Sets a value.
     *
     * @param version the version that the caller last read, or null to set it whatever it is
     */
    public Setting put(CallContext context, String key, Object value, Long version) {
        if (!KEY.matcher(key).matches()) {
            throw ProblemException.invalid(
                    "key", "must be 1 to 100 letters, digits, dots and hyphens that begin with a lower-case letter");
        }
        Json json = JsonText.write("value", value);
        UUID tenantId = context.requireTenant();
        return database.write(context, SettingMapper.class, (mapper, transaction) -> {
            SettingRow before = mapper.find(tenantId, key);
            if (version != null) {
                Found.inVersion(before == null ? 0 : before.version(), version);
            }
            SettingRow after = mapper.put(tenantId, key, json, Times.now(clock));
            if (version != null) {
                Found.inVersion(after.version(), version + 1);
            }
            Setting old = before == null ? null : before.setting();
            transaction.audit(new AuditEntry("tenant.setting.set", RESOURCE, key, old, after.setting()));
            transaction.changed(SettingService.tag(tenantId));
            return after.setting();
        });
    }

    /** Deletes a setting, or 404. */
    public void delete(CallContext context, String key) {
        UUID tenantId = context.requireTenant();
        database.write(context, SettingMapper.class, (mapper, transaction) -> {
            SettingRow row = Found.orNotFound(find(mapper, context, key), "setting");
            Found.orNotFound(mapper.delete(tenantId, key) == 0 ? null : row, "setting");
            transaction.audit(new AuditEntry("tenant.setting.delete", RESOURCE, key, row.setting(), null));
            transaction.changed(SettingService.tag(tenantId));
            return row.setting();
        });
    }

    @Override
    public void set(CallContext context, String key, Object value) {
        put(context, key, value, null);
    }

    @Override
    public void remove(CallContext context, String key) {
        UUID tenantId = context.requireTenant();
        database.write(context, SettingMapper.class, (mapper, transaction) -> {
            SettingRow row = mapper.find(tenantId, key);
            if (row == null || mapper.delete(tenantId, key) == 0) {
                return null;
            }
            transaction.audit(new AuditEntry("tenant.setting.delete", RESOURCE, key, row.setting(), null));
            transaction.changed(SettingService.tag(tenantId));
            return row.setting();
        });
    }

    private static SettingRow find(SettingMapper mapper, CallContext context, String key) {
        return mapper.find(context.requireTenant(), key);
    }

    private static String cursorAfter(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.US_ASCII));
    }

    private static String keyOf(String cursor) {
        try {
            String key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            if (KEY.matcher(key).matches()) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // answered below, together with what is no key
        }
        throw ProblemException.invalid("cursor", "must be the nextCursor of the page before");
    }
}
