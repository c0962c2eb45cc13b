package org.stoa.access.identity;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.stoa.access.AccessProblem;
import org.stoa.access.Secrets;
import org.stoa.api.rest.ProblemException;

/**
 * Lets attempts with the same key through one after another: people who sign in several times at once are not taken for
 * guessers, since each sees the outcome of the one before. Few wait; the rest is told to come back.
 */
final class Lanes {

    private static final int COUNT = 1024;
    private static final int MAX_WAITING = 16;
    private static final int PATIENCE_SECONDS = 10;
    private static final int RETRY_SECONDS = 2;

    private final Semaphore[] lanes =
            Stream.generate(() -> new Semaphore(1, true)).limit(COUNT).toArray(Semaphore[]::new);

    /** Unknown outside, so that nobody can choose a key that shares the lane of somebody else's. */
    private final int salt = Secrets.randomInt(Integer.MAX_VALUE);

    /** A place in a lane, until it is closed. */
    interface Lane extends AutoCloseable {
        @Override
        void close();
    }

    /** @throws ProblemException 503 {@code sign-in-busy} when many wait already, or after 10 seconds */
    Lane enter(String key) {
        int hash = (key.hashCode() ^ salt) * 0x9E3779B9;
        Semaphore lane = lanes[hash >>> 22];
        if (lane.getQueueLength() >= MAX_WAITING) {
            throw busy();
        }
        try {
            if (!lane.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        return lane::release;
    }

    private static ProblemException busy() {
        return ProblemException.of(AccessProblem.SIGN_IN_BUSY, RETRY_SECONDS)
                .withHeader("Retry-After", Integer.toString(RETRY_SECONDS));
    }
}
