package org.stoa.billing.provider;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;

/** Books what is known of payments. */
@Component(service = DomainEventListener.class)
public final class ProviderReportedListener implements DomainEventListener<ProviderReported> {
    private final Reconciliation reconciliation;

    @Activate
    public ProviderReportedListener(@Reference Reconciliation reconciliation) {
        this.reconciliation = reconciliation;
    }

    @Override
    public String name() {
        return "billing.provider-reports";
    }

    @Override
    public String eventType() {
        return "billing.ProviderReported";
    }

    @Override
    public Class<ProviderReported> payloadType() {
        return ProviderReported.class;
    }

    @Override
    public void on(DomainEvent<ProviderReported> event) {
        reconciliation.reconcile(
                CallContext.system(event.tenantId(), name()),
                event.payload().provider(),
                event.payload().paymentReference());
    }
}
