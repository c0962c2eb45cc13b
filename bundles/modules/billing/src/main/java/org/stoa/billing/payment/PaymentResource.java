package org.stoa.billing.payment;

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

/** {@code /api/v1/billing/payments}. */
@RestResource
@Component(service = PaymentResource.class)
@Path("payments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PaymentResource {
    private final Payments payments;

    @Activate
    public PaymentResource(@Reference Payments payments) {
        this.payments = payments;
    }

    @GET
    @RequiresPermission(BillingModule.READ)
    public Page<Payment> list(
            @Context CallContext context,
            @QueryParam("customer") UUID customer,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return payments.list(context, customer, PageRequest.parse(limit, cursor));
    }

    @POST
    @RequiresPermission(BillingModule.WRITE)
    @Answers(value = Payment.class, status = 201)
    public Response receive(@Context CallContext context, @NotNull @Valid PaymentFields fields) {
        Payment payment = payments.receive(context, fields);
        return Response.created(URI.create("payments/" + payment.id()))
                .entity(payment)
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission(BillingModule.READ)
    public Payment get(@Context CallContext context, @PathParam("id") UUID id) {
        return payments.get(context, id);
    }

    /** Money of which nobody knew whose it is gets a customer, and pays what that customer owes. */
    @POST
    @Path("{id}/assign")
    @RequiresPermission(BillingModule.ADMIN)
    public Payment assign(
            @Context CallContext context, @PathParam("id") UUID id, @NotNull @Valid Assignment assignment) {
        return payments.assign(context, id, assignment.customerId());
    }

    @POST
    @Path("{id}/refund")
    @RequiresPermission(BillingModule.WRITE)
    public Payment refund(@Context CallContext context, @PathParam("id") UUID id, @NotNull @Valid RefundFields fields) {
        return payments.refund(context, id, fields);
    }

    /** The payer's bank took the money back. */
    @POST
    @Path("{id}/reverse")
    @RequiresPermission(BillingModule.WRITE)
    public Payment reverse(
            @Context CallContext context, @PathParam("id") UUID id, @NotNull @Valid RefundFields fields) {
        return payments.reverse(context, id, fields);
    }
}
