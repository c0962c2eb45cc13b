package org.stoa.billing.sale;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;
import org.stoa.billing.AccountReleased;

/** Goes on with sales once an account is beyond doubt. */
@Component(service = DomainEventListener.class)
public final class SaleResumer implements DomainEventListener<AccountReleased> {
    static final String NAME = "billing.sale-resumer";

    private final Sales sales;

    @Activate
    public SaleResumer(@Reference Sales sales) {
        this.sales = sales;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String eventType() {
        return "billing.AccountReleased";
    }

    @Override
    public Class<AccountReleased> payloadType() {
        return AccountReleased.class;
    }

    @Override
    public void on(DomainEvent<AccountReleased> event) {
        sales.resume(CallContext.system(event.tenantId(), NAME), event.payload().customerId());
    }
}
