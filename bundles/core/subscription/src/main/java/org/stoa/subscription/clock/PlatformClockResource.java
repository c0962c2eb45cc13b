package org.stoa.subscription.clock;

import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;

/** {@code /api/v1/platform/tenants/{tenant}/clock}: the clock that a tenant goes by. */
@RestResource
@Component(service = PlatformClockResource.class)
@Path("platform/tenants/{tenant}/clock")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PlatformClockResource {

    private final TestClockService clocks;

    @Activate
    public PlatformClockResource(@Reference TestClockService clocks) {
        this.clocks = clocks;
    }

    /** What time it is for a tenant. */
    @GET
    @RequiresPermission("platform.clock.read")
    public ClockState showClock(@Context CallContext context, @PathParam("tenant") String tenant) {
        return clocks.state(context, tenant);
    }

    /** Gives a tenant a test clock, which stands still until it is moved on. */
    @PUT
    @RequiresPermission("platform.clock.write")
    public ClockState startTestClock(
            @Context CallContext context, @PathParam("tenant") String tenant, @NotNull ClockTime body) {
        return clocks.start(context, tenant, body.time());
    }

    /** Moves a test clock on; all that falls due on the way happens, one thing after the other. */
    @POST
    @Path("advance")
    @RequiresPermission("platform.clock.write")
    public ClockWalk advanceTestClock(
            @Context CallContext context, @PathParam("tenant") String tenant, @NotNull ClockTime body) {
        return clocks.advance(context, tenant, body.time());
    }

    /** Takes the test clock away. */
    @DELETE
    @RequiresPermission("platform.clock.write")
    public void endTestClock(@Context CallContext context, @PathParam("tenant") String tenant) {
        clocks.end(context, tenant);
    }
}
