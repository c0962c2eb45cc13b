package org.stoa.subscription.subscription;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;
import org.stoa.subscription.limit.Limits;
import org.stoa.subscription.plan.PlanContent;

/** Tells limits of a new time zone, and tries modules again that waited for details of the tenant. */
@Component(service = DomainEventListener.class)
public final class TenantDetailsListener implements DomainEventListener<TenantDetailsListener.Details> {

    private final CurrentPlans plans;
    private final Limits limits;
    private final ModuleFollower modules;

    @Activate
    public TenantDetailsListener(
            @Reference CurrentPlans plans, @Reference Limits limits, @Reference ModuleFollower modules) {
        this.plans = plans;
        this.limits = limits;
        this.modules = modules;
    }

    /** Zones of the tenant before and after. */
    record Details(String timezoneBefore, String timezone) {}

    @Override
    public String name() {
        return "subscription.tenant";
    }

    @Override
    public String eventType() {
        return "access.TenantDetailsChanged";
    }

    @Override
    public Class<Details> payloadType() {
        return Details.class;
    }

    @Override
    public void on(DomainEvent<Details> event) {
        CallContext context = CallContext.system(event.tenantId(), name());
        Details details = event.payload();
        if (!details.timezone().equals(details.timezoneBefore())) {
            limits.apply(context);
        }
        plans.content(context).map(PlanContent::modules).ifPresent(ofPlan -> modules.follow(context, ofPlan));
    }
}
