package org.stoa.booking.waiting;

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

/** {@code /api/v1/booking/waiting-list}. */
@RestResource
@Component(service = WaitingResource.class)
@Path("waiting-list")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class WaitingResource {
    private final Waiting waiting;

    @Activate
    public WaitingResource(@Reference Waiting waiting) {
        this.waiting = waiting;
    }

    @GET
    @RequiresPermission(BookingModule.READ_OWN)
    public Page<WaitingEntry> list(
            @Context CallContext context,
            @QueryParam("service") UUID service,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return waiting.list(context, service, PageRequest.parse(limit, cursor));
    }

    @POST
    @RequiresPermission(BookingModule.WRITE_OWN)
    @Answers(value = WaitingEntry.class, status = 201)
    public Response join(@Context CallContext context, @NotNull @Valid WaitingFields fields) {
        WaitingEntry entry = waiting.join(context, fields);
        return Response.created(URI.create("waiting-list/" + entry.id()))
                .entity(entry)
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission(BookingModule.READ_OWN)
    public WaitingEntry get(@Context CallContext context, @PathParam("id") UUID id) {
        return waiting.get(context, id);
    }

    /** Leaves the list, and gives back what was offered. */
    @DELETE
    @Path("{id}")
    @RequiresPermission(BookingModule.WRITE_OWN)
    public void leave(@Context CallContext context, @PathParam("id") UUID id) {
        waiting.leave(context, id);
    }
}
