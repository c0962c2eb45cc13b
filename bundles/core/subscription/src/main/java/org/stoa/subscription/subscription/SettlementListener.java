package org.stoa.subscription.subscription;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.charge.ChargeSettled;
import org.stoa.api.data.Database;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantService;
import org.stoa.api.value.Money;
import org.stoa.subscription.SubscriptionSettings;
import org.stoa.subscription.rules.Doubt;

/** Hears of charges that are paid. Only the tenant who bills is believed. */
@Component(service = DomainEventListener.class)
public final class SettlementListener implements DomainEventListener<ChargeSettled> {

    private static final Logger LOG = LoggerFactory.getLogger(SettlementListener.class);

    private final Database database;
    private final TenantService tenants;
    private final SubscriptionService subscriptions;
    private final SubscriptionSettings settings;
    private final Clock clock;

    @Activate
    public SettlementListener(
            @Reference Database database,
            @Reference TenantService tenants,
            @Reference SubscriptionService subscriptions,
            @Reference SubscriptionSettings settings) {
        this(database, tenants, subscriptions, settings, Clock.systemUTC());
    }

    SettlementListener(
            Database database,
            TenantService tenants,
            SubscriptionService subscriptions,
            SubscriptionSettings settings,
            Clock clock) {
        this.database = database;
        this.tenants = tenants;
        this.subscriptions = subscriptions;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "subscription.settlement";
    }

    @Override
    public String eventType() {
        return "charge.ChargeSettled";
    }

    @Override
    public Class<ChargeSettled> payloadType() {
        return ChargeSettled.class;
    }

    @Override
    public void on(DomainEvent<ChargeSettled> event) {
        if (!settings.somebodyBills()
                || !tenants.resolve(settings.billingTenant())
                        .filter(id -> id.equals(event.tenantId()))
                        .isPresent()) {
            LOG.warn(
                    "Tenant {} says that the charge {} is settled, but it is not the one who bills.",
                    event.tenantId(),
                    event.payload().chargeId());
            return;
        }
        CallContext context = CallContext.system(event.payload().customerTenantId(), name());
        Settled settled = settle(context, event.payload());
        if (settled == null) {
            LOG.warn(
                    "There is no charge {} that could be settled.",
                    event.payload().chargeId());
        } else if (settled.doubt() != null) {
            subscriptions.park(context, settled.subscriptionId(), Doubt.SETTLED_OTHERWISE, settled.doubt());
        } else {
            subscriptions.advance(context, settled.subscriptionId(), null);
        }
    }

    /** @param doubt why the sum is not believed, or null */
    private record Settled(UUID subscriptionId, String doubt) {}

    private Settled settle(CallContext context, ChargeSettled event) {
        return database.write(context, SubscriptionMapper.class, (mapper, transaction) -> {
            UUID tenantId = context.requireTenant();
            ChargeRow charge = mapper.charge(tenantId, event.chargeId());
            if (charge == null) {
                return null;
            }
            Money total = charge.money(charge.total());
            Money amount = event.amount() == null ? total : event.amount();
            boolean first = amount.currency().equals(total.currency())
                    && mapper.settle(
                                    tenantId,
                                    charge.id(),
                                    amount.amount(),
                                    clock.instant().truncatedTo(ChronoUnit.MICROS))
                            == 1;
            if (first) {
                mapper.overtake(tenantId, charge.subscriptionId());
            }
            BigDecimal settled = mapper.charge(tenantId, charge.id()).settledAmount();
            Money known = settled == null ? null : charge.money(settled);
            String doubt = amount.equals(total) && amount.equals(known)
                    ? null
                    : "charge " + charge.id() + " of " + total + " was settled with " + amount
                            + (first || known == null ? "" : ", and before with " + known);
            return new Settled(charge.subscriptionId(), doubt);
        });
    }
}
