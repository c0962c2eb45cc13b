package org.stoa.subscription.limit;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;

/** Makes limits hold whose operator was told nothing, as the node was gone before it could. */
@Component(service = DomainEventListener.class)
public final class LimitsOverriddenListener implements DomainEventListener<LimitsOverridden> {

    private final Limits limits;

    @Activate
    public LimitsOverriddenListener(@Reference Limits limits) {
        this.limits = limits;
    }

    @Override
    public String name() {
        return "subscription.limits";
    }

    @Override
    public String eventType() {
        return LimitsOverridden.TYPE;
    }

    @Override
    public Class<LimitsOverridden> payloadType() {
        return LimitsOverridden.class;
    }

    @Override
    public void on(DomainEvent<LimitsOverridden> event) {
        limits.apply(CallContext.system(event.tenantId(), name()));
    }
}
