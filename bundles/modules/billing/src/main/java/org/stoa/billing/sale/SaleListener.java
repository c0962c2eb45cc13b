package org.stoa.billing.sale;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.sale.SaleMade;
import org.stoa.api.security.CallContext;

/** Hears of what was sold. */
@Component(service = DomainEventListener.class)
public final class SaleListener implements DomainEventListener<SaleMade> {
    static final String NAME = "billing.sales";

    private final Sales sales;

    @Activate
    public SaleListener(@Reference Sales sales) {
        this.sales = sales;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String eventType() {
        return "sale.SaleMade";
    }

    @Override
    public Class<SaleMade> payloadType() {
        return SaleMade.class;
    }

    @Override
    public void on(DomainEvent<SaleMade> event) {
        sales.take(CallContext.system(event.tenantId(), NAME), event.payload());
    }
}
