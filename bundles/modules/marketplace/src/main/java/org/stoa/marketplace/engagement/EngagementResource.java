package org.stoa.marketplace.engagement;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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
import org.stoa.marketplace.MarketplaceModule;

/** {@code /api/v1/marketplace/engagements}. */
@RestResource
@Component(service = EngagementResource.class)
@Path("engagements")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class EngagementResource {
    private final Engagements engagements;

    /** Why an engagement is cancelled. */
    public record CancelFields(@NotBlank @Size(max = 1000) String reason) {}

    @Activate
    public EngagementResource(@Reference Engagements engagements) {
        this.engagements = engagements;
    }

    /**
     * Those in which the caller is one of the sides; those of a listing for whoever manages it; for staff those of all, or
     * of one user.
     */
    @GET
    @RequiresPermission(MarketplaceModule.READ)
    public Page<Engagement> list(
            @Context CallContext context,
            @QueryParam("user") UUID user,
            @QueryParam("listing") UUID listing,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return engagements.list(context, user, listing, PageRequest.parse(limit, cursor));
    }

    @GET
    @Path("{id}")
    @RequiresPermission(MarketplaceModule.READ)
    public Engagement get(@Context CallContext context, @PathParam("id") UUID id) {
        return engagements.get(context, id);
    }

    /** What was agreed on is done: for the client, and staff. */
    @POST
    @Path("{id}/complete")
    @RequiresPermission(MarketplaceModule.WRITE)
    public Engagement complete(@Context CallContext context, @PathParam("id") UUID id) {
        return engagements.complete(context, id);
    }

    /** It will not be done. */
    @POST
    @Path("{id}/cancel")
    @RequiresPermission(MarketplaceModule.WRITE)
    public Engagement cancel(
            @Context CallContext context, @PathParam("id") UUID id, @NotNull @Valid CancelFields fields) {
        return engagements.cancel(context, id, fields.reason());
    }
}
