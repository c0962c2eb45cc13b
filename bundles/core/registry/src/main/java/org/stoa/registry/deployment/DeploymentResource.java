package org.stoa.registry.deployment;

import jakarta.ws.rs.DefaultValue;
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
import org.stoa.api.platform.Deployment;
import org.stoa.api.platform.ModuleDeployment;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;

/** {@code /api/v1/platform/deployments}: changes of modules, under way and ended. */
@RestResource
@Component(service = DeploymentResource.class)
@Path("platform/deployments")
@Produces(MediaType.APPLICATION_JSON)
public final class DeploymentResource {

    private final ModuleDeployment deployments;

    @Activate
    public DeploymentResource(@Reference ModuleDeployment deployments) {
        this.deployments = deployments;
    }

    /** The latest, the newest first; in one page. */
    @GET
    @RequiresPermission(RolloutResource.READ)
    public Page<Deployment> listDeployments(
            @Context CallContext context, @QueryParam("limit") @DefaultValue("50") int limit) {
        return new Page<>(deployments.deployments(context, limit), null);
    }

    /** How far one has come. */
    @GET
    @Path("{deployment}")
    @RequiresPermission(RolloutResource.READ)
    public Deployment showDeployment(@Context CallContext context, @PathParam("deployment") UUID deployment) {
        return deployments.deployment(context, deployment);
    }
}
