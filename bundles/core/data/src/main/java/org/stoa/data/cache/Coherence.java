package org.stoa.data.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.cache.CacheTag;
import org.stoa.api.data.Ids;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.platform.Signals;
import org.stoa.api.security.CallContext;

/**
 * Keeps what this node remembers in step with what any node has changed.
 *
 * <p>A node trusts its memory for one second from the moment at which it sent a question that was answered, and the answer
 * tells of every change that was committed before the question. So whoever has committed a change and waits for a little
 * more than a second knows that no node gives out what was before, whatever has become of messages, connections and
 * nodes. That wait is cut short as soon as every other node says that it has heard of the change; and there is none when
 * an answer of the last second said that there are no others. For the sake of that, a node that joins others trusts
 * nothing for as long as they may not have seen it, and forgets what it has loaded meanwhile.
 *
 * <p>Durations are measured by the monotonic clock of each machine. The clock of the database only says when a node that
 * is gone needs no longer be waited for.
 */
public final class Coherence implements AutoCloseable {

    /** The topic of {@link Signals} under which nodes tell one another to ask. */
    public static final String TOPIC = "cache-changes";

    private static final Logger LOG = LoggerFactory.getLogger(Coherence.class);
    private static final Duration TRUST = Duration.ofSeconds(1);
    /** Longer than others trust their memory, by more than two clocks may differ in a second. */
    private static final Duration PATIENCE = Duration.ofMillis(1_100);
    /** Twice within the trust, so that one slow answer does no harm. */
    private static final Duration ROUND = Duration.ofMillis(400);

    private static final Duration PRUNE_INTERVAL = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(20);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);
    /** For changes of this node: by then its own question has been answered, or changes nothing any more. */
    private static final Duration OWN_KNOWN_FOR = Duration.ofSeconds(10);

    private static final int MOST_OWN = 1_000;
    private static final UUID NOBODY = new UUID(0, 0);

    private final DataSource source;
    private final Supplier<PlatformDatabase> database;
    private final Freshness freshness;
    private final Consumer<Collection<CacheTag>> heed;
    private final Cache<UUID, Boolean> own = Caffeine.newBuilder()
            .maximumSize(MOST_OWN)
            .expireAfterWrite(OWN_KNOWN_FOR)
            .build();
    private final Semaphore signal = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "stoa-cache-changes");
    private volatile AutoCloseable listening = () -> {};
    private volatile boolean closed;
    /** By {@link System#nanoTime()}, like all that follow. */
    private volatile long trustedUntil = System.nanoTime();

    private volatile long aloneUntil = System.nanoTime();
    private volatile NodeTable node;
    private long joinedUnseenUntil;
    private boolean trustworthy;
    private long prunedAt = System.nanoTime();
    private int failures;

    /**
     * @param source makes the connection over which the node asks; one that is not answered within a second is of no use
     * @param database the data bundle's own, across tenants
     * @param freshness is told of every change before it is heeded, with its transaction as soon as that is known
     * @param heed forgets what depends on some tags
     */
    Coherence(
            DataSource source,
            Supplier<PlatformDatabase> database,
            Freshness freshness,
            Consumer<Collection<CacheTag>> heed) {
        this.source = source;
        this.database = database;
        this.freshness = freshness;
        this.heed = heed;
        thread.setDaemon(true);
    }

    /** Begins to ask. Until then nothing is trusted, and what is committed is waited for as anywhere. */
    void start() {
        thread.start();
    }

    /** Asks at once when told so. */
    void listen(Signals signals) {
        listening = signals.listen(TOPIC, new Signals.Listener() {
            @Override
            public void received(String message) {
                signal.release();
            }

            @Override
            public void missed() {
                signal.release();
            }
        });
    }

    boolean isTrusted() {
        return System.nanoTime() - trustedUntil < 0;
    }

    private boolean isAlone() {
        return System.nanoTime() - aloneUntil < 0;
    }

    /** To be called after a transaction that changed {@code tags} was committed: returns when no node remembers otherwise. */
    void committed(UUID tenantId, UUID change, Collection<CacheTag> tags) {
        inDoubt(tags);
        own.put(change, true);
        awaitOthers(tenantId, change);
    }

    /** The same for whatever has been committed until now, by whomever: this node may not have heard of it either. */
    void awaitOthers() {
        signal.release();
        awaitOthers(null, null);
    }

    /** To be called when it is not known whether a transaction that changed {@code tags} was committed. */
    void inDoubt(Collection<CacheTag> tags) {
        freshness.changed(tags);
        heed.accept(tags);
    }

    private void awaitOthers(UUID tenantId, UUID change) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long pause = FIRST_PAUSE.toNanos();
        boolean interrupted = false;
        while (!isAlone() && !othersHaveHeard(tenantId, change)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                break;
            }
            LockSupport.parkNanos(Math.min(left, pause));
            // whoever is told to stop has to wait all the same, and cannot park as long as the flag is set
            interrupted |= Thread.interrupted();
            pause = Math.min(2 * pause, LONGEST_PAUSE.toNanos());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean othersHaveHeard(UUID tenantId, UUID change) {
        NodeTable table = node;
        UUID self = table == null || change == null ? NOBODY : table.id();
        try {
            return database.get()
                            .read(
                                    CallContext.system(null, "cache"),
                                    CacheMapper.class,
                                    mapper -> mapper.unaware(self, tenantId, change))
                    == 0;
        } catch (RuntimeException e) {
            LOG.debug("Cannot ask who has heard of a change; waiting", e);
            return false;
        }
    }

    private void run() {
        while (!closed) {
            boolean again;
            try {
                again = round();
                recovered();
            } catch (SQLException | RuntimeException e) {
                // a connection that broke is replaced at once, and more than that is worth a line
                again = ++failures == 1;
                report(e);
                if (node != null) {
                    node.close();
                }
            }
            if (!again && !await()) {
                return;
            }
        }
    }

    private boolean await() {
        try {
            if (signal.tryAcquire(ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
                signal.drainPermits();
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** @return whether to ask again at once */
    private boolean round() throws SQLException {
        NodeTable table = node;
        if (table == null) {
            join();
            return false;
        }
        long asked = System.nanoTime();
        NodeTable.Answer answer = table.ask();
        if (answer == null) {
            trustedUntil = asked;
            table.leave();
            table.close();
            node = null;
            return true;
        }
        boolean news = false;
        for (NodeTable.Change change : answer.changes()) {
            freshness.changed(change.writtenBy(), change.tags());
            if (own.asMap().remove(change.id()) == null) {
                heed.accept(change.tags());
                news = true;
            }
        }
        freshness.reached(answer.seen(), asked);
        trust(asked, answer);
        if (asked - prunedAt > PRUNE_INTERVAL.toNanos()) {
            prunedAt = asked;
            table.prune();
        }
        // the next question says that these were heeded: somebody waits for that
        return news;
    }

    private void join() throws SQLException {
        NodeTable table = new NodeTable(source, Ids.next());
        try {
            long asked = System.nanoTime();
            NodeTable.Answer answer = table.join();
            freshness.begin(table.history(), table.before(), answer.seen(), answer.changes());
            trustworthy = false;
            joinedUnseenUntil = answer.others() == 0 ? asked : System.nanoTime() + PATIENCE.toNanos();
            node = table;
            trust(asked, answer);
        } finally {
            if (node != table) {
                table.close();
            }
        }
    }

    private void trust(long asked, NodeTable.Answer answer) {
        aloneUntil = answer.others() == 0 ? asked + TRUST.toNanos() : asked;
        if (asked - joinedUnseenUntil < 0) {
            return;
        }
        if (!trustworthy) {
            trustworthy = true;
            heed.accept(List.of(CacheTag.EVERYTHING));
        }
        trustedUntil = asked + TRUST.toNanos();
    }

    private void report(Exception failure) {
        if (failures == 2 && !closed) {
            LOG.warn("Caches are not used as long as changes cannot be asked for; trying on: {}", failure.toString());
        }
    }

    private void recovered() {
        if (failures > 1) {
            LOG.info("Changes are asked for again.");
        }
        failures = 0;
    }

    @Override
    public void close() {
        closed = true;
        signal.release();
        try {
            listening.close();
            thread.join(CLOSE_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.debug("Signals were closed already", e);
        }
        trustedUntil = System.nanoTime();
        NodeTable left = node;
        if (left != null && !thread.isAlive()) {
            try {
                left.leave();
            } catch (SQLException e) {
                LOG.debug("The other nodes find out by themselves that this one has gone", e);
            }
            left.close();
        }
    }
}
