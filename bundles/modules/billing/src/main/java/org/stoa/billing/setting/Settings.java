package org.stoa.billing.setting;

import java.time.Instant;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.billing.tax.TaxRateMapper;

/** Keeps what each tenant settles for all its documents. */
@Component(service = Settings.class)
public final class Settings {
    private final Database database;
    private final TenantClock clock;

    @Activate
    public Settings(@Reference Database database, @Reference TenantClock clock) {
        this.database = database;
        this.clock = clock;
    }

    public SettingFields get(CallContext context) {
        return database.read(context, SettingMapper.class, Settings::current);
    }

    public SettingFields put(CallContext context, SettingFields fields) {
        Instant now = clock.now(context);
        return database.write(context, SettingMapper.class, (mapper, transaction) -> {
            if (fields.taxRateId() != null
                    && transaction.mapper(TaxRateMapper.class).find(fields.taxRateId()) == null) {
                throw ProblemException.invalid("taxRateId", "is not the id of a tax rate");
            }
            SettingFields before = current(mapper);
            mapper.put(context.requireTenant(), fields, now);
            UUID tenant = context.requireTenant();
            transaction.audit(AuditEntry.changed("billing.settings", "billing.setting", tenant, before, fields));
            return fields;
        });
    }

    /** What counts for the tenant whose rows the mapper sees. */
    public static SettingFields current(SettingMapper mapper) {
        SettingMapper.Row row = mapper.find();
        return row == null ? SettingFields.DEFAULT : row.fields();
    }
}
