package org.stoa.access.identity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.session.SignedIn;
import org.stoa.api.audit.Sensitive;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;

/** The caller's own password. */
@RestResource
@Component(service = MyPasswordResource.class)
@Path("me/password")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class MyPasswordResource {

    private final PasswordChanges changes;

    @Activate
    public MyPasswordResource(@Reference PasswordChanges changes) {
        this.changes = changes;
    }

    /** The password in use, and one of 12 to 200 characters to use instead. */
    public record PasswordChange(
            @NotNull @Size(min = 1, max = 400) @Sensitive String currentPassword,
            @NotNull @Size(max = 400) @Sensitive String newPassword) {

        @Override
        public String toString() {
            return "PasswordChange[]";
        }
    }

    /** Changes the password and ends all other sessions. */
    @PUT
    @RequiresPermission("user.self.write")
    public void changeMyPassword(@Context CallContext context, @NotNull @Valid PasswordChange body) {
        SignedIn.require(context);
        changes.change(context, body.currentPassword(), body.newPassword());
    }
}
