package org.stoa.booking.availability;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.IfMatch;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.booking.BookingModule;

/** {@code /api/v1/booking/resources/{id}/availability}. */
@RestResource
@Component(service = AvailabilityResource.class)
@Path("resources/{id}/availability")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AvailabilityResource {
    private final Availabilities availabilities;

    @Activate
    public AvailabilityResource(@Reference Availabilities availabilities) {
        this.availabilities = availabilities;
    }

    @GET
    @RequiresPermission(BookingModule.READ_OWN)
    public Availability get(@Context CallContext context, @PathParam("id") UUID id) {
        return availabilities.get(context, id);
    }

    /** For a resource of one's own, or with {@value BookingModule#WRITE_RESOURCE}; If-Match names the version of the resource. */
    @PUT
    @RequiresPermission(BookingModule.WRITE_OWN_RESOURCE)
    public Availability put(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @NotNull @Valid AvailabilityFields fields) {
        return availabilities.put(context, id, IfMatch.version(ifMatch), fields);
    }
}
