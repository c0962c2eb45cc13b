package org.stoa.booking.service;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
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
import org.stoa.api.rest.IfMatch;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.PatchOf;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.booking.BookingModule;

/** {@code /api/v1/booking/services}. */
@RestResource
@Component(service = ServiceResource.class)
@Path("services")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ServiceResource {
    private final Services services;

    @Activate
    public ServiceResource(@Reference Services services) {
        this.services = services;
    }

    /** Newest first. */
    @GET
    @RequiresPermission(BookingModule.READ_OWN)
    public Page<Service> list(
            @Context CallContext context, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return services.list(context, PageRequest.parse(limit, cursor));
    }

    @POST
    @RequiresPermission(BookingModule.WRITE_RESOURCE)
    @Answers(value = Service.class, status = 201)
    public Response create(@Context CallContext context, @NotNull @Valid ServiceFields fields) {
        Service service = services.create(context, fields);
        return Response.created(URI.create("services/" + service.id()))
                .entity(service)
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission(BookingModule.READ_OWN)
    public Service get(@Context CallContext context, @PathParam("id") UUID id) {
        return services.get(context, id);
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission(BookingModule.WRITE_RESOURCE)
    public Service update(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @PatchOf(ServiceFields.class) MergePatch patch) {
        return services.update(context, id, IfMatch.version(ifMatch), patch);
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(BookingModule.DELETE_RESOURCE)
    public void delete(@Context CallContext context, @PathParam("id") UUID id) {
        services.delete(context, id);
    }
}
