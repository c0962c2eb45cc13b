package org.stoa.marketplace.review;

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

/** {@code /api/v1/marketplace/users}: what is said of the users of the tenant. */
@RestResource
@Component(service = UserReviewResource.class)
@Path("users/{user}")
@Produces(MediaType.APPLICATION_JSON)
public final class UserReviewResource {
    private final Reviews reviews;

    @Activate
    public UserReviewResource(@Reference Reviews reviews) {
        this.reviews = reviews;
    }

    /** The published reviews about a user, newest first. */
    @GET
    @Path("reviews")
    @RequiresPermission(MarketplaceModule.READ)
    public Page<Review> reviews(
            @Context CallContext context,
            @PathParam("user") UUID user,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return reviews.about(context, user, PageRequest.parse(limit, cursor));
    }

    /** How many reviews a user has, and their average. */
    @GET
    @Path("rating")
    @RequiresPermission(MarketplaceModule.READ)
    public Rating rating(@Context CallContext context, @PathParam("user") UUID user) {
        return reviews.rating(context, user);
    }
}
