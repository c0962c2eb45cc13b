package org.stoa.billing.invoice;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.Answers;
import org.stoa.api.rest.IfMatch;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.PatchOf;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.billing.BillingModule;

/** {@code /api/v1/billing/invoices}. */
@RestResource
@Component(service = InvoiceResource.class)
@Path("invoices")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class InvoiceResource {
    private final InvoiceService invoices;
    private final InvoiceLifecycle lifecycle;
    private final CreditNotes creditNotes;

    @Activate
    public InvoiceResource(
            @Reference InvoiceService invoices,
            @Reference InvoiceLifecycle lifecycle,
            @Reference CreditNotes creditNotes) {
        this.invoices = invoices;
        this.lifecycle = lifecycle;
        this.creditNotes = creditNotes;
    }

    @GET
    @RequiresPermission(BillingModule.READ)
    public Page<Invoice> list(
            @Context CallContext context,
            @QueryParam("status") InvoiceStatus status,
            @QueryParam("kind") InvoiceKind kind,
            @QueryParam("customer") UUID customer,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return invoices.list(context, status, kind, customer, PageRequest.parse(limit, cursor));
    }

    @POST
    @RequiresPermission(BillingModule.WRITE)
    @Answers(value = Invoice.class, status = 201)
    public Response create(@Context CallContext context, @NotNull @Valid InvoiceFields fields) {
        Invoice invoice = invoices.create(context, fields);
        return Response.created(URI.create("invoices/" + invoice.id()))
                .entity(invoice)
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission(BillingModule.READ)
    public Invoice get(@Context CallContext context, @PathParam("id") UUID id) {
        return invoices.get(context, id);
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission(BillingModule.WRITE)
    public Invoice update(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @PatchOf(InvoiceFields.class) MergePatch patch) {
        return invoices.update(context, id, IfMatch.version(ifMatch), patch);
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(BillingModule.DELETE)
    public void delete(@Context CallContext context, @PathParam("id") UUID id) {
        invoices.delete(context, id);
    }

    /** An issue cannot be taken back: whoever wants to issue just what they saw sends its ETag in If-Match. */
    @POST
    @Path("{id}/issue")
    @RequiresPermission(BillingModule.WRITE)
    public Invoice issue(
            @Context CallContext context, @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        return lifecycle.issue(context, id, ifMatch == null ? null : IfMatch.version(ifMatch));
    }

    @POST
    @Path("{id}/pay")
    @RequiresPermission(BillingModule.WRITE)
    public Invoice pay(@Context CallContext context, @PathParam("id") UUID id, @Valid Settlement payment) {
        return lifecycle.pay(context, id, payment);
    }

    /** Takes back the invoice, or the lines of it that are named, with a credit note that is issued at once. */
    @POST
    @Path("{id}/credit")
    @RequiresPermission(BillingModule.WRITE)
    @Answers(value = Invoice.class, status = 201)
    public Response credit(
            @Context CallContext context, @PathParam("id") UUID id, @NotNull @Valid CreditFields fields) {
        Invoice note = creditNotes.credit(context, id, fields);
        return Response.created(URI.create("invoices/" + note.id()))
                .entity(note)
                .build();
    }

    @POST
    @Path("{id}/void")
    @RequiresPermission(BillingModule.WRITE)
    public Invoice declareVoid(
            @Context CallContext context, @PathParam("id") UUID id, @NotNull @Valid VoidReason body) {
        return lifecycle.declareVoid(context, id, body.reason());
    }
}
