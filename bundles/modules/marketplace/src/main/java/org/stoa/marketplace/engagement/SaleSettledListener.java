package org.stoa.marketplace.engagement;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.sale.SaleSettled;
import org.stoa.marketplace.Listener;

/** Notes whether the invoice of an engagement is paid. */
@Component(service = DomainEventListener.class)
public final class SaleSettledListener extends Listener<SaleSettled> {

    @Activate
    public SaleSettledListener(@Reference Engagements engagements) {
        super(
                "sale-settled",
                "sale",
                SaleSettled.class,
                (context, event) -> engagements.settled(
                        context, event.payload().saleId(), event.payload().settled(), event.occurredAt()));
    }
}
