package org.stoa.registry;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Page;
import org.stoa.api.module.ModuleRegistry;
import org.stoa.api.platform.Deployment;
import org.stoa.api.platform.DeploymentPlan;
import org.stoa.api.platform.ModuleDeployment;
import org.stoa.api.platform.ModuleRollout.Canary;
import org.stoa.api.rest.Answers;
import org.stoa.api.rest.RestResource;
import org.stoa.api.rest.Upload;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;

/** {@code /api/v1/platform/modules}: what is installed on this node, why something was refused, and installing. */
@RestResource
@Component(service = PlatformModuleResource.class)
@Path("platform/modules")
@Produces(MediaType.APPLICATION_JSON)
public final class PlatformModuleResource {

    static final String READ = "platform.module.read";

    static final String WRITE = "platform.module.write";

    private static final double DEFAULT_ERROR_RATE = 0.05;
    private static final int DEFAULT_MINIMUM_REQUESTS = 50;

    private final ModuleRegistry registry;
    private final ModuleDeployment deployments;

    @Activate
    public PlatformModuleResource(@Reference ModuleRegistry registry, @Reference ModuleDeployment deployments) {
        this.registry = registry;
        this.deployments = deployments;
    }

    /** What installing the module in a file would do. */
    @POST
    @Path("plan")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RequiresPermission(WRITE)
    public DeploymentPlan planInstallation(@Context CallContext context, Upload file) {
        return deployments.planInstall(platform(context), file.file(), file.fileName());
    }

    /**
     * Installs the module in a file on all nodes, or upgrades it. Answers 202 with the deployment, which tells how far it
     * has come.
     *
     * @param plan id of a plan: refused when it is another by now
     * @param canaryPercent share of the tenants that a new version serves at first; all of them without it
     * @param errorRate share of failed requests, above 0 and at most 1, over which the new version is taken back
     * @param minimumRequests how many requests it must have answered before that is judged
     */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RequiresPermission(WRITE)
    @Answers(value = Deployment.class, status = 202)
    public Response installModule(
            @Context CallContext context,
            Upload file,
            @QueryParam("plan") String plan,
            @QueryParam("canaryPercent") Integer canaryPercent,
            @QueryParam("errorRate") Double errorRate,
            @QueryParam("minimumRequests") Integer minimumRequests) {
        Canary canary = canaryPercent == null
                ? null
                : new Canary(
                        canaryPercent,
                        errorRate == null ? DEFAULT_ERROR_RATE : errorRate,
                        minimumRequests == null ? DEFAULT_MINIMUM_REQUESTS : minimumRequests);
        Deployment deployment = deployments.install(platform(context), file.file(), file.fileName(), canary, plan);
        return Response.accepted(deployment)
                .location(URI.create("platform/deployments/" + deployment.id()))
                .build();
    }

    /** What concerns the platform stands in its own audit log, whichever tenant the operator is signed in to. */
    private static CallContext platform(CallContext context) {
        return context.withTenant(null).withIdempotencyKey(null);
    }

    /** Every installed module, by id; in one page. */
    @GET
    @RequiresPermission(READ)
    public Page<InstalledModuleView> listInstalledModules() {
        return new Page<>(
                registry.installed().stream().map(InstalledModuleView::of).toList(), null);
    }
}
