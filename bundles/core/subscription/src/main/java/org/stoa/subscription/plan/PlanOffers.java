package org.stoa.subscription.plan;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.SettingService;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantService;
import org.stoa.subscription.SubscriptionProblem;

/** Which plans a tenant can subscribe to by itself: those that are listed, for its industry and its size. */
@Component(service = PlanOffers.class)
public final class PlanOffers {

    private final Plans plans;
    private final TenantService tenants;
    private final SettingService settings;

    @Activate
    public PlanOffers(@Reference Plans plans, @Reference TenantService tenants, @Reference SettingService settings) {
        this.plans = plans;
        this.tenants = tenants;
        this.settings = settings;
    }

    /** By code, in the language of the call. */
    public List<OfferedPlan> list(CallContext context) {
        Tenant tenant = tenants.get(context, context.requireTenant().toString());
        Optional<TenantSize> size = size(context);
        return plans.offered(context).entrySet().stream()
                .filter(entry -> isFor(entry.getValue().content(), tenant, size))
                .map(entry -> offered(entry, context.locale()))
                .toList();
    }

    /**
     * The version of a plan that a new subscription of the tenant of the call gets.
     *
     * @param anyPlan whether it may be one that tenants do not see, or that is for others
     * @throws ProblemException 409 {@code plan-not-offered}
     */
    public PlanVersion newest(CallContext context, String code, boolean anyPlan) {
        Optional<PlanVersion> newest = plans.offered(context).values().stream()
                .filter(version -> version.planCode().equals(code))
                .findFirst();
        if (newest.isPresent() && !anyPlan) {
            Tenant tenant = tenants.get(context, context.requireTenant().toString());
            newest = newest.filter(version -> isFor(version.content(), tenant, size(context)));
        }
        return newest.orElseThrow(() -> ProblemException.of(SubscriptionProblem.PLAN_NOT_OFFERED, code));
    }

    private static boolean isFor(PlanContent content, Tenant tenant, Optional<TenantSize> size) {
        return content.listed()
                && (content.industries().isEmpty() || content.industries().contains(tenant.industry()))
                && (content.sizes().isEmpty()
                        || size.isEmpty()
                        || content.sizes().contains(size.get()));
    }

    private Optional<TenantSize> size(CallContext context) {
        Object size = settings.all(context).get(TenantSize.SETTING);
        for (TenantSize known : TenantSize.values()) {
            if (known.name().equalsIgnoreCase(String.valueOf(size))) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    private static OfferedPlan offered(Map.Entry<Plan, PlanVersion> entry, Locale locale) {
        Plan plan = entry.getKey();
        PlanVersion version = entry.getValue();
        return new OfferedPlan(
                plan.code(),
                plan.name(locale),
                Plan.in(locale, plan.description()),
                version.number(),
                version.content());
    }
}
