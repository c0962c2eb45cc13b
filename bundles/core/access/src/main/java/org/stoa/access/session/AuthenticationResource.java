package org.stoa.access.session;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
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
import org.stoa.api.security.RequiresPermission;

/** Signing in and out. */
@RestResource
@Component(service = AuthenticationResource.class)
@Path("auth")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AuthenticationResource {

    private final Logins logins;
    private final Refreshes refreshes;
    private final TenantSwitches switches;
    private final Sessions sessions;

    @Activate
    public AuthenticationResource(
            @Reference Logins logins,
            @Reference Refreshes refreshes,
            @Reference TenantSwitches switches,
            @Reference Sessions sessions) {
        this.logins = logins;
        this.refreshes = refreshes;
        this.switches = switches;
        this.sessions = sessions;
    }

    /**
     * What somebody signs in with.
     *
     * @param tenant identifier or id of the tenant to work in; null for the one of the last time
     * @param totp code of the authenticator app, or a recovery code; needed when the person has a second factor
     */
    public record Login(
            @NotBlank @Size(max = 254) String email,
            @NotNull @Size(min = 1, max = 400) @Sensitive String password,
            @Size(min = 1, max = 63) String tenant,
            @Size(max = 40) @Sensitive String totp) {

        @Override
        public String toString() {
            return "Login[" + email + "]";
        }
    }

    /** A refresh token to be exchanged. */
    public record Refresh(@NotNull @Size(min = 1, max = 200) @Sensitive String refreshToken) {

        @Override
        public String toString() {
            return "Refresh[]";
        }
    }

    /** @param tenant identifier or id of the tenant to go on in */
    public record Switch(@NotNull @Size(min = 1, max = 63) String tenant) {}

    /** Begins a session. */
    @POST
    @Path("login")
    @Public
    public TokenPair login(@Context CallContext context, @NotNull @Valid Login body) {
        return logins.login(context, new Logins.Credentials(body.email(), body.password(), body.tenant(), body.totp()));
    }

    /** Exchanges a refresh token for a new pair of tokens. */
    @POST
    @Path("refresh")
    @Public
    public TokenPair refresh(@Context CallContext context, @NotNull @Valid Refresh body) {
        return refreshes.refresh(context, body.refreshToken());
    }

    /** Ends the session. */
    @POST
    @Path("logout")
    @RequiresPermission("user.self.write")
    public void logout(@Context CallContext context) {
        SignedIn.require(context);
        sessions.logout(context);
    }

    /** Gives tokens of the session for another tenant. */
    @POST
    @Path("switch")
    @RequiresPermission("user.self.write")
    public TokenPair switchTenant(@Context CallContext context, @NotNull @Valid Switch body) {
        SignedIn.require(context);
        return switches.switchTo(context, body.tenant());
    }
}
