package org.stoa.access.identity;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.session.SignedIn;
import org.stoa.api.rest.Answers;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;

/** The caller's own e-mail address. */
@RestResource
@Component(service = MyEmailVerificationResource.class)
@Path("me/email-verification")
@Produces(MediaType.APPLICATION_JSON)
public final class MyEmailVerificationResource {

    private final EmailVerifications verifications;

    @Activate
    public MyEmailVerificationResource(@Reference EmailVerifications verifications) {
        this.verifications = verifications;
    }

    /** Sends the link again that confirms the e-mail address; nothing when it is confirmed already. */
    @POST
    @RequiresPermission("user.self.write")
    @Answers(value = void.class, status = 202)
    public Response sendEmailVerification(@Context CallContext context) {
        SignedIn.require(context);
        verifications.requestAgain(context);
        return Response.accepted().build();
    }
}
