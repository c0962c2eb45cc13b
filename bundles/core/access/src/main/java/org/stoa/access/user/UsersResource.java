package org.stoa.access.user;

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
import org.stoa.api.people.User;
import org.stoa.api.people.UserStatus;
import org.stoa.api.rest.IfMatch;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;

/** The users of a tenant and their profiles. */
@RestResource
@Component(service = UsersResource.class)
@Path("tenants/{tenant}/users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class UsersResource {

    private final PostgresUsers users;
    private final UserProfiles profiles;

    @Activate
    public UsersResource(@Reference PostgresUsers users, @Reference UserProfiles profiles) {
        this.users = users;
        this.profiles = profiles;
    }

    /** Lists the users, newest first. */
    @GET
    @RequiresPermission("tenant.user.read")
    public Page<User> listUsers(
            @Context CallContext context,
            @QueryParam("status") UserStatus status,
            @QueryParam("email") String email,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return users.list(context, status, email, PageRequest.parse(limit, cursor));
    }

    /** Adds a user; a new identity without a password gets a mail with a link to set one. */
    @POST
    @RequiresPermission("tenant.user.write")
    public Response addUser(@Context CallContext context, @NotNull @Valid NewUser body) {
        User user = users.create(context, body);
        return Response.created(URI.create("tenants/" + user.tenantId() + "/users/" + user.id()))
                .entity(user)
                .build();
    }

    /** Shows a user. */
    @GET
    @Path("{user}")
    @RequiresPermission("tenant.user.read")
    public User showUser(@Context CallContext context, @PathParam("user") UUID user) {
        return users.get(context, user);
    }

    /** Changes username, display name and status (with a reason). */
    @PATCH
    @Path("{user}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission("tenant.user.write")
    public User changeUser(
            @Context CallContext context,
            @PathParam("user") UUID user,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            MergePatch patch) {
        return users.update(context, user, IfMatch.version(ifMatch), patch::applyTo);
    }

    /** Removes a user from the tenant. */
    @DELETE
    @Path("{user}")
    @RequiresPermission("tenant.user.delete")
    public void removeUser(@Context CallContext context, @PathParam("user") UUID user) {
        users.delete(context, user);
    }

    /** Shows the profile of a user. */
    @GET
    @Path("{user}/profile")
    @RequiresPermission("tenant.user.read")
    public UserProfile showProfile(@Context CallContext context, @PathParam("user") UUID user) {
        return profiles.get(context, user);
    }

    /** Changes the profile of a user. */
    @PATCH
    @Path("{user}/profile")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission("tenant.user.write")
    public UserProfile changeProfile(
            @Context CallContext context,
            @PathParam("user") UUID user,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            MergePatch patch) {
        return profiles.update(context, user, IfMatch.version(ifMatch), patch::applyTo);
    }
}
