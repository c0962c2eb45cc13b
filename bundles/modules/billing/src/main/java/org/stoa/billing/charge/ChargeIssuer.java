package org.stoa.billing.charge;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;

/** Issues the invoices of charges. */
@Component(service = DomainEventListener.class)
public final class ChargeIssuer implements DomainEventListener<ChargeDraftMade> {
    static final String NAME = "billing.charge-issuer";

    private final Charges charges;

    @Activate
    public ChargeIssuer(@Reference Charges charges) {
        this.charges = charges;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String eventType() {
        return "billing.ChargeDraftMade";
    }

    @Override
    public Class<ChargeDraftMade> payloadType() {
        return ChargeDraftMade.class;
    }

    @Override
    public void on(DomainEvent<ChargeDraftMade> event) {
        ChargeDraftMade made = event.payload();
        charges.issue(CallContext.system(event.tenantId(), NAME), made.chargeId(), made.invoiceId());
    }
}
