package org.stoa.billing.mail;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;
import org.stoa.billing.InvoiceIssued;

/** Sends invoices that were issued. */
@Component(service = DomainEventListener.class)
public final class InvoiceMailer implements DomainEventListener<InvoiceIssued> {
    static final String NAME = "billing.invoice-mailer";

    private final DocumentMails mails;

    @Activate
    public InvoiceMailer(@Reference DocumentMails mails) {
        this.mails = mails;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String eventType() {
        return "billing.InvoiceIssued";
    }

    @Override
    public Class<InvoiceIssued> payloadType() {
        return InvoiceIssued.class;
    }

    @Override
    public void on(DomainEvent<InvoiceIssued> event) {
        InvoiceIssued issued = event.payload();
        mails.send(CallContext.system(event.tenantId(), NAME), issued.invoiceId(), issued.customerId());
    }
}
