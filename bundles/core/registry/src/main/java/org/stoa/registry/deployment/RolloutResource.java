package org.stoa.registry.deployment;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Page;
import org.stoa.api.platform.Deployment;
import org.stoa.api.platform.Deployment.Action;
import org.stoa.api.platform.DeploymentPlan;
import org.stoa.api.platform.ModuleDeployment;
import org.stoa.api.platform.ModuleRollout;
import org.stoa.api.platform.ModuleRollout.Canary;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.api.tenant.TenantService;

/** {@code /api/v1/platform/rollouts}: which versions of each module serve whom, and what changes that. */
@RestResource
@Component(service = RolloutResource.class)
@Path("platform/rollouts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RolloutResource {

    static final String READ = "platform.module.read";
    static final String WRITE = "platform.module.write";

    private final ModuleDeployment deployments;
    private final TenantService tenants;

    @Activate
    public RolloutResource(@Reference ModuleDeployment deployments, @Reference TenantService tenants) {
        this.deployments = deployments;
        this.tenants = tenants;
    }

    /** What is done to a module: ROLLBACK, FINISH or REMOVE; {@code plan} refuses it when the plan is another by now. */
    public record Change(@NotNull Action action, String plan) {}

    /** The version that a tenant stays on. */
    public record Pin(@NotNull String version) {}

    /** Every module that was ever installed, by id; in one page. */
    @GET
    @RequiresPermission(READ)
    public Page<ModuleRollout> listRollouts(@Context CallContext context) {
        return new Page<>(deployments.rollouts(context), null);
    }

    /** What an action would do to a module. */
    @GET
    @Path("{moduleId}/plan")
    @RequiresPermission(READ)
    public DeploymentPlan planChange(
            @Context CallContext context, @PathParam("moduleId") String moduleId, @QueryParam("action") Action action) {
        if (action == null) {
            throw ProblemException.invalid("action", "must be ROLLBACK, FINISH or REMOVE");
        }
        return deployments.plan(context, action, moduleId);
    }

    /** Begins to change a module; the deployment in the answer tells how far that has come. */
    @POST
    @Path("{moduleId}/changes")
    @RequiresPermission(WRITE)
    public Deployment changeModule(
            @Context CallContext context, @PathParam("moduleId") String moduleId, @NotNull @Valid Change change) {
        return deployments.start(platform(context), change.action(), moduleId, change.plan());
    }

    /** Changes the share of the tenants that the candidate serves. */
    @PUT
    @Path("{moduleId}/canary")
    @RequiresPermission(WRITE)
    public ModuleRollout changeCanary(
            @Context CallContext context, @PathParam("moduleId") String moduleId, @NotNull @Valid Canary canary) {
        return deployments.changeCanary(platform(context), moduleId, canary);
    }

    /** Has the candidate serve every tenant. */
    @DELETE
    @Path("{moduleId}/canary")
    @RequiresPermission(WRITE)
    public ModuleRollout promoteCanary(@Context CallContext context, @PathParam("moduleId") String moduleId) {
        return deployments.changeCanary(platform(context), moduleId, null);
    }

    /** Keeps a tenant on a version, whatever serves the others. */
    @PUT
    @Path("{moduleId}/pins/{tenant}")
    @RequiresPermission(WRITE)
    public ModuleRollout pinTenant(
            @Context CallContext context,
            @PathParam("moduleId") String moduleId,
            @PathParam("tenant") String tenant,
            @NotNull @Valid Pin pin) {
        return deployments.pin(platform(context), moduleId, tenantId(tenant), pin.version());
    }

    /** Lets a tenant follow the others again. */
    @DELETE
    @Path("{moduleId}/pins/{tenant}")
    @RequiresPermission(WRITE)
    public ModuleRollout unpinTenant(
            @Context CallContext context, @PathParam("moduleId") String moduleId, @PathParam("tenant") String tenant) {
        return deployments.pin(platform(context), moduleId, tenantId(tenant), null);
    }

    private UUID tenantId(String idOrIdentifier) {
        return tenants.resolve(idOrIdentifier).orElseThrow(() -> ProblemException.notFound("tenant"));
    }

    /** What concerns the platform stands in its own audit log, whichever tenant the operator is signed in to. */
    static CallContext platform(CallContext context) {
        return context.withTenant(null).withIdempotencyKey(null);
    }
}
