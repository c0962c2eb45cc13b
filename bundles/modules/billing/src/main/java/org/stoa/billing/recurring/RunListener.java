package org.stoa.billing.recurring;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;

/** Invoices agreements when the time has come. */
@Component(service = DomainEventListener.class)
public final class RunListener implements DomainEventListener<RecurringRunDue> {
    static final String NAME = "billing.recurring";

    private final Recurring recurring;

    @Activate
    public RunListener(@Reference Recurring recurring) {
        this.recurring = recurring;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String eventType() {
        return "billing.RecurringRunDue";
    }

    @Override
    public Class<RecurringRunDue> payloadType() {
        return RecurringRunDue.class;
    }

    @Override
    public void on(DomainEvent<RecurringRunDue> event) {
        RecurringRunDue run = event.payload();
        recurring.run(CallContext.system(event.tenantId(), NAME), run.agreementId(), run.number());
    }
}
