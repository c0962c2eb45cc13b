package org.stoa.marketplace.matching;

import jakarta.ws.rs.GET;
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

/** {@code /api/v1/marketplace/listings/{id}/matches}: which profiles fit a listing. */
@RestResource
@Component(service = MatchResource.class)
@Path("listings/{id}/matches")
@Produces(MediaType.APPLICATION_JSON)
public final class MatchResource {
    private final Matching matching;

    @Activate
    public MatchResource(@Reference Matching matching) {
        this.matching = matching;
    }

    /** Profiles that fit a listing that the caller manages; needs {@code tenant.profile.read} as well. */
    @GET
    @RequiresPermission(MarketplaceModule.LIST)
    public Page<ProfileMatch> profiles(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return matching.profiles(context, id, PageRequest.parse(limit, null).limit(), cursor);
    }

    /** How well one profile fits, that the caller may see, such as one's own. */
    @GET
    @Path("{profile}")
    @RequiresPermission(MarketplaceModule.READ)
    public ProfileMatch fit(
            @Context CallContext context, @PathParam("id") UUID id, @PathParam("profile") UUID profile) {
        return matching.fit(context, id, profile);
    }
}
