package org.stoa.booking.calendar;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import org.stoa.api.security.Public;
import org.stoa.api.security.RequiresPermission;
import org.stoa.booking.BookingModule;

/** {@code /api/v1/booking}: calendar feeds, and where they are. */
@RestResource
@Component(service = FeedResource.class)
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class FeedResource {
    private static final String CALENDAR = "text/calendar";

    private final Feeds feeds;

    @Activate
    public FeedResource(@Reference Feeds feeds) {
        this.feeds = feeds;
    }

    /** Gives the feed of a resource another address, or its first. */
    @POST
    @Path("resources/{id}/feed")
    @RequiresPermission(BookingModule.WRITE_OWN_RESOURCE)
    public Feeds.Feed rotate(@Context CallContext context, @PathParam("id") UUID id) {
        return feeds.rotate(context, id);
    }

    @DELETE
    @Path("resources/{id}/feed")
    @RequiresPermission(BookingModule.WRITE_OWN_RESOURCE)
    public void close(@Context CallContext context, @PathParam("id") UUID id) {
        feeds.close(context, id);
    }

    /** The token in the path says that the caller was told this address. */
    @GET
    @Path("feeds/{tenant}/{token}/calendar.ics")
    @Produces(CALENDAR)
    @Public
    public String calendar(@Context CallContext context, @PathParam("token") String token) {
        return feeds.calendar(context, token);
    }
}
