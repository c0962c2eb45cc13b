package org.stoa.billing.mail;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;
import org.stoa.billing.CreditNoteIssued;

/** Sends credit notes that were issued. */
@Component(service = DomainEventListener.class)
public final class CreditNoteMailer implements DomainEventListener<CreditNoteIssued> {
    static final String NAME = "billing.credit-note-mailer";

    private final DocumentMails mails;

    @Activate
    public CreditNoteMailer(@Reference DocumentMails mails) {
        this.mails = mails;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String eventType() {
        return "billing.CreditNoteIssued";
    }

    @Override
    public Class<CreditNoteIssued> payloadType() {
        return CreditNoteIssued.class;
    }

    @Override
    public void on(DomainEvent<CreditNoteIssued> event) {
        CreditNoteIssued issued = event.payload();
        mails.send(CallContext.system(event.tenantId(), NAME), issued.creditNoteId(), issued.customerId());
    }
}
