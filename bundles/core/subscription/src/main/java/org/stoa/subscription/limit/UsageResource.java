package org.stoa.subscription.limit;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.RestResource;
import org.stoa.api.rest.Uncounted;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.api.usage.Usage;

/** {@code /api/v1/tenants/{tenant}/usage}: what a tenant has used. */
@RestResource
@Uncounted
@Component(service = UsageResource.class)
@Path("tenants/{tenant}/usage")
@Produces(MediaType.APPLICATION_JSON)
public final class UsageResource {

    private final Limits limits;

    @Activate
    public UsageResource(@Reference Limits limits) {
        this.limits = limits;
    }

    /** What the tenant has used of every resource in the period that is running, and how much it may. */
    @GET
    @RequiresPermission("tenant.usage.read")
    public List<Usage> showUsage(@Context CallContext context) {
        return limits.used(context);
    }
}
