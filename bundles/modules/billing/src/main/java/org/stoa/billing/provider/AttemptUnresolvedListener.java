package org.stoa.billing.provider;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;

/** Looks into payments of which nothing is known. */
@Component(service = DomainEventListener.class)
public final class AttemptUnresolvedListener implements DomainEventListener<AttemptUnresolved> {
    private final Asking asking;

    @Activate
    public AttemptUnresolvedListener(@Reference Asking asking) {
        this.asking = asking;
    }

    @Override
    public String name() {
        return "billing.unresolved-attempts";
    }

    @Override
    public String eventType() {
        return "billing.AttemptUnresolved";
    }

    @Override
    public Class<AttemptUnresolved> payloadType() {
        return AttemptUnresolved.class;
    }

    @Override
    public void on(DomainEvent<AttemptUnresolved> event) {
        asking.resolve(
                CallContext.system(event.tenantId(), name()), event.payload().attemptId());
    }
}
