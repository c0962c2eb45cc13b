package org.stoa.subscription.subscription;

import java.time.Clock;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.charge.ChargeInvoiced;
import org.stoa.api.data.Database;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantService;
import org.stoa.subscription.SubscriptionSettings;

/** Keeps for each tenant by which invoices it is charged. Only the tenant who bills is believed. */
@Component(service = {ChargeInvoices.class, DomainEventListener.class})
public final class ChargeInvoices implements DomainEventListener<ChargeInvoiced> {

    private static final Logger LOG = LoggerFactory.getLogger(ChargeInvoices.class);

    private final Database database;
    private final TenantService tenants;
    private final SubscriptionSettings settings;
    private final Clock clock;

    @Activate
    public ChargeInvoices(
            @Reference Database database, @Reference TenantService tenants, @Reference SubscriptionSettings settings) {
        this(database, tenants, settings, Clock.systemUTC());
    }

    ChargeInvoices(Database database, TenantService tenants, SubscriptionSettings settings, Clock clock) {
        this.database = database;
        this.tenants = tenants;
        this.settings = settings;
        this.clock = clock;
    }

    /** The invoices of the context's tenant, those of the latest charges first. */
    public Page<ChargeInvoice> list(CallContext context, PageRequest page) {
        UUID tenantId = context.requireTenant();
        return Page.of(
                        database.read(context, ChargeInvoiceMapper.class, mapper -> mapper.list(tenantId, page)),
                        page,
                        ChargeInvoiceMapper.Row::chargeId)
                .map(ChargeInvoiceMapper.Row::invoice);
    }

    @Override
    public String name() {
        return "subscription.charge-invoices";
    }

    @Override
    public String eventType() {
        return "charge.ChargeInvoiced";
    }

    @Override
    public Class<ChargeInvoiced> payloadType() {
        return ChargeInvoiced.class;
    }

    @Override
    public void on(DomainEvent<ChargeInvoiced> event) {
        ChargeInvoiced told = event.payload();
        boolean believed = settings.somebodyBills()
                && tenants.resolve(settings.billingTenant())
                        .filter(id -> id.equals(event.tenantId()))
                        .isPresent();
        if (!believed) {
            LOG.warn("Tenant {} tells of {}, but it is not the one who bills.", event.tenantId(), told);
            return;
        }
        CallContext context = CallContext.system(told.customerTenantId(), name());
        int kept = database.write(
                context,
                ChargeInvoiceMapper.class,
                (mapper, transaction) -> mapper.put(told.customerTenantId(), told, clock.instant()));
        LOG.debug("{}: {}", told, kept);
    }
}
