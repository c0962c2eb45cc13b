package org.stoa.billing.document;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.billing.BillingModule;
import org.stoa.billing.document.einvoice.ElectronicInvoices;
import org.stoa.billing.document.pdf.PaperPdf;

/** {@code /api/v1/billing/invoices/{id}} as files for people and for programs. */
@RestResource
@Component(service = PaperResource.class)
@Path("invoices/{id}")
public final class PaperResource {
    static final String PDF = "application/pdf";

    private final Papers papers;
    private final PaperPdf pdf = new PaperPdf();
    private final ElectronicInvoices electronic = new ElectronicInvoices(pdf);

    @Activate
    public PaperResource(@Reference Papers papers) {
        this.papers = papers;
    }

    /** A draft is marked as such. */
    @GET
    @Path("pdf")
    @Produces(PDF)
    @RequiresPermission(BillingModule.READ)
    public Response pdf(@Context CallContext context, @PathParam("id") UUID id) {
        Paper paper = papers.of(context, id);
        return file(pdf.render(paper), paper, id, "pdf");
    }

    @GET
    @Path("xrechnung")
    @Produces(MediaType.APPLICATION_XML)
    @RequiresPermission(BillingModule.READ)
    public Response xrechnung(@Context CallContext context, @PathParam("id") UUID id) {
        Paper paper = papers.of(context, id);
        return file(electronic.xrechnung(paper), paper, id, "xml");
    }

    /** A PDF for people that carries the XML for programs. */
    @GET
    @Path("facturx")
    @Produces(PDF)
    @RequiresPermission(BillingModule.READ)
    public Response facturX(@Context CallContext context, @PathParam("id") UUID id) {
        Paper paper = papers.of(context, id);
        return file(electronic.facturX(paper), paper, id, "pdf");
    }

    private static Response file(byte[] content, Paper paper, UUID id, String ending) {
        String name = paper.number() == null ? id.toString() : paper.fileName();
        return Response.ok(content)
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + name + "." + ending + "\"")
                .build();
    }
}
