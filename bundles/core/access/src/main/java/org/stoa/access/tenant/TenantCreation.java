package org.stoa.access.tenant;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.JsonText;
import org.stoa.access.Times;
import org.stoa.access.Violations;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Ids;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Company;
import org.stoa.api.tenant.NewTenant;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantStatus;

/** Creates tenants. */
@Component(service = TenantCreation.class)
public final class TenantCreation {

    /** The tier of a tenant for which none was named. */
    public static final String FIRST_TIER = "starter";

    private static final String DEFAULT_LANGUAGE = "en";
    private static final String DEFAULT_TIMEZONE = "UTC";
    private static final String DEFAULT_CURRENCY = "USD";

    private final PlatformDatabase database;
    private final FirstAdministrator firstAdministrator;
    private final Clock clock;

    @Activate
    public TenantCreation(@Reference PlatformDatabase database, @Reference FirstAdministrator firstAdministrator) {
        this(database, firstAdministrator, Clock.systemUTC());
    }

    public TenantCreation(PlatformDatabase database, FirstAdministrator firstAdministrator, Clock clock) {
        this.database = database;
        this.firstAdministrator = firstAdministrator;
        this.clock = clock;
    }

    Tenant create(CallContext context, NewTenant tenant) {
        NewTenant.Administrator administrator = tenant.administrator();
        return create(context, tenant, administrator == null ? null : firstAdministrator.prepare(administrator));
    }

    /**
     * Creates a tenant; both its own audit log and the platform's begin with that.
     *
     * @param appointment what makes its first administrator, or null for none
     */
    public Tenant create(CallContext context, NewTenant tenant, FirstAdministrator.Appointment appointment) {
        TenantRow row = row(tenant);
        // whichever tenant's domain the call came by, a repeated one must find the result of the first
        CallContext platform = context.withTenant(null);
        return database.write(platform, TenantMapper.class, (mapper, transaction) -> {
            if (row.parentId() != null) {
                PostgresTenants.checkParent(mapper, row.id(), row.parentId());
            }
            mapper.insert(row);
            AuditEntry entry = AuditEntry.created("tenant.create", PostgresTenants.RESOURCE, row.id(), row.tenant());
            transaction.audit(entry);
            transaction.audit(row.id(), entry);
            if (appointment != null) {
                appointment.make(platform, transaction, row);
            }
            TenantDirectory.changed(transaction, row.tenant());
            return row.tenant();
        });
    }

    private TenantRow row(NewTenant tenant) {
        Violations violations = new Violations();
        TenantRules.checkIdentifier(tenant.identifier(), violations);
        TenantTerms terms = new TenantTerms(
                tenant.status() == null ? TenantStatus.ACTIVE : tenant.status(),
                tenant.tier() == null ? FIRST_TIER : tenant.tier(),
                List.of(),
                tenant.parentId(),
                null);
        TenantRules.checkTerms(terms, violations);
        TenantDetails details = TenantRules.normalized(details(tenant), violations);
        violations.raise();
        UUID id = Ids.next();
        Instant now = Times.now(clock);
        return new TenantRow(
                id,
                tenant.identifier(),
                details.name(),
                details.domain(),
                terms.status(),
                terms.tier(),
                details.industry(),
                terms.parentId(),
                Boolean.TRUE.equals(tenant.ownRealm()),
                JsonText.write(details.company()),
                null,
                details.language(),
                null,
                details.timezone(),
                details.currency(),
                List.of(),
                1,
                now,
                now);
    }

    private static TenantDetails details(NewTenant tenant) {
        return new TenantDetails(
                tenant.name(),
                tenant.domain(),
                tenant.company() == null ? Company.empty() : tenant.company(),
                null,
                tenant.language() == null ? DEFAULT_LANGUAGE : tenant.language(),
                null,
                tenant.timezone() == null ? DEFAULT_TIMEZONE : tenant.timezone(),
                tenant.currency() == null ? DEFAULT_CURRENCY : tenant.currency(),
                tenant.industry());
    }
}
