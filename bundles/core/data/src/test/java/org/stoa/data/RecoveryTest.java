package org.stoa.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.cache.CacheTag;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.data.cache.NodeCaches;
import org.stoa.data.connection.PoolSettings;
import org.stoa.data.connection.ReachabilityProbe;
import org.stoa.data.postgresql.EmbeddedPostgres;

/** PostgreSQL goes away and comes back while requests run. */
class RecoveryTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int WRITERS = 3;
    private static final int READERS = 2;

    private final CallContext context = DatabaseFixture.user(Ids.next());
    private EmbeddedPostgres postgres;
    private DatabaseFixture fixture;
    private Database notes;

    @BeforeEach
    void start() {
        postgres = EmbeddedPostgres.temporary();
        fixture = DatabaseFixture.on(postgres.server(), Clock.systemUTC());
        notes = fixture.migrated("notes", DatabaseFixture.NOTES).database();
    }

    @AfterEach
    void stop() {
        fixture.close();
        postgres.close();
    }

    @Test
    void requestsFailClearlyAndRecoverWithNothingLostOrHalfWritten() throws InterruptedException {
        Load load = new Load();
        load.start();
        load.awaitProgress();

        postgres.restart();
        load.awaitProgress();
        long killed = postgres.pid();
        ProcessHandle.of(killed).orElseThrow().destroyForcibly();
        Await.until("another server", LIMIT, () -> postgres.pid() != killed);
        load.awaitProgress();
        load.stop();

        assertThat(load.unexpected).isEmpty();
        assertThat(load.refused).allMatch(problem -> problem.code().status() == 503);
        Set<String> stored = new HashSet<>(DatabaseFixture.texts(notes, context, "SELECT id FROM notes.note"));
        assertThat(load.acknowledged)
                .filteredOn(id -> !stored.contains(id))
                .as("lost")
                .isEmpty();
        stored.removeAll(load.acknowledged);
        assertThat(load.unknown).containsAll(stored);
        assertThat(fixture.asMigration("SELECT count(*) FROM notes.note n FULL JOIN data.audit_log a"
                        + " ON a.resource_id = n.id::text WHERE a.id IS NULL OR n.id IS NULL"))
                .containsExactly("0");
        assertThat(load.refused)
                .as("failures of %s writes", load.acknowledged.size())
                .hasSizeLessThan(60);
    }

    @Test
    void databaseThatIsGoneIsSaidToBeUnavailableAndUsedAgainWhenItIsBack() {
        ReachabilityProbe probe = fixture.databases().probe();
        DatabaseFixture.texts(notes, context, "SELECT 1");
        assertThat(probe.isReachable()).isTrue();
        postgres.close();

        assertThat(probe.isReachable()).isFalse();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> DatabaseFixture.texts(notes, context, "SELECT 1"))
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(CommonProblem.DATABASE_UNAVAILABLE);
                    assertThat(problem.headers()).containsEntry("Retry-After", "1");
                });
        BundleDatabases late = fixture.bundle("late", DatabaseFixture.NOTES);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(late::migrate)
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(CommonProblem.DATABASE_UNAVAILABLE));
        probe.close();
    }

    @Test
    void frozenServerIsSaidToBeUnavailableWithinTheLimits() throws Exception {
        fixture.close();
        fixture = DatabaseFixture.on(
                postgres.server(),
                Clock.systemUTC(),
                new PoolSettings(2, Duration.ofSeconds(1), Duration.ofSeconds(1)));
        notes = fixture.bundle("notes", DatabaseFixture.NOTES).database();
        DatabaseFixture.texts(notes, context, "SELECT 1");

        signalServer("STOP");
        try {
            for (int request = 0; request < 3; request++) {
                assertUnavailableWithin(
                        Duration.ofSeconds(15), () -> DatabaseFixture.texts(notes, context, "SELECT 1"));
            }
        } finally {
            signalServer("CONT");
        }

        Await.until("the database in use again", LIMIT, () -> {
            try {
                return DatabaseFixture.texts(notes, context, "SELECT 1").equals(List.of("1"));
            } catch (ProblemException e) {
                return false;
            }
        });
    }

    @Test
    void serverThatFreezesInTheMiddleOfAWriteIsSaidToBeUnavailable() throws Exception {
        fixture.close();
        fixture = DatabaseFixture.on(
                postgres.server(),
                Clock.systemUTC(),
                new PoolSettings(2, Duration.ofSeconds(1), Duration.ofSeconds(1)));
        notes = fixture.bundle("notes", DatabaseFixture.NOTES).database();

        try {
            assertUnavailableWithin(
                    Duration.ofSeconds(15),
                    () -> notes.write(context, SqlMapper.class, (mapper, transaction) -> {
                        mapper.execute("INSERT INTO notes.note VALUES ('" + context.tenantId() + "', '" + Ids.next()
                                + "', 'half')");
                        signalServer("STOP");
                        return mapper.texts("SELECT text FROM notes.note");
                    }));
        } finally {
            signalServer("CONT");
        }

        Await.until("the database in use again", LIMIT, () -> {
            try {
                return DatabaseFixture.texts(notes, context, "SELECT text FROM notes.note")
                        .isEmpty();
            } catch (ProblemException e) {
                return false;
            }
        });
    }

    @Test
    void statementThatTakesTooLongIsCancelledAndSaidToBeUnavailable() {
        assertUnavailableWithin(
                Duration.ofSeconds(10),
                () -> notes.write(context, SqlMapper.class, (mapper, transaction) -> {
                    mapper.texts("SELECT set_config('statement_timeout', '200', true)");
                    return mapper.texts("SELECT pg_sleep(60)");
                }));
        assertThat(DatabaseFixture.texts(notes, context, "SELECT 1")).containsExactly("1");
    }

    @Test
    void whatIsRememberedIsForgottenWhenTheServerWasStartedAnew() {
        NodeCaches caches = fixture.databases().caches();
        caches.start();
        Await.until("trust", LIMIT, caches::isTrusted);
        AtomicInteger forgotten = new AtomicInteger();
        caches.onChange(CacheTag.of("thing", 1), forgotten::incrementAndGet);

        postgres.restart();

        Await.until("it is forgotten", LIMIT, () -> forgotten.get() == 1);
        Await.until("trust again", LIMIT, caches::isTrusted);
    }

    @Test
    void fullDiskIsSaidToBeFull() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> DatabaseFixture.execute(
                        notes,
                        context,
                        "DO $$ BEGIN RAISE 'could not extend file: No space left on device' USING ERRCODE = '53100';"
                                + " END $$"))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(CommonProblem.STORAGE_FULL));
    }

    private static void assertUnavailableWithin(Duration limit, Runnable request) {
        long start = System.nanoTime();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(request::run)
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(CommonProblem.DATABASE_UNAVAILABLE));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(limit);
    }

    /** To the server and all its processes. */
    private void signalServer(String signal) {
        ProcessHandle server = ProcessHandle.of(postgres.pid()).orElseThrow();
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        Stream.concat(Stream.of(server), server.descendants())
                .map(process -> Long.toString(process.pid()))
                .forEach(command::add);
        try {
            // one that ended meanwhile is no failure
            int ignored = new ProcessBuilder(command).inheritIO().start().waitFor();
            assertThat(ignored).isBetween(0, 1);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Load {

        final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        final Set<String> unknown = ConcurrentHashMap.newKeySet();
        final List<ProblemException> refused = new CopyOnWriteArrayList<>();
        final List<Throwable> unexpected = new CopyOnWriteArrayList<>();
        private final Map<Thread, AtomicInteger> successes = new ConcurrentHashMap<>();
        private final List<Thread> threads = new ArrayList<>();
        private final AtomicBoolean stopped = new AtomicBoolean();

        void start() {
            for (int i = 0; i < WRITERS + READERS; i++) {
                Runnable work = i < WRITERS ? this::write : this::read;
                Thread thread = new Thread(() -> repeat(work));
                successes.put(thread, new AtomicInteger());
                threads.add(thread);
                thread.start();
            }
        }

        /** Until every thread has got through a few more times. */
        void awaitProgress() {
            successes.values().forEach(count -> count.set(0));
            Await.until("progress of every thread", LIMIT, () -> successes.values().stream()
                    .allMatch(count -> count.get() > 10));
        }

        void stop() throws InterruptedException {
            stopped.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
        }

        private void repeat(Runnable work) {
            while (!stopped.get()) {
                try {
                    work.run();
                    successes.get(Thread.currentThread()).incrementAndGet();
                } catch (ProblemException e) {
                    refused.add(e);
                } catch (RuntimeException e) {
                    unexpected.add(e);
                }
            }
        }

        private void read() {
            DatabaseFixture.texts(notes, context, "SELECT id FROM notes.note LIMIT 1");
        }

        private void write() {
            UUID id = Ids.next();
            try {
                notes.write(context, SqlMapper.class, (mapper, transaction) -> {
                    transaction.audit(AuditEntry.happened("note.add", "notes.note", id));
                    return mapper.execute(
                            "INSERT INTO notes.note VALUES ('" + context.tenantId() + "', '" + id + "', '" + id + "')");
                });
                acknowledged.add(id.toString());
            } catch (ProblemException e) {
                if (e.code().code().equals("outcome-unknown")) {
                    unknown.add(id.toString());
                }
                throw e;
            }
        }
    }
}
