package org.stoa.billing.recurring;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;

/** Issues what agreements have made. */
@Component(service = DomainEventListener.class)
public final class DraftListener implements DomainEventListener<RecurringDraftMade> {
    static final String NAME = "billing.recurring-issuer";

    private final Recurring recurring;

    @Activate
    public DraftListener(@Reference Recurring recurring) {
        this.recurring = recurring;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String eventType() {
        return "billing.RecurringDraftMade";
    }

    @Override
    public Class<RecurringDraftMade> payloadType() {
        return RecurringDraftMade.class;
    }

    @Override
    public void on(DomainEvent<RecurringDraftMade> event) {
        RecurringDraftMade made = event.payload();
        recurring.issue(CallContext.system(event.tenantId(), NAME), made.agreementId(), made.invoiceId());
    }
}
