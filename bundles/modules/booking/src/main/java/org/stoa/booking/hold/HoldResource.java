package org.stoa.booking.hold;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import org.stoa.booking.BookingModule;
import org.stoa.booking.booking.Booking;

/** {@code /api/v1/booking/holds}. */
@RestResource
@Component(service = HoldResource.class)
@Path("holds")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class HoldResource {
    private final Holds holds;

    @Activate
    public HoldResource(@Reference Holds holds) {
        this.holds = holds;
    }

    @GET
    @RequiresPermission(BookingModule.READ_OWN)
    public Page<Hold> list(
            @Context CallContext context, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return holds.list(context, PageRequest.parse(limit, cursor));
    }

    @POST
    @RequiresPermission(BookingModule.WRITE_OWN)
    @Answers(value = Hold.class, status = 201)
    public Response create(@Context CallContext context, @NotNull @Valid HoldFields fields) {
        Hold hold = holds.create(context, fields);
        return Response.created(URI.create("holds/" + hold.id())).entity(hold).build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission(BookingModule.READ_OWN)
    public Hold get(@Context CallContext context, @PathParam("id") UUID id) {
        return holds.get(context, id);
    }

    /** Gives it back before it expires. */
    @DELETE
    @Path("{id}")
    @RequiresPermission(BookingModule.WRITE_OWN)
    public void release(@Context CallContext context, @PathParam("id") UUID id) {
        holds.release(context, id);
    }

    /** Makes a booking of it. */
    @POST
    @Path("{id}/confirm")
    @RequiresPermission(BookingModule.WRITE_OWN)
    @Answers(value = Booking.class, status = 201)
    public Response confirm(
            @Context CallContext context, @PathParam("id") UUID id, @NotNull @Valid HoldDetails details) {
        Booking booking = holds.confirm(context, id, details);
        return Response.created(URI.create("bookings/" + booking.id()))
                .entity(booking)
                .build();
    }
}
