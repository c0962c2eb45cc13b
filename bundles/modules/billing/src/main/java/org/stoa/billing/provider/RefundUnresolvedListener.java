package org.stoa.billing.provider;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;

/** Looks into refunds of which nothing is known. */
@Component(service = DomainEventListener.class)
public final class RefundUnresolvedListener implements DomainEventListener<RefundUnresolved> {
    private final Refunds refunds;

    @Activate
    public RefundUnresolvedListener(@Reference Refunds refunds) {
        this.refunds = refunds;
    }

    @Override
    public String name() {
        return "billing.unresolved-refunds";
    }

    @Override
    public String eventType() {
        return "billing.RefundUnresolved";
    }

    @Override
    public Class<RefundUnresolved> payloadType() {
        return RefundUnresolved.class;
    }

    @Override
    public void on(DomainEvent<RefundUnresolved> event) {
        refunds.resolve(
                CallContext.system(event.tenantId(), name()), event.payload().refundId());
    }
}
