package org.stoa.marketplace.application;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import org.stoa.marketplace.MarketplaceModule;

/** {@code /api/v1/marketplace/applications}. */
@RestResource
@Component(service = ApplicationResource.class)
@Path("applications")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ApplicationResource {
    private final Applications applications;

    /** What an application shall become. */
    public record ApplicationStatusFields(@NotNull ApplicationStatus status) {}

    @Activate
    public ApplicationResource(@Reference Applications applications) {
        this.applications = applications;
    }

    /** The caller's own applications; with {@code listing} those to a listing that the caller manages. */
    @GET
    @RequiresPermission(MarketplaceModule.READ)
    public Page<Application> list(
            @Context CallContext context,
            @QueryParam("listing") UUID listing,
            @QueryParam("status") ApplicationStatus status,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        PageRequest page = PageRequest.parse(limit, cursor);
        return listing == null
                ? applications.own(context, status, page)
                : applications.ofListing(context, listing, status, page);
    }

    @GET
    @Path("{id}")
    @RequiresPermission(MarketplaceModule.READ)
    public Application get(@Context CallContext context, @PathParam("id") UUID id) {
        return applications.get(context, id);
    }

    /** Decides about an application, or withdraws one's own. */
    @PUT
    @Path("{id}/status")
    @RequiresPermission(MarketplaceModule.WRITE)
    public Application changeStatus(
            @Context CallContext context, @PathParam("id") UUID id, @NotNull @Valid ApplicationStatusFields fields) {
        return applications.changeStatus(context, id, fields.status());
    }

    @GET
    @Path("{id}/messages")
    @RequiresPermission(MarketplaceModule.READ)
    public Page<Message> messages(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return applications.messages(context, id, PageRequest.parse(limit, cursor));
    }

    @POST
    @Path("{id}/messages")
    @RequiresPermission(MarketplaceModule.WRITE)
    @Answers(value = Message.class, status = 201)
    public Response write(
            @Context CallContext context, @PathParam("id") UUID id, @NotNull @Valid MessageFields fields) {
        Message message = applications.write(context, id, fields);
        return Response.created(URI.create("applications/" + id + "/messages"))
                .entity(message)
                .build();
    }
}
