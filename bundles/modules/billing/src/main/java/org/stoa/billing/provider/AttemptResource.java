package org.stoa.billing.provider;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
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
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.billing.BillingModule;

/** {@code /api/v1/billing/payment-attempts}: payments of invoices through providers. */
@RestResource
@Component(service = AttemptResource.class)
@Path("payment-attempts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AttemptResource {
    private final Attempts attempts;
    private final Refunds refunds;

    @Activate
    public AttemptResource(@Reference Attempts attempts, @Reference Refunds refunds) {
        this.attempts = attempts;
        this.refunds = refunds;
    }

    @GET
    @RequiresPermission(BillingModule.READ)
    public Page<PaymentAttempt> list(
            @Context CallContext context,
            @QueryParam("invoice") UUID invoice,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return attempts.list(context, invoice, PageRequest.parse(limit, cursor));
    }

    /** While a payment of the invoice is under way, this is about that one: nothing is charged twice. */
    @POST
    @RequiresPermission(BillingModule.WRITE)
    @Answers(value = PaymentStart.class, status = 201)
    public Response start(@Context CallContext context, @NotNull @Valid AttemptFields fields) {
        PaymentStart start = attempts.start(context, fields);
        return Response.created(URI.create("payment-attempts/" + start.attempt().id()))
                .entity(start)
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission(BillingModule.READ)
    public PaymentAttempt get(@Context CallContext context, @PathParam("id") UUID id) {
        return attempts.get(context, id);
    }

    @POST
    @Path("{id}/cancel")
    @RequiresPermission(BillingModule.WRITE)
    public PaymentAttempt cancel(@Context CallContext context, @PathParam("id") UUID id) {
        return attempts.cancel(context, id);
    }

    @GET
    @Path("{id}/refunds")
    @RequiresPermission(BillingModule.READ)
    public List<RefundAttempt> refunds(@Context CallContext context, @PathParam("id") UUID id) {
        return refunds.list(context, id);
    }

    @POST
    @Path("{id}/refunds")
    @RequiresPermission(BillingModule.WRITE)
    public RefundAttempt refund(@Context CallContext context, @PathParam("id") UUID id, @Valid RefundRequest request) {
        return refunds.refund(context, id, request == null ? null : request.amount());
    }

    /** Says of a refund in doubt what somebody has found out at the provider. */
    @POST
    @Path("{id}/refunds/{refund}/settle")
    @RequiresPermission(BillingModule.ADMIN)
    public RefundAttempt settle(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @PathParam("refund") UUID refund,
            @NotNull @Valid RefundFinding finding) {
        return refunds.settle(context, id, refund, finding);
    }
}
