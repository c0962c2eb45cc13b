package org.stoa.subscription.clock;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.RestResource;
import org.stoa.api.rest.Uncounted;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;

/** {@code /api/v1/tenants/{tenant}/clock}: what time it is, and whether a test clock says so. */
@RestResource
@Uncounted
@Component(service = ClockResource.class)
@Path("tenants/{tenant}/clock")
@Produces(MediaType.APPLICATION_JSON)
public final class ClockResource {

    private final TestClockService clocks;

    @Activate
    public ClockResource(@Reference TestClockService clocks) {
        this.clocks = clocks;
    }

    /** What time it is for the tenant. */
    @GET
    @RequiresPermission("tenant.clock.read")
    public ClockState showTenantClock(@Context CallContext context) {
        return clocks.state(context);
    }
}
