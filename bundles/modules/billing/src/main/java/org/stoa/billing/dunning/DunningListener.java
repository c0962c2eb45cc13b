package org.stoa.billing.dunning;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;
import org.stoa.billing.DunningStepDue;

/** Reminds when the time has come. */
@Component(service = DomainEventListener.class)
public final class DunningListener implements DomainEventListener<DunningStepDue> {
    static final String NAME = "billing.dunning";

    private final Dunning dunning;

    @Activate
    public DunningListener(@Reference Dunning dunning) {
        this.dunning = dunning;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String eventType() {
        return "billing.DunningStepDue";
    }

    @Override
    public Class<DunningStepDue> payloadType() {
        return DunningStepDue.class;
    }

    @Override
    public void on(DomainEvent<DunningStepDue> event) {
        dunning.step(CallContext.system(event.tenantId(), NAME), event.payload().invoiceId());
    }
}
