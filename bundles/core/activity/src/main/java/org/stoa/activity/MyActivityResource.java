package org.stoa.activity;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.activity.Activity;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;

/** {@code /api/v1/me/activities}: what the caller did, and what others did with what is the caller's. */
@RestResource
@Component(service = MyActivityResource.class)
@Path("me/activities")
@Produces(MediaType.APPLICATION_JSON)
public final class MyActivityResource {

    private static final String READ = "user.self.read";

    private final PostgresActivities activities;

    @Activate
    public MyActivityResource(@Reference PostgresActivities activities) {
        this.activities = activities;
    }

    /** What the caller viewed, liked, shared and commented on, newest first. */
    @GET
    @RequiresPermission(READ)
    public Page<Activity> mine(
            @Context CallContext context, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return activities.ofCaller(context, PageRequest.parse(limit, cursor));
    }

    /** What others liked, shared and commented on of what is the caller's, newest first. */
    @GET
    @Path("received")
    @RequiresPermission(READ)
    public Page<Activity> received(
            @Context CallContext context, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return activities.receivedByCaller(context, PageRequest.parse(limit, cursor));
    }
}
