package org.stoa.booking.setting;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.tenant.TenantService;

/** Keeps what each tenant settles for all bookings. */
@Component(service = Settings.class)
public final class Settings {
    private final Database database;
    private final TenantService tenants;
    private final TenantClock clock;

    @Activate
    public Settings(@Reference Database database, @Reference TenantService tenants, @Reference TenantClock clock) {
        this.database = database;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** As long as nobody has said anything, the tenant takes its own currency only. */
    public SettingFields get(CallContext context) {
        SettingMapper.Row row = database.read(context, SettingMapper.class, SettingMapper::find);
        return row == null ? initial(context) : new SettingFields(row.currencies());
    }

    public SettingFields put(CallContext context, SettingFields fields) {
        Instant now = clock.now(context);
        SettingFields checked = fields.checked();
        SettingFields initial = initial(context);
        return database.write(context, SettingMapper.class, (mapper, transaction) -> {
            SettingMapper.Row row = mapper.find();
            SettingFields before = row == null ? initial : new SettingFields(row.currencies());
            UUID tenant = context.requireTenant();
            mapper.put(tenant, checked, now);
            transaction.audit(AuditEntry.changed("booking.settings", "booking.setting", tenant, before, checked));
            return checked;
        });
    }

    private SettingFields initial(CallContext context) {
        return new SettingFields(
                List.of(tenants.get(context, context.requireTenant().toString()).currency()));
    }
}
