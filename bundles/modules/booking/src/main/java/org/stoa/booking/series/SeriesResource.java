package org.stoa.booking.series;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import org.stoa.booking.BookingModule;

/** {@code /api/v1/booking/series}. */
@RestResource
@Component(service = SeriesResource.class)
@Path("series")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SeriesResource {
    private final SeriesService series;

    @Activate
    public SeriesResource(@Reference SeriesService series) {
        this.series = series;
    }

    /** All occurrences or none, unless those that clash are to be left out. */
    @POST
    @RequiresPermission(BookingModule.WRITE_OWN)
    @Answers(value = Series.class, status = 201)
    public Response create(@Context CallContext context, @NotNull @Valid SeriesFields fields) {
        Series made = series.create(context, fields);
        return Response.created(URI.create("series/" + made.id())).entity(made).build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission(BookingModule.READ_OWN)
    public Series get(@Context CallContext context, @PathParam("id") UUID id) {
        return series.get(context, id);
    }
}
