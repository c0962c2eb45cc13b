package org.stoa.subscription.limit;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.api.usage.Usage;

/** {@code /api/v1/platform/tenants/{tenant}/limits}: what operators let a tenant use. */
@RestResource
@Component(service = PlatformLimitResource.class)
@Path("platform/tenants/{tenant}/limits")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PlatformLimitResource {

    private final Limits limits;

    @Activate
    public PlatformLimitResource(@Reference Limits limits) {
        this.limits = limits;
    }

    /** What a tenant has used of every resource, and how much it may. */
    @GET
    @RequiresPermission("platform.limit.read")
    public List<Usage> showLimits(@Context CallContext context, @PathParam("tenant") String tenant) {
        return limits.used(context, tenant);
    }

    /** Sets the limits that a tenant has whatever its plan says, in place of all that were set so before. */
    @PUT
    @RequiresPermission("platform.limit.write")
    public List<Usage> setLimits(
            @Context CallContext context, @PathParam("tenant") String tenant, @NotNull @Valid LimitList body) {
        return limits.set(context, tenant, body);
    }
}
