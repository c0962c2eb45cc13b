package org.stoa.marketplace.activity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import org.stoa.api.activity.Activity;
import org.stoa.api.activity.ActivityCounts;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.Answers;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.marketplace.MarketplaceModule;

/** {@code /api/v1/marketplace/listings/{id}/activities}. */
@RestResource
@Component(service = ListingActivityResource.class)
@Path("listings/{id}/activities")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ListingActivityResource {
    private final ListingActivities activities;

    /** What the caller says of a listing. */
    public record CommentFields(@NotBlank @Size(max = 5000) String text) {}

    @Activate
    public ListingActivityResource(@Reference ListingActivities activities) {
        this.activities = activities;
    }

    /** What was done with a listing, without views, newest first. */
    @GET
    @RequiresPermission(MarketplaceModule.READ)
    public Page<Activity> list(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return activities.list(context, id, PageRequest.parse(limit, cursor));
    }

    /** How often that was. */
    @GET
    @Path("counts")
    @RequiresPermission(MarketplaceModule.READ)
    public ActivityCounts counts(@Context CallContext context, @PathParam("id") UUID id) {
        return activities.counts(context, id);
    }

    /** The caller looked at it; counts once a day. */
    @PUT
    @Path("view")
    @RequiresPermission(MarketplaceModule.READ)
    public ActivityCounts view(@Context CallContext context, @PathParam("id") UUID id) {
        return activities.add(context, id, Activity.Type.VIEW);
    }

    /** The caller likes it. */
    @PUT
    @Path("like")
    @RequiresPermission(MarketplaceModule.WRITE)
    public ActivityCounts like(@Context CallContext context, @PathParam("id") UUID id) {
        return activities.add(context, id, Activity.Type.LIKE);
    }

    /** The caller likes it no longer. */
    @DELETE
    @Path("like")
    @RequiresPermission(MarketplaceModule.WRITE)
    public ActivityCounts unlike(@Context CallContext context, @PathParam("id") UUID id) {
        return activities.unlike(context, id);
    }

    /** The caller shared it. */
    @POST
    @Path("shares")
    @RequiresPermission(MarketplaceModule.WRITE)
    public ActivityCounts share(@Context CallContext context, @PathParam("id") UUID id) {
        return activities.add(context, id, Activity.Type.SHARE);
    }

    @POST
    @Path("comments")
    @RequiresPermission(MarketplaceModule.WRITE)
    @Answers(value = Activity.class, status = 201)
    public Response comment(
            @Context CallContext context, @PathParam("id") UUID id, @NotNull @Valid CommentFields fields) {
        Activity comment = activities.comment(context, id, fields.text());
        return Response.created(URI.create("listings/" + id + "/activities/comments/" + comment.id()))
                .entity(comment)
                .build();
    }

    /** Deletes a comment of one's own; staff also those of others. */
    @DELETE
    @Path("comments/{comment}")
    @RequiresPermission(MarketplaceModule.WRITE)
    public void deleteComment(
            @Context CallContext context, @PathParam("id") UUID id, @PathParam("comment") UUID comment) {
        activities.deleteComment(context, id, comment);
    }
}
