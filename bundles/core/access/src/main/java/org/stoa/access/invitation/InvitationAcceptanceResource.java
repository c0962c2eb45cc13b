package org.stoa.access.invitation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Public;

/** Where people accept invitations. */
@RestResource
@Component(service = InvitationAcceptanceResource.class)
@Path("invitations/accept")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class InvitationAcceptanceResource {

    private final InvitationAcceptance acceptances;

    @Activate
    public InvitationAcceptanceResource(@Reference InvitationAcceptance acceptances) {
        this.acceptances = acceptances;
    }

    /** Accepts an invitation with the token of its mail; signing in comes after that. */
    @POST
    @Public
    public Acceptance acceptInvitation(@Context CallContext context, @NotNull @Valid NewAcceptance body) {
        return acceptances.accept(context, body);
    }
}
