package org.stoa.billing.provider;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.Answers;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.billing.BillingModule;

/** {@code /api/v1/billing/payment-methods/{customer}}: what a customer has left to be charged. */
@RestResource
@Component(service = PaymentMethodResource.class)
@Path("payment-methods/{customer}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PaymentMethodResource {
    private final PaymentMethods methods;

    @Activate
    public PaymentMethodResource(@Reference PaymentMethods methods) {
        this.methods = methods;
    }

    @GET
    @RequiresPermission(BillingModule.READ)
    public PaymentMethod get(@Context CallContext context, @PathParam("customer") UUID customer) {
        return methods.get(context, customer);
    }

    @PUT
    @RequiresPermission(BillingModule.WRITE)
    public PaymentMethod setAutomatic(
            @Context CallContext context,
            @PathParam("customer") UUID customer,
            @NotNull @Valid PaymentMethodSetup.Automatic fields) {
        return methods.setAutomatic(context, customer, fields.automatic());
    }

    @DELETE
    @RequiresPermission(BillingModule.WRITE)
    public void delete(@Context CallContext context, @PathParam("customer") UUID customer) {
        methods.delete(context, customer);
    }

    /** Begins to save another one, which the payer finishes in the browser with the {@code clientSecret}. */
    @POST
    @Path("setups")
    @RequiresPermission(BillingModule.WRITE)
    @Answers(value = PaymentMethodSetup.class, status = 201)
    public Response begin(
            @Context CallContext context,
            @PathParam("customer") UUID customer,
            @NotNull @Valid PaymentMethodSetup.Fields fields) {
        PaymentMethodSetup setup = methods.begin(context, customer, fields);
        return Response.created(URI.create("payment-methods/" + customer + "/setups/" + setup.id()))
                .entity(setup)
                .build();
    }

    /** Asks the provider whether the payer has finished. */
    @GET
    @Path("setups/{setup}")
    @RequiresPermission(BillingModule.WRITE)
    public PaymentMethodSetup look(
            @Context CallContext context, @PathParam("customer") UUID customer, @PathParam("setup") UUID setup) {
        return methods.look(context, customer, setup);
    }
}
