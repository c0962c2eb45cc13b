package org.stoa.access.tenant;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
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
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.IfMatch;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.api.tenant.NewTenant;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantStatus;

/** The tenants of the platform, for those who operate it. */
@RestResource
@Component(service = PlatformTenantsResource.class)
@Path("platform/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PlatformTenantsResource {

    private final PostgresTenants tenants;

    @Activate
    public PlatformTenantsResource(@Reference PostgresTenants tenants) {
        this.tenants = tenants;
    }

    /** Lists the tenants, newest first. */
    @GET
    @RequiresPermission("platform.tenant.read")
    public Page<Tenant> listTenants(
            @Context CallContext context,
            @QueryParam("status") TenantStatus status,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return tenants.list(context, status, PageRequest.parse(limit, cursor));
    }

    /** Creates a tenant with its first administrator. */
    @POST
    @RequiresPermission("platform.tenant.write")
    public Response createTenant(@Context CallContext context, @NotNull @Valid NewTenant body) {
        Tenant tenant = tenants.create(context, body);
        return Response.created(URI.create("platform/tenants/" + tenant.id()))
                .entity(tenant)
                .build();
    }

    /** Shows a tenant. */
    @GET
    @Path("{tenant}")
    @RequiresPermission("platform.tenant.read")
    public Tenant showTenant(@Context CallContext context, @PathParam("tenant") String tenant) {
        return tenants.get(context, tenant);
    }

    /** Changes status (with a reason), tier, features and parent of a tenant. */
    @PATCH
    @Path("{tenant}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission("platform.tenant.write")
    public Tenant changeTenant(
            @Context CallContext context,
            @PathParam("tenant") String tenant,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            MergePatch patch) {
        long version = IfMatch.version(ifMatch);
        UUID id = tenants.get(context, tenant).id();
        return tenants.updateTerms(context, id, version, patch::applyTo);
    }
}
