package org.stoa.billing.charge;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;

/** Makes drafts of charges. */
@Component(service = DomainEventListener.class)
public final class ChargeInvoicer implements DomainEventListener<ChargeTaken> {
    static final String NAME = "billing.charge-invoicer";

    private final Charges charges;

    @Activate
    public ChargeInvoicer(@Reference Charges charges) {
        this.charges = charges;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String eventType() {
        return "billing.ChargeTaken";
    }

    @Override
    public Class<ChargeTaken> payloadType() {
        return ChargeTaken.class;
    }

    @Override
    public void on(DomainEvent<ChargeTaken> event) {
        charges.invoice(
                CallContext.system(event.tenantId(), NAME), event.payload().chargeId());
    }
}
