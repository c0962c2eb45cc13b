package org.stoa.billing.mail;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;
import org.stoa.billing.DunningLevelReached;

/** Sends reminders that are due. */
@Component(service = DomainEventListener.class)
public final class ReminderMailer implements DomainEventListener<DunningLevelReached> {
    static final String NAME = "billing.reminder-mailer";

    private final DocumentMails mails;

    @Activate
    public ReminderMailer(@Reference DocumentMails mails) {
        this.mails = mails;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String eventType() {
        return "billing.DunningLevelReached";
    }

    @Override
    public Class<DunningLevelReached> payloadType() {
        return DunningLevelReached.class;
    }

    @Override
    public void on(DomainEvent<DunningLevelReached> event) {
        DunningLevelReached reached = event.payload();
        mails.remind(CallContext.system(event.tenantId(), NAME), reached);
    }
}
