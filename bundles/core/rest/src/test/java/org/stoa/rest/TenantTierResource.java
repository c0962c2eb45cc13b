package org.stoa.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.util.List;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.Uncounted;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Public;
import org.stoa.api.security.RequiresPermission;

/** Operations below a tenant and an account. */
@Path("tenants/{tenant}")
public final class TenantTierResource {

    @GET
    @Path("things")
    @RequiresPermission("tenant.thing.read")
    public ThingResource.Seen things(@Context CallContext context) {
        return ThingResource.seenBy(context);
    }

    @GET
    @Path("spent")
    @Uncounted
    @RequiresPermission("tenant.thing.read")
    public ThingResource.Seen spent(@Context CallContext context) {
        return ThingResource.seenBy(context);
    }

    @GET
    @Path("shelves/{shelf}/books")
    @RequiresPermission("tenant.thing.read")
    public Page<String> books(
            @PathParam("shelf") String shelf,
            @QueryParam("title") String title,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        PageRequest page = PageRequest.parse(limit, cursor);
        return page.after() == null
                ? Page.of(List.of("first", "second"), new PageRequest(1, null), book -> ThingResource.ID)
                : new Page<>(List.of("after " + page.after()), null);
    }

    @GET
    @Path("accounts/{account}/things")
    @RequiresPermission("account.thing.read")
    public ThingResource.Seen ofAccount(@Context CallContext context, @PathParam("account") String account) {
        return ThingResource.seenBy(context);
    }

    @POST
    @Path("visit")
    @Public
    public ThingResource.Seen visit(@Context CallContext context) {
        return ThingResource.seenBy(context);
    }

    @GET
    @Path("settings/{key: [a-z]+(?:\\.[a-z]+)*}")
    @RequiresPermission("tenant.thing.read")
    public List<String> setting(@PathParam("key") String key) {
        return List.of(key);
    }
}
