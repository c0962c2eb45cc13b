package org.stoa.booking.calendar;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.booking.BookingModule;

/** {@code /api/v1/booking/resources/{id}/busy-times}: of a resource of one's own, or with the right to change all. */
@RestResource
@Component(service = BusyTimeResource.class)
@Path("resources/{id}/busy-times")
@Produces(MediaType.APPLICATION_JSON)
public final class BusyTimeResource {
    private final BusyTimes busyTimes;

    @Activate
    public BusyTimeResource(@Reference BusyTimes busyTimes) {
        this.busyTimes = busyTimes;
    }

    @GET
    @RequiresPermission(BookingModule.WRITE_OWN_RESOURCE)
    public List<BusyTimes.Source> sources(@Context CallContext context, @PathParam("id") UUID id) {
        return busyTimes.sources(context, id);
    }

    /** The body is a calendar (RFC 5545); it replaces the one that was brought from the same source before. */
    @PUT
    @Path("{source}")
    @Consumes("text/calendar")
    @RequiresPermission(BookingModule.WRITE_OWN_RESOURCE)
    public BusyTimes.Imported put(
            @Context CallContext context, @PathParam("id") UUID id, @PathParam("source") String source, byte[] body) {
        return busyTimes.put(context, id, source, body);
    }

    @DELETE
    @Path("{source}")
    @RequiresPermission(BookingModule.WRITE_OWN_RESOURCE)
    public void delete(@Context CallContext context, @PathParam("id") UUID id, @PathParam("source") String source) {
        busyTimes.delete(context, id, source);
    }
}
