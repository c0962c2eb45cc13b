package org.stoa.subscription.subscription;

import java.util.List;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;
import org.stoa.subscription.limit.Limits;
import org.stoa.subscription.plan.PlanContent;

/**
 * Has limits and modules follow a subscription. It goes by how the subscription is now, not by what the event says, so that
 * it does not matter in which order events come. What cannot be done yet is tried again, as the outbox does.
 */
@Component(service = DomainEventListener.class)
public final class SubscriptionFollower implements DomainEventListener<SubscriptionChanged> {

    private final CurrentPlans plans;
    private final Limits limits;
    private final ModuleFollower modules;

    @Activate
    public SubscriptionFollower(
            @Reference CurrentPlans plans, @Reference Limits limits, @Reference ModuleFollower modules) {
        this.plans = plans;
        this.limits = limits;
        this.modules = modules;
    }

    @Override
    public String name() {
        return "subscription.follower";
    }

    @Override
    public String eventType() {
        return SubscriptionChanged.TYPE;
    }

    @Override
    public Class<SubscriptionChanged> payloadType() {
        return SubscriptionChanged.class;
    }

    @Override
    public void on(DomainEvent<SubscriptionChanged> event) {
        CallContext context = CallContext.system(event.tenantId(), name());
        limits.apply(context);
        List<String> ofPlan = plans.content(context).map(PlanContent::modules).orElse(List.of());
        List<PlanModule> problems = modules.follow(context, ofPlan);
        if (!problems.isEmpty()) {
            throw new ModulesPendingException(problems.stream()
                    .map(module -> module.moduleId() + " (" + module.problem() + ")")
                    .collect(Collectors.joining(", ")));
        }
    }

    /** Has the event delivered again. */
    static final class ModulesPendingException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ModulesPendingException(String modules) {
            super("modules of the plan that cannot be switched yet: " + modules, null, false, false);
        }
    }
}
