package org.stoa.access.identity;

import java.text.Normalizer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.stoa.access.AccessProblem;
import org.stoa.access.Secrets;
import org.stoa.api.rest.ProblemException;

/**
 * Hashes and verifies passwords with Argon2id (19 MiB, 2 passes, 1 lane). At most two at a time, in order of arrival; who
 * would have to wait long is told to come back, so that a flood of sign-ins costs neither memory nor threads.
 */
@Component(service = Passwords.class)
public final class Passwords {

    private static final Argon2 PARAMETERS = new Argon2(19_456, 2, 1);
    private static final int SALT_BYTES = 16;
    private static final int AT_ONCE = 2;
    private static final int RETRY_SECONDS = 5;

    private final Argon2 parameters;
    private final Semaphore permits;
    private final int maxWaiting;
    private final Duration patience;
    private final String decoy;

    @Activate
    public Passwords() {
        this(PARAMETERS, AT_ONCE, 64, Duration.ofSeconds(8));
    }

    Passwords(Argon2 parameters, int atOnce, int maxWaiting, Duration patience) {
        this.parameters = parameters;
        this.permits = new Semaphore(atOnce, true);
        this.maxWaiting = maxWaiting;
        this.patience = patience;
        this.decoy = parameters.decoy(Secrets.randomBytes(SALT_BYTES));
    }

    /**
     * The PHC string under which a password is stored.
     *
     * @throws ProblemException 503 {@code sign-in-busy} when too many wait
     */
    public String hash(String password) {
        return guarded(() -> parameters.hash(normalize(password), Secrets.randomBytes(SALT_BYTES)));
    }

    /**
     * Whether {@code phc} is the hash of {@code password}.
     *
     * @param phc null for nobody: costs as much work as for somebody and is never true
     * @throws ProblemException 503 {@code sign-in-busy} when too many wait
     */
    public boolean verify(String password, String phc) {
        boolean matches = guarded(() -> Argon2.matches(normalize(password), phc == null ? decoy : phc));
        return matches && phc != null;
    }

    /** Whether {@code phc} was made with other parameters than those of today. */
    public boolean needsRehash(String phc) {
        return !parameters.made(phc);
    }

    private <T> T guarded(Supplier<T> work) {
        if (permits.getQueueLength() >= maxWaiting) {
            throw busy();
        }
        try {
            if (!permits.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }

    private static ProblemException busy() {
        return ProblemException.of(AccessProblem.SIGN_IN_BUSY, RETRY_SECONDS)
                .withHeader("Retry-After", Integer.toString(RETRY_SECONDS));
    }

    /** The same password typed on another keyboard may come in another Unicode form. */
    private static String normalize(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }
}
