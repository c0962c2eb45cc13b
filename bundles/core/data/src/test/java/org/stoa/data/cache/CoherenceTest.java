package org.stoa.data.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.stoa.api.cache.Cache;
import org.stoa.api.cache.CacheTag;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.security.CallContext;
import org.stoa.data.Await;
import org.stoa.data.DatabaseFixture;
import org.stoa.data.SqlMapper;
import org.stoa.data.TestServer;
import org.stoa.data.postgresql.PostgresServer;
import org.stoa.data.signal.PostgresSignals;

/** Two nodes over one database: what one has changed, the other does not remember otherwise. */
class CoherenceTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final CacheTag TAG = new CacheTag("number");
    private static final String TABLE =
            """
            CREATE TABLE number (tenant_id uuid PRIMARY KEY, value bigint NOT NULL);
            SELECT data.tenant_table('number');
            """;

    private final PostgresServer server = TestServer.emptyDatabase();
    private final UUID tenant = Ids.next();
    private final CallContext context = DatabaseFixture.user(tenant);
    private final List<AutoCloseable> opened = new ArrayList<>();
    private DatabaseFixture one;
    private DatabaseFixture other;
    private Database numbers;
    private Database numbersThere;
    private NodeCaches caches;
    private NodeCaches there;

    /** What becomes of the messages that tell a node to ask. */
    enum Messages {
        ARRIVE,
        ARE_LOST,
        STOP_MEANWHILE
    }

    @BeforeEach
    void start() {
        one = open(DatabaseFixture.on(server, Clock.systemUTC()));
        // a name of the core: modules have no caches
        numbers = one.migrated("activity", TABLE).database();
        caches = one.databases().caches();
        other = open(DatabaseFixture.on(server, Clock.systemUTC()));
        numbersThere = other.migrated("activity", TABLE).database();
        there = other.databases().caches();
        DatabaseFixture.execute(numbers, context, "INSERT INTO activity.number VALUES ('" + tenant + "', 0)");
    }

    @AfterEach
    void stop() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    private <P extends AutoCloseable> P open(P part) {
        opened.add(part);
        return part;
    }

    private void startBoth(Messages messages) {
        caches.start(signals(one));
        if (messages == Messages.ARE_LOST) {
            there.start();
        } else {
            there.start(signals(other));
        }
        Await.until("trust", LIMIT, () -> caches.isTrusted() && there.isTrusted());
    }

    private PostgresSignals signals(DatabaseFixture node) {
        PostgresSignals signals = open(node.databases().signals());
        signals.start();
        return signals;
    }

    private static Cache<String, Long> cache(NodeCaches node) {
        return node.create("numbers", 10, Duration.ofHours(1), (key, value) -> List.of(TAG));
    }

    private long read(Database database) {
        return Long.parseLong(DatabaseFixture.texts(database, context, "SELECT value FROM activity.number")
                .get(0));
    }

    private void write(long value) {
        numbers.write(context, SqlMapper.class, (mapper, transaction) -> {
            transaction.changed(TAG);
            return mapper.execute("UPDATE activity.number SET value = " + value);
        });
    }

    @ParameterizedTest
    @EnumSource
    void nothingOlderThanWhatWasAcknowledgedIsGivenOutOnTheOtherNode(Messages messages) throws Exception {
        startBoth(messages);
        AtomicLong acknowledged = new AtomicLong();
        Hammer hammer = new Hammer(acknowledged);
        for (long value = 1; value <= 12; value++) {
            if (messages == Messages.STOP_MEANWHILE) {
                endConnections("stoa-signals");
            }
            write(value);
            acknowledged.set(value);
            hammer.awaitReadOf(value);
        }
        hammer.stop();
        assertThat(hammer.stale).hasValue(0);
        assertThat(there.statistics().get(0).hits()).isPositive();
    }

    @Test
    void nodeThatCannotAskIsNotWaitedForLongerThanItTrustsItsMemory() throws Exception {
        startBoth(Messages.ARRIVE);
        AtomicLong acknowledged = new AtomicLong();
        Hammer hammer = new Hammer(acknowledged);
        hammer.awaitReadOf(0);
        try (Connection holder = platform()) {
            blockOther(holder);
            for (long value = 1; value <= 3; value++) {
                write(value);
                acknowledged.set(value);
                hammer.awaitReadOf(value);
            }
            assertThat(there.isTrusted()).isFalse();
        }
        Await.until("trust again", LIMIT, there::isTrusted);
        write(4);
        acknowledged.set(4);
        hammer.awaitReadOf(4);
        hammer.stop();
        assertThat(hammer.stale).hasValue(0);
    }

    @Test
    void nodeWhoseConnectionsAreCutAllTheTimeGivesOutNothingOld() throws Exception {
        startBoth(Messages.ARRIVE);
        AtomicLong acknowledged = new AtomicLong();
        Hammer hammer = new Hammer(acknowledged);
        for (long value = 1; value <= 12; value++) {
            endConnections("stoa-cache");
            write(value);
            acknowledged.set(value);
            hammer.awaitReadOf(value);
        }
        hammer.stop();
        assertThat(hammer.stale).hasValue(0);
    }

    @Test
    void nodeThatTheOthersHaveGivenUpForgetsEverythingAndComesBack() throws Exception {
        startBoth(Messages.ARE_LOST);
        Cache<String, Long> known = cache(there);
        known.get("key", () -> 1L);
        try (Connection platform = platform();
                Statement statement = platform.createStatement()) {
            statement.execute("DELETE FROM data.cache_node");
        }
        Await.until("the node notices", LIMIT, () -> !there.isTrusted() || nodes() == 2);
        Await.until("it has joined again", LIMIT, () -> nodes() == 2 && there.isTrusted());
        assertThat(known.get("key", () -> 2L)).isEqualTo(2);
    }

    @Test
    void changeThatIsCommittedAfterALaterOneIsHeardOf() throws Exception {
        startBoth(Messages.ARE_LOST);
        Cache<String, Integer> known =
                there.create("slow", 10, Duration.ofHours(1), (key, value) -> List.of(new CacheTag("slow")));
        AtomicInteger loads = new AtomicInteger();
        try (Connection slow = platform()) {
            slow.setAutoCommit(false);
            insertChange(slow, "slow");
            write(1);
            write(2);
            Await.until("it is remembered", LIMIT, () -> {
                int before = loads.get();
                known.get("key", loads::incrementAndGet);
                return loads.get() == before;
            });
            int before = loads.get();
            slow.commit();
            Await.until("the earlier change", LIMIT, () -> known.get("key", loads::incrementAndGet) > before);
        }
    }

    @Test
    void nodeThatJoinsOthersTrustsNothingBeforeTheyKnowOfIt() {
        caches.start(signals(one));
        Await.until("trust", LIMIT, caches::isTrusted);
        long begun = System.nanoTime();
        there.start(signals(other));
        Await.until("trust of the second", LIMIT, there::isTrusted);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(1));
    }

    @Test
    void nodeThatLeavesIsNotWaitedFor() {
        startBoth(Messages.ARRIVE);
        assertThat(nodes()).isEqualTo(2);

        there.close();

        assertThat(nodes()).isEqualTo(1);
        assertThat(there.isTrusted()).isFalse();
    }

    @Test
    void whatIsRolledBackIsNoChange() {
        startBoth(Messages.ARRIVE);
        assertThatThrownBy(() -> numbers.write(context, SqlMapper.class, (mapper, transaction) -> {
                    transaction.changed(TAG);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(one.asMigration("SELECT count(*) FROM data.cache_change")).containsExactly("0");
    }

    @Test
    void modulesCannotSayThatSomethingHasChanged() {
        Database notes = one.migrated("notes", DatabaseFixture.NOTES).database();

        assertThatThrownBy(() -> notes.write(context, SqlMapper.class, (mapper, transaction) -> {
                    transaction.changed(TAG);
                    return null;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("permission denied for table cache_change");
    }

    private long nodes() {
        return Long.parseLong(
                one.asMigration("SELECT count(*) FROM data.cache_node").get(0));
    }

    /** Keeps the other node from renewing its row. */
    private void blockOther(Connection holder) throws SQLException {
        holder.setAutoCommit(false);
        try (PreparedStatement lock = holder.prepareStatement(
                "SELECT id FROM data.cache_node WHERE id <> (SELECT min(id::text)::uuid FROM data.cache_node) FOR UPDATE")) {
            lock.execute();
        }
    }

    private void insertChange(Connection connection, String tag) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO data.cache_change (tenant_id, id, tags) VALUES (?, ?, ?)")) {
            insert.setObject(1, tenant);
            insert.setObject(2, Ids.next());
            insert.setArray(3, connection.createArrayOf("text", new String[] {tag}));
            insert.execute();
        }
    }

    private Connection platform() throws SQLException {
        String[] role = one.asOwner(
                        "SELECT role_name || ' ' || password FROM data.database_role WHERE schema_name = 'platform'")
                .get(0)
                .split(" ");
        PGSimpleDataSource source = server.dataSource(role[0], role[1], "test");
        source.setOptions("-c app.tenant_id=" + tenant);
        return source.getConnection();
    }

    private void endConnections(String application) throws SQLException {
        try (Connection platform = platform();
                Statement statement = platform.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '"
                    + application + "' AND datname = current_database()");
        }
    }

    /** Reads on the other node all the time, and counts what was acknowledged before a read began and not seen by it. */
    private final class Hammer {

        private final Cache<String, Long> cache = cache(there);
        private final ExecutorService threads = Executors.newFixedThreadPool(2);
        private final List<Future<?>> running = new ArrayList<>();
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final AtomicLong stale = new AtomicLong();
        private final AtomicLong last = new AtomicLong(-1);

        Hammer(AtomicLong acknowledged) {
            for (int i = 0; i < 2; i++) {
                running.add(threads.submit(() -> {
                    while (!stopped.get()) {
                        long least = acknowledged.get();
                        long seen = cache.get("key", () -> read(numbersThere));
                        last.accumulateAndGet(seen, Math::max);
                        if (seen < least) {
                            stale.incrementAndGet();
                        }
                    }
                }));
            }
        }

        void awaitReadOf(long value) {
            Await.until("a read of " + value, LIMIT, () -> last.get() >= value);
        }

        void stop() throws Exception {
            stopped.set(true);
            for (Future<?> thread : running) {
                thread.get();
            }
            threads.shutdown();
        }
    }
}
