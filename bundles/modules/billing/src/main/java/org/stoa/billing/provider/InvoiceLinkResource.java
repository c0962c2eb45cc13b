package org.stoa.billing.provider;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.Answers;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Public;
import org.stoa.billing.document.Paper;
import org.stoa.billing.document.Papers;
import org.stoa.billing.document.pdf.PaperPdf;
import org.stoa.billing.invoice.Invoice;
import org.stoa.billing.invoice.InvoiceLinks;
import org.stoa.billing.invoice.InvoiceService;

/** {@code /api/v1/billing/invoice-links}: invoices for debtors without an account here. The address is the key to it. */
@RestResource
@Component(service = InvoiceLinkResource.class)
@Path("invoice-links/{tenant}/{token}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class InvoiceLinkResource {
    private static final String PRIVATE = "private, no-store";

    private final InvoiceLinks links;
    private final InvoiceService invoices;
    private final Papers papers;
    private final ProviderAccounts accounts;
    private final Attempts attempts;
    private final PaperPdf pdf = new PaperPdf();

    @Activate
    public InvoiceLinkResource(
            @Reference InvoiceLinks links,
            @Reference InvoiceService invoices,
            @Reference Papers papers,
            @Reference ProviderAccounts accounts,
            @Reference Attempts attempts) {
        this.links = links;
        this.invoices = invoices;
        this.papers = papers;
        this.accounts = accounts;
        this.attempts = attempts;
    }

    @GET
    @Public
    @Answers(LinkedInvoice.class)
    public Response get(@Context CallContext context, @PathParam("token") String token) {
        Invoice invoice = invoices.get(context, links.find(context, token));
        List<String> providers = accounts.list(context).stream()
                .filter(ProviderAccounts.View::configured)
                .map(ProviderAccounts.View::provider)
                .toList();
        LinkedInvoice linked = new LinkedInvoice(
                invoice.number(),
                invoice.status(),
                invoice.issueDate(),
                invoice.dueDate(),
                invoice.seller().name(),
                invoice.totals().gross(),
                invoice.balance(),
                invoice.test(),
                providers);
        // the address is the key
        return Response.ok(linked).header(HttpHeaders.CACHE_CONTROL, PRIVATE).build();
    }

    @GET
    @Path("pdf")
    @Produces("application/pdf")
    @Public
    public Response pdf(@Context CallContext context, @PathParam("token") String token) {
        Paper paper = papers.of(context, links.find(context, token));
        return Response.ok(pdf.render(paper))
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + paper.fileName() + ".pdf\"")
                .header(HttpHeaders.CACHE_CONTROL, PRIVATE)
                .build();
    }

    /** Begins a payment of all that is left, or goes on with the one that is under way. */
    @POST
    @Path("payments")
    @Public
    public PaymentStart pay(@Context CallContext context, @PathParam("token") String token, LinkPayment payment) {
        // a wrong address is answered like an unknown one, whatever the body
        UUID invoiceId = links.find(context, token);
        return attempts.start(context, new AttemptFields(invoiceId, LinkPayment.providerOf(payment), null));
    }
}
