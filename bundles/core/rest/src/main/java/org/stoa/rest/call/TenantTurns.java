package org.stoa.rest.call;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;

/**
 * Has so many requests of a tenant worked on at once, in the order in which they came; the others of the tenant wait for
 * their turn. So a tenant that sends many takes neither the connections to the database nor the processors from the
 * others. Waiting requests keep their threads, which is why only some may wait.
 */
public final class TenantTurns {

    private static final long RETRY_SECONDS = 1;

    private final int atOnce;
    private final int mostWaiting;
    private final Duration patience;
    private final ConcurrentHashMap<UUID, Line> lines = new ConcurrentHashMap<>();

    /** The requests of one tenant that have come and not gone. */
    private static final class Line {
        final Semaphore turns;
        int present;

        Line(int turns) {
            this.turns = new Semaphore(turns, true);
        }
    }

    /**
     * @param atOnce requests of one tenant; 0 for no limit
     * @param mostWaiting how many more of the tenant may wait
     * @param patience how long each of them waits
     */
    public TenantTurns(int atOnce, int mostWaiting, Duration patience) {
        this.atOnce = atOnce;
        this.mostWaiting = mostWaiting;
        this.patience = patience;
    }

    /**
     * Waits for the tenant's next turn, which {@link #leave} gives back.
     *
     * @param tenantId null for requests of no tenant, which do not wait
     * @throws ProblemException 429 {@code too-many-requests} when too many wait, or after too long
     */
    public void enter(UUID tenantId) throws InterruptedException {
        if (atOnce == 0 || tenantId == null) {
            return;
        }
        Line line = lines.compute(tenantId, (id, known) -> {
            Line joined = known == null ? new Line(atOnce) : known;
            if (joined.present == atOnce + mostWaiting) {
                throw refused();
            }
            joined.present++;
            return joined;
        });
        boolean entered = false;
        try {
            entered = line.turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            if (!entered) {
                goAway(tenantId);
            }
        }
        if (!entered) {
            throw refused();
        }
    }

    /** @param tenantId as it was given to {@link #enter}, once for each time that it returned */
    public void leave(UUID tenantId) {
        if (atOnce == 0 || tenantId == null) {
            return;
        }
        lines.get(tenantId).turns.release();
        goAway(tenantId);
    }

    private void goAway(UUID tenantId) {
        lines.computeIfPresent(tenantId, (id, line) -> --line.present == 0 ? null : line);
    }

    /** How many requests of the tenant have come and not gone. */
    int present(UUID tenantId) {
        int[] present = new int[1];
        lines.computeIfPresent(tenantId, (id, line) -> {
            present[0] = line.present;
            return line;
        });
        return present[0];
    }

    private static ProblemException refused() {
        return ProblemException.of(CommonProblem.TOO_MANY_REQUESTS, RETRY_SECONDS)
                .withHeader("Retry-After", Long.toString(RETRY_SECONDS));
    }
}
