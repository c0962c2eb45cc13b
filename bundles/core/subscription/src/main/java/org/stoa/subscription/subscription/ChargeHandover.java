package org.stoa.subscription.subscription;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.charge.ChargeDue;
import org.stoa.api.data.Database;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.tenant.TenantService;
import org.stoa.subscription.SubscriptionSettings;

/** Tells the tenant who bills of each charge, once. */
@Component(service = DomainEventListener.class)
public final class ChargeHandover implements DomainEventListener<ChargeRecorded> {

    private final Database database;
    private final PlatformDatabase platform;
    private final TenantService tenants;
    private final SubscriptionSettings settings;
    private final TenantClock tenantClock;
    private final Clock clock;

    @Activate
    public ChargeHandover(
            @Reference Database database,
            @Reference PlatformDatabase platform,
            @Reference TenantService tenants,
            @Reference SubscriptionSettings settings,
            @Reference TenantClock tenantClock) {
        this(database, platform, tenants, settings, tenantClock, Clock.systemUTC());
    }

    ChargeHandover(
            Database database,
            PlatformDatabase platform,
            TenantService tenants,
            SubscriptionSettings settings,
            TenantClock tenantClock,
            Clock clock) {
        this.database = database;
        this.platform = platform;
        this.tenants = tenants;
        this.settings = settings;
        this.tenantClock = tenantClock;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "subscription.handover";
    }

    @Override
    public String eventType() {
        return ChargeRecorded.TYPE;
    }

    @Override
    public Class<ChargeRecorded> payloadType() {
        return ChargeRecorded.class;
    }

    @Override
    public void on(DomainEvent<ChargeRecorded> event) {
        UUID tenantId = event.tenantId();
        CallContext context = CallContext.system(tenantId, name());
        UUID billing = tenants.resolve(settings.billingTenant())
                .orElseThrow(() -> new IllegalStateException("there is no tenant " + settings.billingTenant()
                        + ": correct billingTenant of org.stoa.subscription"));
        ChargeRow charge = database.read(
                context,
                SubscriptionMapper.class,
                mapper -> mapper.charge(tenantId, event.payload().chargeId()));
        if (charge == null || charge.handedOverAt() != null) {
            return;
        }
        Instant now = tenantClock.now(context.withTenant(billing));
        Tenant customer = tenants.get(context, tenantId.toString());
        ChargeDue due = new ChargeDue(
                charge.id(),
                tenantId,
                customer.name(),
                customer.company(),
                charge.dueOn(),
                charge.chargeLines(),
                charge.money(charge.total()),
                charge.test());
        platform.write(context, SubscriptionMapper.class, (mapper, transaction) -> {
            if (mapper.handOver(tenantId, charge.id(), clock.instant().truncatedTo(ChronoUnit.MICROS)) == 1) {
                transaction.publish(billing, due, now);
            }
            return null;
        });
    }
}
