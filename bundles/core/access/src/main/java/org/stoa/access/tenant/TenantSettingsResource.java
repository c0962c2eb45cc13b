package org.stoa.access.tenant;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Page;
import org.stoa.api.rest.IfMatch;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;

/** The settings of a tenant. */
@RestResource
@Component(service = TenantSettingsResource.class)
@Path("tenants/{tenant}/settings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class TenantSettingsResource {

    private final TenantSettings settings;

    @Activate
    public TenantSettingsResource(@Reference TenantSettings settings) {
        this.settings = settings;
    }

    /** @param value any JSON value but null, of at most 65536 bytes */
    public record NewSetting(@NotNull Object value) {}

    /** Lists the settings by key. */
    @GET
    @RequiresPermission("tenant.setting.read")
    public Page<Setting> listSettings(
            @Context CallContext context, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return settings.list(context, limit, cursor);
    }

    /** Shows a setting. */
    @GET
    @Path("{key}")
    @RequiresPermission("tenant.setting.read")
    public Setting showSetting(@Context CallContext context, @PathParam("key") String key) {
        return settings.get(context, key);
    }

    /** Sets a setting; with If-Match only if it still has that version. */
    @PUT
    @Path("{key}")
    @RequiresPermission("tenant.setting.write")
    public Setting putSetting(
            @Context CallContext context,
            @PathParam("key") String key,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @NotNull @Valid NewSetting body) {
        Long version = ifMatch == null ? null : IfMatch.version(ifMatch);
        return settings.put(context, key, body.value(), version);
    }

    /** Deletes a setting. */
    @DELETE
    @Path("{key}")
    @RequiresPermission("tenant.setting.delete")
    public void deleteSetting(@Context CallContext context, @PathParam("key") String key) {
        settings.delete(context, key);
    }
}
