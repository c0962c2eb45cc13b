package org.stoa.billing.document;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.billing.BillingModule;

/** {@code /api/v1/billing/stationery}: what papers show besides what is invoiced. */
@RestResource
@Component(service = StationeryResource.class)
@Path("stationery")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class StationeryResource {
    private final Stationery stationery;

    @Activate
    public StationeryResource(@Reference Stationery stationery) {
        this.stationery = stationery;
    }

    @GET
    @Path("letterhead")
    @RequiresPermission(BillingModule.READ)
    public Letterhead letterhead(@Context CallContext context) {
        return stationery.letterhead(context);
    }

    /** Where customers pay to is stated here: more than writing invoices. */
    @PUT
    @Path("letterhead")
    @RequiresPermission(BillingModule.ADMIN)
    public Letterhead putLetterhead(@Context CallContext context, @NotNull @Valid Letterhead letterhead) {
        return stationery.put(context, letterhead);
    }

    @GET
    @Path("customers/{id}")
    @RequiresPermission(BillingModule.READ)
    public Delivery delivery(@Context CallContext context, @PathParam("id") UUID customer) {
        return stationery.delivery(context, customer);
    }

    @PUT
    @Path("customers/{id}")
    @RequiresPermission(BillingModule.WRITE)
    public Delivery putDelivery(
            @Context CallContext context, @PathParam("id") UUID customer, @NotNull @Valid Delivery delivery) {
        return stationery.put(context, customer, delivery);
    }
}
