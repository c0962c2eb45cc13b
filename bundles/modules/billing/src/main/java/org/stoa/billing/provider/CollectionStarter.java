package org.stoa.billing.provider;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;
import org.stoa.billing.InvoiceIssued;

/** Begins to collect invoices that were issued. */
@Component(service = DomainEventListener.class)
public final class CollectionStarter implements DomainEventListener<InvoiceIssued> {
    static final String NAME = "billing.collection-starter";

    private final Collection collection;

    @Activate
    public CollectionStarter(@Reference Collection collection) {
        this.collection = collection;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String eventType() {
        return "billing.InvoiceIssued";
    }

    @Override
    public Class<InvoiceIssued> payloadType() {
        return InvoiceIssued.class;
    }

    @Override
    public void on(DomainEvent<InvoiceIssued> event) {
        CallContext context = CallContext.system(event.tenantId(), NAME);
        collection.collect(context, CollectionDue.first(event.payload().invoiceId()));
    }
}
