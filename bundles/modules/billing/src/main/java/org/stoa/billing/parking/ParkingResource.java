package org.stoa.billing.parking;

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
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.billing.BillingModule;

/** {@code /api/v1/billing/parked}. */
@RestResource
@Component(service = ParkingResource.class)
@Path("parked")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ParkingResource {
    private final Parking parking;

    @Activate
    public ParkingResource(@Reference Parking parking) {
        this.parking = parking;
    }

    /** What rests now; with {@code all} what was released as well. */
    @GET
    @RequiresPermission(BillingModule.READ)
    public Page<ParkedItem> list(
            @Context CallContext context,
            @QueryParam("customer") UUID customer,
            @QueryParam("all") Boolean all,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return parking.list(context, customer, Boolean.TRUE.equals(all), PageRequest.parse(limit, cursor));
    }

    @GET
    @Path("{id}")
    @RequiresPermission(BillingModule.READ)
    public ParkedItem get(@Context CallContext context, @PathParam("id") UUID id) {
        return parking.get(context, id);
    }

    @POST
    @Path("{id}/release")
    @RequiresPermission(BillingModule.ADMIN)
    public ParkedItem release(
            @Context CallContext context, @PathParam("id") UUID id, @NotNull @Valid ReleaseNote note) {
        return parking.release(context, id, note);
    }
}
