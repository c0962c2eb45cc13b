package org.stoa.access.user;

import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.AccessProblem;
import org.stoa.access.identity.Identity;
import org.stoa.access.identity.Passwords;
import org.stoa.access.identity.SignInAttempt;
import org.stoa.access.identity.SignInGuard;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;

/** Lets somebody act for an identity who knows its password but has no session; guarded like signing in. */
@Component(service = PasswordProof.class)
public final class PasswordProof {

    private final Passwords passwords;
    private final SignInGuard guard;

    @Activate
    public PasswordProof(@Reference Passwords passwords, @Reference SignInGuard guard) {
        this.passwords = passwords;
        this.guard = guard;
    }

    /**
     * Does {@code work} when the password is right.
     *
     * @param work is given the attempt, for which it calls {@link #succeeded} in its transaction
     * @throws ProblemException 401 {@code invalid-credentials}; 429 {@code too-many-attempts}; 503 {@code sign-in-busy}
     */
    public <T> T require(CallContext context, Identity identity, String password, Function<SignInAttempt, T> work) {
        try (SignInAttempt attempt = guard.begin(context, identity.realm(), identity.email())) {
            boolean proved = unlessItFails(context, attempt, () -> passwords.verify(password, identity.passwordHash()));
            if (!proved || !identity.isActive()) {
                throw ProblemException.of(AccessProblem.INVALID_CREDENTIALS);
            }
            return unlessItFails(context, attempt, () -> work.apply(attempt));
        }
    }

    /** Notes in the transaction of the work that the password was right. */
    public void succeeded(Transaction transaction, SignInAttempt attempt) {
        guard.succeeded(transaction, attempt);
    }

    /** What fails for other reasons than the password must not count against the person. */
    private <T> T unlessItFails(CallContext context, SignInAttempt attempt, Supplier<T> step) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            guard.undecided(context, attempt);
            throw e;
        }
    }
}
