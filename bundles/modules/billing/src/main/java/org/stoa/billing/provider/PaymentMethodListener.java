package org.stoa.billing.provider;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;

/** Looks whether payers have finished. */
@Component(service = DomainEventListener.class)
public final class PaymentMethodListener implements DomainEventListener<PaymentMethodPending> {
    static final String NAME = "billing.payment-methods";

    private final PaymentMethods methods;

    @Activate
    public PaymentMethodListener(@Reference PaymentMethods methods) {
        this.methods = methods;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String eventType() {
        return "billing.PaymentMethodPending";
    }

    @Override
    public Class<PaymentMethodPending> payloadType() {
        return PaymentMethodPending.class;
    }

    @Override
    public void on(DomainEvent<PaymentMethodPending> event) {
        CallContext context = CallContext.system(event.tenantId(), NAME);
        methods.resolve(context, event.payload().setupId());
    }
}
