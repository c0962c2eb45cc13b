package org.stoa.billing.sale;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.sale.SaleCancelled;
import org.stoa.api.security.CallContext;

/** Hears of sales that are not owed any more. */
@Component(service = DomainEventListener.class)
public final class SaleCancellationListener implements DomainEventListener<SaleCancelled> {
    static final String NAME = "billing.sale-cancellations";

    private final Sales sales;

    @Activate
    public SaleCancellationListener(@Reference Sales sales) {
        this.sales = sales;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String eventType() {
        return "sale.SaleCancelled";
    }

    @Override
    public Class<SaleCancelled> payloadType() {
        return SaleCancelled.class;
    }

    @Override
    public void on(DomainEvent<SaleCancelled> event) {
        sales.cancel(CallContext.system(event.tenantId(), NAME), event.payload());
    }
}
