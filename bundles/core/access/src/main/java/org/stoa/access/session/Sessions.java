package org.stoa.access.session;

import java.time.Clock;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;

/** Lists and ends the sessions of the caller. */
@Component(service = Sessions.class)
public final class Sessions {

    private final PlatformDatabase database;
    private final Clock clock;

    @Activate
    public Sessions(@Reference PlatformDatabase database) {
        this(database, Clock.systemUTC());
    }

    public Sessions(PlatformDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The caller's running sessions, newest first. */
    Page<Session> list(CallContext context, PageRequest page) {
        UUID identityId = context.caller().identityId();
        return Page.of(
                database.read(context, SessionMapper.class, mapper -> mapper.list(identityId, page, clock.instant())),
                page,
                Session::id);
    }

    /** Ends the session of this call. */
    void logout(CallContext context) {
        end(context, context.caller().sessionId(), "logout");
    }

    /**
     * Ends one session of the caller.
     *
     * @throws ProblemException 404 {@code not-found}
     */
    void revoke(CallContext context, UUID sessionId) {
        if (!end(context, sessionId, "session.revoke")) {
            throw ProblemException.notFound("session");
        }
    }

    /** Ends every session of the caller but the one of this call. */
    void revokeOthers(CallContext context) {
        UUID identityId = context.caller().identityId();
        UUID current = context.caller().sessionId();
        database.write(context, SessionMapper.class, (mapper, transaction) -> {
            int ended = mapper.revokeAll(identityId, current, clock.instant());
            if (ended > 0) {
                transaction.audit(
                        AuditEntry.changed("session.revoke", "access.identity", identityId, null, new Ended(ended)));
            }
            transaction.changed(AccessTags.identity(identityId));
            return null;
        });
    }

    private boolean end(CallContext context, UUID sessionId, String action) {
        UUID identityId = context.caller().identityId();
        return database.write(context.withIdempotencyKey(null), SessionMapper.class, (mapper, transaction) -> {
            boolean changed = mapper.revoke(sessionId, identityId, clock.instant()) == 1;
            if (changed) {
                transaction.audit(AuditEntry.happened(action, "access.session", sessionId));
            }
            transaction.changed(AccessTags.session(sessionId));
            return changed;
        });
    }

    /** What the audit log tells of ending several sessions at once. */
    record Ended(int sessions) {}
}
