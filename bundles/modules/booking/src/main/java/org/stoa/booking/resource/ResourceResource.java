package org.stoa.booking.resource;

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

/** {@code /api/v1/booking/resources}. */
@RestResource
@Component(service = ResourceResource.class)
@Path("resources")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ResourceResource {
    private final Resources resources;

    @Activate
    public ResourceResource(@Reference Resources resources) {
        this.resources = resources;
    }

    /** Newest first; of one user when {@code userId} is given. */
    @GET
    @RequiresPermission(BookingModule.READ_OWN)
    public Page<Resource> list(
            @Context CallContext context,
            @QueryParam("userId") UUID userId,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return resources.list(context, userId, PageRequest.parse(limit, cursor));
    }

    @POST
    @RequiresPermission(BookingModule.WRITE_RESOURCE)
    @Answers(value = Resource.class, status = 201)
    public Response create(@Context CallContext context, @NotNull @Valid ResourceFields fields) {
        Resource resource = resources.create(context, fields);
        return Response.created(URI.create("resources/" + resource.id()))
                .entity(resource)
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission(BookingModule.READ_OWN)
    public Resource get(@Context CallContext context, @PathParam("id") UUID id) {
        return resources.get(context, id);
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission(BookingModule.WRITE_RESOURCE)
    public Resource update(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @PatchOf(ResourceFields.class) MergePatch patch) {
        return resources.update(context, id, IfMatch.version(ifMatch), patch);
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(BookingModule.DELETE_RESOURCE)
    public void delete(@Context CallContext context, @PathParam("id") UUID id) {
        resources.delete(context, id);
    }
}
