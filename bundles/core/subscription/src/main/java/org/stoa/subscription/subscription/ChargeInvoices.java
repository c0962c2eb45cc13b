package org.stoa.subscription.subscription;

import java.time.Instant;
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
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.tenant.TenantService;
import org.stoa.subscription.SubscriptionSettings;

/**
 * Keeps for each tenant by which invoices it is charged; a charge is unpaid from the day on which its invoice is told. Only
 * the tenant who bills is believed.
 */
@Component(service = {ChargeInvoices.class, DomainEventListener.class})
public final class ChargeInvoices implements DomainEventListener<ChargeInvoiced> {

    private static final Logger LOG = LoggerFactory.getLogger(ChargeInvoices.class);

    private final Database database;
    private final TenantService tenants;
    private final SubscriptionService subscriptions;
    private final SubscriptionSettings settings;
    private final TenantClock clock;

    @Activate
    public ChargeInvoices(
            @Reference Database database,
            @Reference TenantService tenants,
            @Reference SubscriptionService subscriptions,
            @Reference SubscriptionSettings settings,
            @Reference TenantClock clock) {
        this.database = database;
        this.tenants = tenants;
        this.subscriptions = subscriptions;
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
        UUID subscription = keep(context, told);
        LOG.debug("{}: subscription {}", told, subscription);
        if (subscription != null) {
            subscriptions.advance(context, subscription, null);
        }
    }

    /** Returns whose charge it is; null for a charge that there is not. */
    private UUID keep(CallContext context, ChargeInvoiced told) {
        UUID tenantId = context.requireTenant();
        Instant now = clock.now(context);
        return database.write(context, ChargeInvoiceMapper.class, (mapper, transaction) -> {
            mapper.put(tenantId, told, now);
            SubscriptionMapper charges = transaction.mapper(SubscriptionMapper.class);
            ChargeRow charge = charges.charge(tenantId, told.chargeId());
            if (charge == null) {
                return null;
            }
            charges.overtake(tenantId, charge.subscriptionId());
            return charge.subscriptionId();
        });
    }
}
