package org.stoa.access.identity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.Sensitive;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Public;

/** Confirming an e-mail address by a link in a mail. */
@RestResource
@Component(service = EmailVerificationResource.class)
@Path("auth/email-verification")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class EmailVerificationResource {

    private final EmailVerifications verifications;

    @Activate
    public EmailVerificationResource(@Reference EmailVerifications verifications) {
        this.verifications = verifications;
    }

    /** The token of the link. */
    public record EmailVerification(@NotNull @Size(min = 1, max = 200) @Sensitive String token) {

        @Override
        public String toString() {
            return "EmailVerification[]";
        }
    }

    /** Confirms the e-mail address to which the link was sent. */
    @POST
    @Path("confirm")
    @Public
    public void confirmEmail(@Context CallContext context, @NotNull @Valid EmailVerification body) {
        verifications.confirm(context, body.token());
    }
}
