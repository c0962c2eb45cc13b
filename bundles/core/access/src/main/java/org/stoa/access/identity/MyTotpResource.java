package org.stoa.access.identity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.session.SignedIn;
import org.stoa.api.audit.Sensitive;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;

/** The caller's own second factor. */
@RestResource
@Component(service = MyTotpResource.class)
@Path("me/totp")
@Produces(MediaType.APPLICATION_JSON)
public final class MyTotpResource {

    private final SecondFactor secondFactor;

    @Activate
    public MyTotpResource(@Reference SecondFactor secondFactor) {
        this.secondFactor = secondFactor;
    }

    /** The present code of the authenticator app. */
    public record TotpCode(@NotNull @Pattern(regexp = "[0-9]{6}", message = "must be six digits") String code) {}

    /** The password in use. */
    public record Password(@NotNull @Size(min = 1, max = 400) @Sensitive String password) {

        @Override
        public String toString() {
            return "Password[]";
        }
    }

    /** Codes that stand in for the authenticator app, each good for one use; shown this once. */
    public record RecoveryCodeList(@Sensitive List<String> recoveryCodes) {}

    /** Makes a secret for an authenticator app; it counts once a code was confirmed. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("user.self.write")
    public SecondFactor.Setup prepareTotp(@Context CallContext context, @NotNull @Valid Password body) {
        SignedIn.require(context);
        return secondFactor.prepare(context, body.password());
    }

    /** Switches the second factor on, and gives recovery codes. */
    @POST
    @Path("confirm")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("user.self.write")
    public RecoveryCodeList confirmTotp(@Context CallContext context, @NotNull @Valid TotpCode body) {
        SignedIn.require(context);
        return new RecoveryCodeList(secondFactor.confirm(context, body.code()));
    }

    /** Removes the second factor. */
    @DELETE
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("user.self.write")
    public void disableTotp(@Context CallContext context, @NotNull @Valid Password body) {
        SignedIn.require(context);
        secondFactor.disable(context, body.password());
    }
}
