package org.stoa.access.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.AccessProblem;
import org.stoa.access.Secrets;
import org.stoa.api.data.Transaction;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;

/**
 * Slows down guessing without letting a stranger lock anybody out. Three counts, each with a pause of its own:
 *
 * <ul>
 *   <li>one e-mail address from one network address: from the fifth failure on a pause of 1, 2, 4, ... seconds, up to 15
 *       minutes;
 *   <li>one e-mail address from everywhere: after 50 failures in 15 minutes only from network addresses where the person
 *       signed in before;
 *   <li>one network address for anybody: after 100 failures in 15 minutes.
 * </ul>
 *
 * <p>An attempt counts as failed before it is made and is taken back when it succeeds, so that many at once gain nothing.
 * Unknown e-mail addresses are treated like known ones.
 */
@Component(service = SignInGuard.class)
public final class SignInGuard {

    private final PlatformDatabase database;
    private final Clock clock;
    private final Lanes lanes = new Lanes();

    @Activate
    public SignInGuard(@Reference PlatformDatabase database) {
        this(database, Clock.systemUTC());
    }

    public SignInGuard(PlatformDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Lets an attempt through, or refuses it.
     *
     * @param email in its normalized form, or whatever was typed when it has none
     * @throws ProblemException 429 {@code too-many-attempts} during a pause; 503 {@code sign-in-busy}
     */
    public SignInAttempt begin(CallContext context, UUID realm, String email) {
        String network = ClientNetwork.of(context.request().clientAddress());
        Lanes.Lane lane = lanes.enter(realm + " " + email + " " + network);
        boolean admitted = false;
        try {
            SignInAttempt attempt = database.write(
                    context.withIdempotencyKey(null),
                    AttemptMapper.class,
                    (attempts, transaction) -> admit(attempts, realm, email, network, lane));
            admitted = true;
            return attempt;
        } finally {
            if (!admitted) {
                lane.close();
            }
        }
    }

    private SignInAttempt admit(AttemptMapper attempts, UUID realm, String email, String network, Lanes.Lane lane) {
        byte[] pairKey = pairKey(realm, email, network);
        byte[] addressKey = key("address", network);
        boolean known = count(attempts, pairKey, AttemptLimit.PAIR).succeededAt() != null;
        count(attempts, addressKey, AttemptLimit.ADDRESS);
        byte[] emailKey = known ? null : key("email", realm + " " + email);
        if (emailKey != null) {
            count(attempts, emailKey, AttemptLimit.EMAIL);
        }
        return new SignInAttempt(pairKey, emailKey, addressKey, lane);
    }

    /** Says in the caller's transaction that the attempt was a success: its failures are forgotten. */
    public void succeeded(Transaction transaction, SignInAttempt attempt) {
        AttemptMapper attempts = transaction.mapper(AttemptMapper.class);
        Instant now = clock.instant();
        attempts.succeed(attempt.pair(), now);
        takeBack(attempts, attempt, now);
    }

    /** Says that the attempt was neither a success nor a failure; earlier failures stay. */
    public void undecided(CallContext context, SignInAttempt attempt) {
        database.write(context.withIdempotencyKey(null), AttemptMapper.class, (attempts, transaction) -> {
            Instant now = clock.instant();
            attempts.withdraw(attempt.pair(), now);
            takeBack(attempts, attempt, now);
            return null;
        });
    }

    /** Says in the caller's transaction that the person has proved who it is by other means than an attempt. */
    public void proved(Transaction transaction, UUID realm, String email, String clientAddress) {
        transaction
                .mapper(AttemptMapper.class)
                .succeed(pairKey(realm, email, ClientNetwork.of(clientAddress)), clock.instant());
    }

    /**
     * Counts a mail that somebody asked for, in the caller's transaction.
     *
     * @return false when there were too many: it must not be sent
     */
    public boolean countMail(Transaction transaction, UUID realm, String email, String clientAddress) {
        AttemptMapper attempts = transaction.mapper(AttemptMapper.class);
        String network = ClientNetwork.of(clientAddress);
        boolean fewFrom = tryCount(attempts, key("mail from", network), AttemptLimit.MAIL_FROM) != null;
        boolean fewTo = tryCount(attempts, key("mail to", realm + " " + email), AttemptLimit.MAIL_TO) != null;
        return fewFrom && fewTo;
    }

    private static void takeBack(AttemptMapper attempts, SignInAttempt attempt, Instant now) {
        attempts.withdraw(attempt.address(), now);
        if (attempt.email() != null) {
            attempts.withdraw(attempt.email(), now);
        }
    }

    private AttemptMapper.Count count(AttemptMapper attempts, byte[] key, AttemptLimit limit) {
        AttemptMapper.Count count = tryCount(attempts, key, limit);
        if (count != null) {
            return count;
        }
        AttemptMapper.Count pausing = attempts.find(key);
        Instant until = pausing == null || pausing.pausedUntil() == null ? clock.instant() : pausing.pausedUntil();
        long seconds = Math.max(
                1, Duration.between(clock.instant(), until).plusMillis(999).toSeconds());
        throw ProblemException.of(AccessProblem.TOO_MANY_ATTEMPTS, seconds)
                .withHeader("Retry-After", Long.toString(seconds));
    }

    private AttemptMapper.Count tryCount(AttemptMapper attempts, byte[] key, AttemptLimit limit) {
        Instant now = clock.instant();
        return attempts.count(
                key,
                limit.failures(),
                now.minus(limit.window()),
                limit.firstPause().toSeconds(),
                limit.longestPause().toSeconds(),
                now);
    }

    private static byte[] pairKey(UUID realm, String email, String network) {
        return key("pair", realm + " " + email + " " + network);
    }

    private static byte[] key(String what, String value) {
        return Secrets.digest(what + " " + value);
    }
}
