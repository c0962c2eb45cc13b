package org.stoa.marketplace.engagement;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.sale.SaleInvoiced;
import org.stoa.marketplace.Listener;

/** Notes the invoice of an engagement. */
@Component(service = DomainEventListener.class)
public final class SaleInvoicedListener extends Listener<SaleInvoiced> {

    @Activate
    public SaleInvoicedListener(@Reference Engagements engagements) {
        super(
                "sale-invoiced",
                "sale",
                SaleInvoiced.class,
                (context, event) -> engagements.invoiced(
                        context,
                        event.payload().saleId(),
                        event.payload().invoiceId(),
                        event.payload().number()));
    }
}
