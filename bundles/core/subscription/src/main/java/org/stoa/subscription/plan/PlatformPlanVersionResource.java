package org.stoa.subscription.plan;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Page;
import org.stoa.api.rest.Answers;
import org.stoa.api.rest.IfMatch;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;

/** {@code /api/v1/platform/plans/{plan}/versions}: what plans cost and give. */
@RestResource
@Component(service = PlatformPlanVersionResource.class)
@Path("platform/plans/{plan}/versions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PlatformPlanVersionResource {

    private final Plans plans;

    @Activate
    public PlatformPlanVersionResource(@Reference Plans plans) {
        this.plans = plans;
    }

    /** Lists all versions of a plan, newest first; in one page. */
    @GET
    @RequiresPermission(PlatformPlanResource.READ)
    public Page<PlanVersion> listPlanVersions(@Context CallContext context, @PathParam("plan") String plan) {
        return new Page<>(plans.versions(context, plan), null);
    }

    /** Prepares the next version of a plan, as a draft. */
    @POST
    @RequiresPermission(PlatformPlanResource.WRITE)
    @Answers(value = PlanVersion.class, status = 201)
    public Response draftPlanVersion(
            @Context CallContext context, @PathParam("plan") String plan, @NotNull @Valid PlanContent body) {
        PlanVersion version = plans.draft(context, plan, body);
        return Response.created(URI.create("platform/plans/" + plan + "/versions/" + version.number()))
                .entity(version)
                .build();
    }

    @GET
    @Path("{number}")
    @RequiresPermission(PlatformPlanResource.READ)
    public PlanVersion showPlanVersion(
            @Context CallContext context, @PathParam("plan") String plan, @PathParam("number") int number) {
        return plans.version(context, plan, number);
    }

    /** Replaces a draft. */
    @PUT
    @Path("{number}")
    @RequiresPermission(PlatformPlanResource.WRITE)
    public PlanVersion changePlanVersion(
            @Context CallContext context,
            @PathParam("plan") String plan,
            @PathParam("number") int number,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @NotNull @Valid PlanContent body) {
        return plans.changeDraft(context, plan, number, IfMatch.version(ifMatch), body);
    }

    /** Publishes a draft: new subscriptions get it, running ones keep theirs, and it never changes any more. */
    @POST
    @Path("{number}/publish")
    @RequiresPermission(PlatformPlanResource.WRITE)
    public PlanVersion publishPlanVersion(
            @Context CallContext context,
            @PathParam("plan") String plan,
            @PathParam("number") int number,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        return plans.publish(context, plan, number, IfMatch.version(ifMatch));
    }

    /** Deletes a draft. */
    @DELETE
    @Path("{number}")
    @RequiresPermission(PlatformPlanResource.DELETE)
    public void deletePlanVersion(
            @Context CallContext context, @PathParam("plan") String plan, @PathParam("number") int number) {
        plans.deleteDraft(context, plan, number);
    }
}
