package org.stoa.access.identity;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.AccessProblem;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;

/** Makes sure that the person behind a session knows the password; guarded against guessing like signing in. */
@Component(service = Reauthentication.class)
public final class Reauthentication {

    private final PlatformDatabase database;
    private final Passwords passwords;
    private final SignInGuard guard;

    @Activate
    public Reauthentication(
            @Reference PlatformDatabase database, @Reference Passwords passwords, @Reference SignInGuard guard) {
        this.database = database;
        this.passwords = passwords;
        this.guard = guard;
    }

    /**
     * Requires the password of the caller.
     *
     * @return the caller's identity as it was when the password was verified
     * @throws ProblemException 400 {@code password-wrong}; 429 {@code too-many-attempts}; 503 {@code sign-in-busy}
     */
    public Identity require(CallContext context, String password) {
        Identity identity = database.read(
                context,
                IdentityMapper.class,
                mapper -> mapper.findById(context.caller().identityId()));
        try (SignInAttempt attempt = guard.begin(context, identity.realm(), identity.email())) {
            if (!verify(context, attempt, identity, password)) {
                throw ProblemException.of(AccessProblem.PASSWORD_WRONG);
            }
            guard.undecided(context, attempt);
            return identity;
        }
    }

    private boolean verify(CallContext context, SignInAttempt attempt, Identity identity, String password) {
        try {
            return passwords.verify(password, identity.passwordHash());
        } catch (ProblemException busy) {
            guard.undecided(context, attempt);
            throw busy;
        }
    }
}
