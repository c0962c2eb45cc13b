package org.stoa.booking.sale;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.sale.SaleInvoiced;
import org.stoa.api.security.CallContext;

/** Hears that a sale stands on an invoice. */
@Component(service = DomainEventListener.class)
public final class InvoicedListener implements DomainEventListener<SaleInvoiced> {
    static final String NAME = "booking.invoiced";

    private final Settlement settlement;

    @Activate
    public InvoicedListener(@Reference Settlement settlement) {
        this.settlement = settlement;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String eventType() {
        return "sale.SaleInvoiced";
    }

    @Override
    public Class<SaleInvoiced> payloadType() {
        return SaleInvoiced.class;
    }

    @Override
    public void on(DomainEvent<SaleInvoiced> event) {
        settlement.invoiced(
                CallContext.system(event.tenantId(), NAME),
                event.payload().saleId(),
                event.payload().number());
    }
}
