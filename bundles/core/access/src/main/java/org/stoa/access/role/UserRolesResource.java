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
import org.stoa.api.rest.ProblemException;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;

/** The roles of a user. */
@RestResource
@Component(service = UserRolesResource.class)
@Path("tenants/{tenant}/users/{user}/roles")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class UserRolesResource {

    private final RoleAssignments assignments;

    @Activate
    public UserRolesResource(@Reference RoleAssignments assignments) {
        this.assignments = assignments;
    }

    /**
     * A role to be given.
     *
     * @param roleId id of the role, or null when it is named
     * @param role name of the role, or null when its id is given
     * @param accountId the account it is given in, or null for the whole tenant
     * @param expiresAt when it ends, or null for never
     */
    public record NewRoleAssignment(UUID roleId, @Size(max = 100) String role, UUID accountId, Instant expiresAt) {}

    /** Lists the roles of a user. */
    @GET
    @RequiresPermission("tenant.grant.read")
    public Page<RoleAssignment> listUserRoles(
            @Context CallContext context,
            @PathParam("user") UUID user,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return assignments.list(context, user, PageRequest.parse(limit, cursor));
    }

    /** Gives a user a role whose permissions the caller holds. */
    @POST
    @RequiresPermission("tenant.grant.write")
    public Response assignRole(
            @Context CallContext context, @PathParam("user") UUID user, @NotNull @Valid NewRoleAssignment body) {
        if ((body.roleId() == null) == (body.role() == null)) {
            throw ProblemException.invalid("role", "must be given either by name or by roleId");
        }
        String role = body.role() == null ? body.roleId().toString() : body.role();
        RoleAssignment assignment = assignments.assign(context, user, role, body.accountId(), body.expiresAt());
        return Response.created(URI.create(
                        "tenants/" + context.requireTenant() + "/users/" + user + "/roles/" + assignment.id()))
                .entity(assignment)
                .build();
    }

    /** Takes a role from a user. */
    @DELETE
    @Path("{assignment}")
    @RequiresPermission("tenant.grant.write")
    public void unassignRole(
            @Context CallContext context, @PathParam("user") UUID user, @PathParam("assignment") UUID assignment) {
        assignments.unassign(context, user, assignment);
    }
}
