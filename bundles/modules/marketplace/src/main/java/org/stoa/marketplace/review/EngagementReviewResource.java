package org.stoa.marketplace.review;

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
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.Answers;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.marketplace.MarketplaceModule;

/** {@code /api/v1/marketplace/engagements/{id}/reviews}. */
@RestResource
@Component(service = EngagementReviewResource.class)
@Path("engagements/{id}/reviews")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class EngagementReviewResource {
    private final Reviews reviews;

    @Activate
    public EngagementReviewResource(@Reference Reviews reviews) {
        this.reviews = reviews;
    }

    /** The published reviews of an engagement, and the caller's own. */
    @GET
    @RequiresPermission(MarketplaceModule.READ)
    public List<Review> list(@Context CallContext context, @PathParam("id") UUID id) {
        return reviews.ofEngagement(context, id);
    }

    /** Reviews the other side. */
    @POST
    @RequiresPermission(MarketplaceModule.WRITE)
    @Answers(value = Review.class, status = 201)
    public Response write(@Context CallContext context, @PathParam("id") UUID id, @NotNull @Valid ReviewFields fields) {
        Review review = reviews.write(context, id, fields);
        return Response.created(URI.create("engagements/" + id + "/reviews"))
                .entity(review)
                .build();
    }
}
