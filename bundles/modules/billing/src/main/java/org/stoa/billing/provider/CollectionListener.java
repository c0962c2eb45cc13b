package org.stoa.billing.provider;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;

/** Goes on collecting what was declined. */
@Component(service = DomainEventListener.class)
public final class CollectionListener implements DomainEventListener<CollectionDue> {
    static final String NAME = "billing.collection";

    private final Collection collection;

    @Activate
    public CollectionListener(@Reference Collection collection) {
        this.collection = collection;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String eventType() {
        return "billing.CollectionDue";
    }

    @Override
    public Class<CollectionDue> payloadType() {
        return CollectionDue.class;
    }

    @Override
    public void on(DomainEvent<CollectionDue> event) {
        CallContext context = CallContext.system(event.tenantId(), NAME);
        collection.collect(context, event.payload());
    }
}
