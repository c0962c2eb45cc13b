package org.stoa.billing.recurring;

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
import java.util.List;
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
import org.stoa.api.rest.ProblemException;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.billing.BillingModule;

/** {@code /api/v1/billing/agreements}. */
@RestResource
@Component(service = AgreementResource.class)
@Path("agreements")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AgreementResource {
    private static final int MOST_PERIODS = 60;

    private final Agreements agreements;

    @Activate
    public AgreementResource(@Reference Agreements agreements) {
        this.agreements = agreements;
    }

    @GET
    @RequiresPermission(BillingModule.READ)
    public Page<Agreement> list(
            @Context CallContext context,
            @QueryParam("customer") UUID customer,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return agreements.list(context, customer, PageRequest.parse(limit, cursor));
    }

    /** With {@code simulate}, nothing is stored: the answer (200) is what the first invoices would be. */
    @POST
    @RequiresPermission(BillingModule.WRITE)
    @Answers(value = Agreement.class, status = 201)
    public Response create(
            @Context CallContext context,
            @QueryParam("simulate") Boolean simulate,
            @QueryParam("periods") Integer periods,
            @NotNull @Valid AgreementFields fields) {
        if (Boolean.TRUE.equals(simulate)) {
            return Response.ok(agreements.preview(context, fields, periods(periods)))
                    .build();
        }
        Agreement agreement = agreements.create(context, fields);
        return Response.created(URI.create("agreements/" + agreement.id()))
                .entity(agreement)
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission(BillingModule.READ)
    public Agreement get(@Context CallContext context, @PathParam("id") UUID id) {
        return agreements.get(context, id);
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission(BillingModule.WRITE)
    public Agreement update(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @PatchOf(AgreementFields.class) MergePatch patch) {
        return agreements.update(context, id, IfMatch.version(ifMatch), patch);
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(BillingModule.DELETE)
    public void delete(@Context CallContext context, @PathParam("id") UUID id) {
        agreements.delete(context, id);
    }

    /** The next invoices, as they will be with what was used so far. */
    @GET
    @Path("{id}/preview")
    @RequiresPermission(BillingModule.READ)
    public List<RunPreview> preview(
            @Context CallContext context, @PathParam("id") UUID id, @QueryParam("periods") Integer periods) {
        return agreements.preview(context, id, periods(periods));
    }

    /** Reports of use; one that was sent before counts once. */
    @POST
    @Path("{id}/usage")
    @RequiresPermission(BillingModule.WRITE)
    public UsageReports.Receipt report(
            @Context CallContext context, @PathParam("id") UUID id, @NotNull @Valid UsageReports reports) {
        return agreements.report(context, id, reports);
    }

    private static int periods(Integer periods) {
        if (periods != null && (periods < 1 || periods > MOST_PERIODS)) {
            throw ProblemException.invalid("periods", "must be 1 to " + MOST_PERIODS);
        }
        return periods == null ? 1 : periods;
    }
}
