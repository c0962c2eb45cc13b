package org.stoa.access.invitation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;

/** The invitations of a tenant. */
@RestResource
@Component(service = InvitationsResource.class)
@Path("tenants/{tenant}/invitations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class InvitationsResource {

    private final Invitations invitations;

    @Activate
    public InvitationsResource(@Reference Invitations invitations) {
        this.invitations = invitations;
    }

    /** Lists the invitations, newest first. */
    @GET
    @RequiresPermission("tenant.invitation.read")
    public Page<Invitation> listInvitations(
            @Context CallContext context, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return invitations.list(context, PageRequest.parse(limit, cursor));
    }

    /** Invites somebody by mail to a role whose permissions the caller holds. */
    @POST
    @RequiresPermission("tenant.invitation.write")
    public Response invite(@Context CallContext context, @NotNull @Valid NewInvitation body) {
        Invitation invitation = invitations.create(context, body);
        return Response.created(URI.create("tenants/" + context.requireTenant() + "/invitations/" + invitation.id()))
                .entity(invitation)
                .build();
    }

    /** Shows an invitation. */
    @GET
    @Path("{invitation}")
    @RequiresPermission("tenant.invitation.read")
    public Invitation showInvitation(@Context CallContext context, @PathParam("invitation") UUID invitation) {
        return invitations.get(context, invitation);
    }

    /** Revokes an invitation that was not accepted. */
    @DELETE
    @Path("{invitation}")
    @RequiresPermission("tenant.invitation.delete")
    public void revokeInvitation(@Context CallContext context, @PathParam("invitation") UUID invitation) {
        invitations.revoke(context, invitation);
    }
}
