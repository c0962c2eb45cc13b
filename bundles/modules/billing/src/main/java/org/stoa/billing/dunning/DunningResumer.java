package org.stoa.billing.dunning;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;
import org.stoa.billing.AccountReleased;

/** Reminds again once an account is beyond doubt. */
@Component(service = DomainEventListener.class)
public final class DunningResumer implements DomainEventListener<AccountReleased> {
    static final String NAME = "billing.dunning-resumer";

    private final Dunning dunning;

    @Activate
    public DunningResumer(@Reference Dunning dunning) {
        this.dunning = dunning;
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
        dunning.resume(
                CallContext.system(event.tenantId(), NAME), event.payload().customerId());
    }
}
