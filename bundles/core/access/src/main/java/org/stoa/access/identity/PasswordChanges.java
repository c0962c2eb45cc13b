package org.stoa.access.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.AccessProblem;
import org.stoa.access.session.AccessTags;
import org.stoa.access.session.SessionMapper;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;

/** Changes the password of a person who is signed in. */
@Component(service = PasswordChanges.class)
public final class PasswordChanges {

    private final PlatformDatabase database;
    private final Passwords passwords;
    private final Reauthentication reauthentication;
    private final Clock clock;

    @Activate
    public PasswordChanges(
            @Reference PlatformDatabase database,
            @Reference Passwords passwords,
            @Reference Reauthentication reauthentication) {
        this(database, passwords, reauthentication, Clock.systemUTC());
    }

    public PasswordChanges(
            PlatformDatabase database, Passwords passwords, Reauthentication reauthentication, Clock clock) {
        this.database = database;
        this.passwords = passwords;
        this.reauthentication = reauthentication;
        this.clock = clock;
    }

    /**
     * Changes the caller's password and ends the caller's other sessions.
     *
     * @throws ProblemException 400 {@code password-wrong}, or {@code invalid-request} for the field {@code newPassword};
     *     429 {@code too-many-attempts}; 503 {@code sign-in-busy}
     */
    public void change(CallContext context, String currentPassword, String newPassword) {
        Identity identity = reauthentication.require(context, currentPassword);
        PasswordPolicy.check("newPassword", newPassword, identity.email());
        String hash = passwords.hash(newPassword);
        database.write(context.withIdempotencyKey(null), IdentityMapper.class, (mapper, transaction) -> {
            Identity present = mapper.lock(identity.id());
            if (!Objects.equals(present.passwordHash(), identity.passwordHash())) {
                throw ProblemException.of(AccessProblem.PASSWORD_WRONG);
            }
            Instant now = clock.instant();
            mapper.updatePassword(identity.id(), hash, now);
            transaction
                    .mapper(SessionMapper.class)
                    .revokeAll(identity.id(), context.caller().sessionId(), now);
            transaction.audit(AuditEntry.happened("password.change", "access.identity", identity.id()));
            transaction.changed(AccessTags.identity(identity.id()));
            return null;
        });
    }
}
