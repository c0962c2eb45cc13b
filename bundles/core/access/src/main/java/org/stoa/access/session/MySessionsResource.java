package org.stoa.access.session;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;

/** The caller's own sessions. */
@RestResource
@Component(service = MySessionsResource.class)
@Path("me/sessions")
@Produces(MediaType.APPLICATION_JSON)
public final class MySessionsResource {

    private final Sessions sessions;

    @Activate
    public MySessionsResource(@Reference Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * A running session.
     *
     * @param tenantId the tenant it was last used for, or null
     * @param expiresAt when it ends unless it is used before
     * @param current whether it is the one of this call
     */
    public record SessionView(
            UUID id,
            UUID tenantId,
            String clientAddress,
            String userAgent,
            Instant createdAt,
            Instant lastUsedAt,
            Instant expiresAt,
            boolean current) {}

    /** Lists the running sessions, newest first. */
    @GET
    @RequiresPermission("user.self.read")
    public Page<SessionView> listMySessions(
            @Context CallContext context, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        SignedIn.require(context);
        UUID current = context.caller().sessionId();
        return sessions.list(context, PageRequest.parse(limit, cursor))
                .map(session -> new SessionView(
                        session.id(),
                        session.tenantId(),
                        session.clientAddress(),
                        session.userAgent(),
                        session.createdAt(),
                        session.lastUsedAt(),
                        session.expiresAt(),
                        session.id().equals(current)));
    }

    /** Ends one session. */
    @DELETE
    @Path("{id}")
    @RequiresPermission("user.self.write")
    public void revokeMySession(@Context CallContext context, @PathParam("id") UUID id) {
        SignedIn.require(context);
        sessions.revoke(context, id);
    }

    /** Ends all sessions but this one. */
    @DELETE
    @RequiresPermission("user.self.write")
    public void revokeMyOtherSessions(@Context CallContext context) {
        SignedIn.require(context);
        sessions.revokeOthers(context);
    }
}
