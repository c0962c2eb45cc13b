package org.stoa.access.role;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Grant;
import org.stoa.api.security.RequiresPermission;

/** The permissions that a user was given or denied without a role. */
@RestResource
@Component(service = UserPermissionsResource.class)
@Path("tenants/{tenant}/users/{user}/permissions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class UserPermissionsResource {

    private final DirectGrants grants;

    @Activate
    public UserPermissionsResource(@Reference DirectGrants grants) {
        this.grants = grants;
    }

    /**
     * A permission to be given or denied.
     *
     * @param accountId the account it counts in, or null for the whole tenant
     * @param expiresAt when it ends, or null for never
     */
    public record NewDirectGrant(
            @NotNull @Size(max = 100) String permission,
            @NotNull Grant.Effect effect,
            UUID accountId,
            Instant expiresAt) {}

    /** Lists the direct grants and denials of a user. */
    @GET
    @RequiresPermission("tenant.grant.read")
    public Page<DirectGrant> listUserPermissions(
            @Context CallContext context,
            @PathParam("user") UUID user,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return grants.list(context, user, PageRequest.parse(limit, cursor));
    }

    /** Gives a permission that the caller holds, or denies one. */
    @POST
    @RequiresPermission("tenant.grant.write")
    public Response grantPermission(
            @Context CallContext context, @PathParam("user") UUID user, @NotNull @Valid NewDirectGrant body) {
        DirectGrant grant =
                grants.add(context, user, body.permission(), body.effect(), body.accountId(), body.expiresAt());
        return Response.created(URI.create(
                        "tenants/" + context.requireTenant() + "/users/" + user + "/permissions/" + grant.id()))
                .entity(grant)
                .build();
    }

    /** Takes back a grant, or a denial of what the caller holds. */
    @DELETE
    @Path("{grant}")
    @RequiresPermission("tenant.grant.write")
    public void revokePermission(
            @Context CallContext context, @PathParam("user") UUID user, @PathParam("grant") UUID grant) {
        grants.revoke(context, user, grant);
    }
}
