package org.stoa.access.identity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.Sensitive;
import org.stoa.api.rest.Answers;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Public;

/** Setting a new password by a link in a mail. */
@RestResource
@Component(service = PasswordResetResource.class)
@Path("auth/password-reset")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PasswordResetResource {

    private final PasswordResets resets;

    @Activate
    public PasswordResetResource(@Reference PasswordResets resets) {
        this.resets = resets;
    }

    /** @param tenant identifier or id of a tenant with identities of its own; null otherwise */
    public record PasswordResetRequest(
            @NotBlank @Email @Size(max = 254) String email, @Size(min = 1, max = 63) String tenant) {}

    /** The token of the link with the new password, of 12 to 200 characters. */
    public record PasswordReset(
            @NotNull @Size(min = 1, max = 200) @Sensitive String token,
            @NotNull @Size(max = 400) @Sensitive String password) {

        @Override
        public String toString() {
            return "PasswordReset[]";
        }
    }

    /** Sends a link to set a new password; answers the same whether the address is known or not. */
    @POST
    @Public
    @Answers(value = void.class, status = 202)
    public Response requestPasswordReset(@Context CallContext context, @NotNull @Valid PasswordResetRequest body) {
        resets.request(context, body.email(), body.tenant());
        return Response.accepted().build();
    }

    /** Sets a new password, ends all sessions of the person and lifts a pause of this client. */
    @POST
    @Path("confirm")
    @Public
    public void confirmPasswordReset(@Context CallContext context, @NotNull @Valid PasswordReset body) {
        resets.confirm(context, body.token(), body.password());
    }
}
