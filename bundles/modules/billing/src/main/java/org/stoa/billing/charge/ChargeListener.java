package org.stoa.billing.charge;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.charge.ChargeDue;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;

/** Hears of what other tenants owe this one. */
@Component(service = DomainEventListener.class)
public final class ChargeListener implements DomainEventListener<ChargeDue> {
    static final String NAME = "billing.charges";

    private final Charges charges;

    @Activate
    public ChargeListener(@Reference Charges charges) {
        this.charges = charges;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String eventType() {
        return "charge.ChargeDue";
    }

    @Override
    public Class<ChargeDue> payloadType() {
        return ChargeDue.class;
    }

    @Override
    public void on(DomainEvent<ChargeDue> event) {
        charges.take(CallContext.system(event.tenantId(), NAME), event.payload());
    }
}
