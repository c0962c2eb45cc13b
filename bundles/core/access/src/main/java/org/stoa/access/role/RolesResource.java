package org.stoa.access.role;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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

/** The roles of a tenant. */
@RestResource
@Component(service = RolesResource.class)
@Path("tenants/{tenant}/roles")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RolesResource {

    private final TenantRoles roles;

    @Activate
    public RolesResource(@Reference TenantRoles roles) {
        this.roles = roles;
    }

    /** Lists the tenant's own roles, newest first, then the shipped ones. */
    @GET
    @RequiresPermission("tenant.role.read")
    public Page<Role> listRoles(
            @Context CallContext context, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return roles.list(context, PageRequest.parse(limit, cursor));
    }

    /** Creates a role of permissions that the caller holds. */
    @POST
    @RequiresPermission("tenant.role.write")
    public Response createRole(@Context CallContext context, @NotNull @Valid RoleDetails body) {
        Role role = roles.create(context, body);
        return Response.created(URI.create("tenants/" + context.requireTenant() + "/roles/" + role.id()))
                .entity(role)
                .build();
    }

    /** Shows a role. */
    @GET
    @Path("{role}")
    @RequiresPermission("tenant.role.read")
    public Role showRole(@Context CallContext context, @PathParam("role") UUID role) {
        return roles.get(context, role);
    }

    /** Changes one of the tenant's own roles; permissions that are added the caller must hold. */
    @PATCH
    @Path("{role}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission("tenant.role.write")
    public Role changeRole(
            @Context CallContext context,
            @PathParam("role") UUID role,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            MergePatch patch) {
        return roles.update(context, role, IfMatch.version(ifMatch), patch::applyTo);
    }

    /** Deletes one of the tenant's own roles that nobody holds. */
    @DELETE
    @Path("{role}")
    @RequiresPermission("tenant.role.delete")
    public void deleteRole(@Context CallContext context, @PathParam("role") UUID role) {
        roles.delete(context, role);
    }
}
