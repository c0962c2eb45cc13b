package org.stoa.booking.sale;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.sale.SaleSettled;
import org.stoa.api.security.CallContext;

/** Hears that the invoice of a sale is paid, or no longer is. */
@Component(service = DomainEventListener.class)
public final class SettledListener implements DomainEventListener<SaleSettled> {
    static final String NAME = "booking.settled";

    private final Settlement settlement;

    @Activate
    public SettledListener(@Reference Settlement settlement) {
        this.settlement = settlement;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String eventType() {
        return "sale.SaleSettled";
    }

    @Override
    public Class<SaleSettled> payloadType() {
        return SaleSettled.class;
    }

    @Override
    public void on(DomainEvent<SaleSettled> event) {
        settlement.settled(
                CallContext.system(event.tenantId(), NAME),
                event.payload().saleId(),
                event.payload().settled(),
                event.occurredAt());
    }
}
