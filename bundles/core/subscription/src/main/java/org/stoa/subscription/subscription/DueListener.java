package org.stoa.subscription.subscription;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;

/** Has subscriptions renewed, charged and ended when the day has come. */
@Component(service = DomainEventListener.class)
public final class DueListener implements DomainEventListener<SubscriptionFellDue> {

    private final SubscriptionService subscriptions;

    @Activate
    public DueListener(@Reference SubscriptionService subscriptions) {
        this.subscriptions = subscriptions;
    }

    @Override
    public String name() {
        return "subscription.due";
    }

    @Override
    public String eventType() {
        return SubscriptionFellDue.TYPE;
    }

    @Override
    public Class<SubscriptionFellDue> payloadType() {
        return SubscriptionFellDue.class;
    }

    @Override
    public void on(DomainEvent<SubscriptionFellDue> event) {
        subscriptions.advance(
                CallContext.system(event.tenantId(), name()),
                event.payload().subscriptionId(),
                event.payload().day());
    }
}
