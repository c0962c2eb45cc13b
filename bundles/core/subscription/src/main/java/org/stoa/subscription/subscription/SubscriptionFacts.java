package org.stoa.subscription.subscription;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.platform.UsageMeter;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.tenant.TenantService;
import org.stoa.subscription.SubscriptionSettings;
import org.stoa.subscription.plan.PlanContent;
import org.stoa.subscription.plan.PlanVersion;
import org.stoa.subscription.plan.Plans;
import org.stoa.subscription.rules.Doubt;
import org.stoa.subscription.rules.DoubtException;
import org.stoa.subscription.rules.SubscriptionRules;
import org.stoa.subscription.rules.SubscriptionRules.Facts;

/** Finds out what the rules of a subscription have to know. To be asked before a transaction begins. */
@Component(service = SubscriptionFacts.class)
public final class SubscriptionFacts {

    private static final LocalDate BEGINNING = LocalDate.of(2000, 1, 1);

    private final Plans plans;
    private final TenantService tenants;
    private final TenantClock tenantClock;
    private final UsageMeter meter;
    private final SubscriptionSettings settings;
    private final Clock clock;

    @Activate
    public SubscriptionFacts(
            @Reference Plans plans,
            @Reference TenantService tenants,
            @Reference TenantClock tenantClock,
            @Reference UsageMeter meter,
            @Reference SubscriptionSettings settings) {
        this(plans, tenants, tenantClock, meter, settings, Clock.systemUTC());
    }

    SubscriptionFacts(
            Plans plans,
            TenantService tenants,
            TenantClock tenantClock,
            UsageMeter meter,
            SubscriptionSettings settings,
            Clock clock) {
        this.plans = plans;
        this.tenants = tenants;
        this.tenantClock = tenantClock;
        this.meter = meter;
        this.settings = settings;
        this.clock = clock;
    }

    /** The rules with the plans of the catalogue. */
    SubscriptionRules rules(CallContext context) {
        return new SubscriptionRules((code, number) -> content(context, code, number), settings.dunning());
    }

    /** @param unpaidSince day of the oldest invoice over a charge that is not settled, or null */
    Facts of(CallContext context, Surroundings around, LocalDate unpaidSince) {
        return new Facts(
                around.today(),
                unpaidSince,
                (resource, from, to) -> meter.used(context, resource, from == null ? BEGINNING : from, to));
    }

    Surroundings surroundings(CallContext context) {
        Tenant tenant = tenants.get(context, context.requireTenant().toString());
        boolean ofItself = settings.billingTenant().equals(tenant.identifier())
                || settings.billingTenant().equals(tenant.id().toString());
        return new Surroundings(
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                tenantClock.today(context),
                tenantClock.zone(context),
                tenantClock.isTest(context),
                Locale.forLanguageTag(tenant.language()),
                settings.somebodyBills() && !ofItself);
    }

    private PlanContent content(CallContext context, String code, int number) {
        return plans.published(context, code, number)
                .map(PlanVersion::content)
                .orElseThrow(() -> new DoubtException(
                        Doubt.VERSION_MISSING, "version " + number + " of the plan " + code + " is not there"));
    }
}
