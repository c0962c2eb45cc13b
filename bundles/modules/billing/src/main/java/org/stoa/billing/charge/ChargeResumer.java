package org.stoa.billing.charge;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;
import org.stoa.billing.AccountReleased;

/** Invoices charges again once an account is beyond doubt. */
@Component(service = DomainEventListener.class)
public final class ChargeResumer implements DomainEventListener<AccountReleased> {
    static final String NAME = "billing.charge-resumer";

    private final Charges charges;

    @Activate
    public ChargeResumer(@Reference Charges charges) {
        this.charges = charges;
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
        charges.resume(
                CallContext.system(event.tenantId(), NAME), event.payload().customerId());
    }
}
