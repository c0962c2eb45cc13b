package org.stoa.subscription.plan;

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

/** {@code /api/v1/platform/plans}: the catalogue of plans. */
@RestResource
@Component(service = PlatformPlanResource.class)
@Path("platform/plans")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PlatformPlanResource {

    static final String READ = "platform.plan.read";
    static final String WRITE = "platform.plan.write";
    static final String DELETE = "platform.plan.delete";

    private final Plans plans;

    @Activate
    public PlatformPlanResource(@Reference Plans plans) {
        this.plans = plans;
    }

    /** Lists all plans, newest first. */
    @GET
    @RequiresPermission(READ)
    public Page<Plan> listPlans(
            @Context CallContext context, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return plans.list(context, PageRequest.parse(limit, cursor));
    }

    /** Adds a plan. It can be subscribed to when it has a published version. */
    @POST
    @RequiresPermission(WRITE)
    @Answers(value = Plan.class, status = 201)
    public Response createPlan(@Context CallContext context, @NotNull @Valid NewPlan body) {
        Plan plan = plans.create(context, body);
        return Response.created(URI.create("platform/plans/" + plan.code()))
                .entity(plan)
                .build();
    }

    @GET
    @Path("{plan}")
    @RequiresPermission(READ)
    public Plan showPlan(@Context CallContext context, @PathParam("plan") String plan) {
        return plans.get(context, plan);
    }

    /** Changes what people read of a plan. */
    @PATCH
    @Path("{plan}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission(WRITE)
    public Plan changePlan(
            @Context CallContext context,
            @PathParam("plan") String plan,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @PatchOf(PlanDetails.class) MergePatch patch) {
        return plans.update(context, plan, IfMatch.version(ifMatch), patch::applyTo);
    }

    /** Lets nobody subscribe to a plan any more; running subscriptions go on. */
    @POST
    @Path("{plan}/retire")
    @RequiresPermission(WRITE)
    public Plan retirePlan(
            @Context CallContext context,
            @PathParam("plan") String plan,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        return plans.retire(context, plan, IfMatch.version(ifMatch), true);
    }

    /** Lets tenants subscribe to a retired plan again. */
    @POST
    @Path("{plan}/reinstate")
    @RequiresPermission(WRITE)
    public Plan reinstatePlan(
            @Context CallContext context,
            @PathParam("plan") String plan,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        return plans.retire(context, plan, IfMatch.version(ifMatch), false);
    }

    /** Deletes a plan that was never published, with its draft. */
    @DELETE
    @Path("{plan}")
    @RequiresPermission(DELETE)
    public void deletePlan(@Context CallContext context, @PathParam("plan") String plan) {
        plans.delete(context, plan);
    }
}
