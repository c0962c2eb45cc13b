package org.stoa.data.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.stoa.api.cache.Cache;
import org.stoa.api.cache.CacheStatistics;
import org.stoa.api.cache.CacheTag;
import org.stoa.api.cache.SharedForm;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.security.CallContext;
import org.stoa.data.Await;
import org.stoa.data.DatabaseFixture;
import org.stoa.data.SqlMapper;
import org.stoa.data.TestServer;
import org.stoa.data.postgresql.PostgresServer;
import redis.clients.jedis.Jedis;

/** Nodes that share what they have loaded in a Redis: no change that was acknowledged is missing in what they use of it. */
class SharedCachesTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final CacheTag TAG = new CacheTag("number");
    private static final String KEY = "stoa:1.1:numbers:key";
    private static final String TABLE =
            """
            CREATE TABLE number (tenant_id uuid PRIMARY KEY, value bigint NOT NULL);
            SELECT data.tenant_table('number');
            """;

    private final PostgresServer server = TestServer.emptyDatabase();
    private final TestRedis redis = TestRedis.open();
    private final UUID tenant = Ids.next();
    private final CallContext context = DatabaseFixture.user(tenant);
    private final List<AutoCloseable> opened = new ArrayList<>();
    private Node one;
    private Node other;

    /** A node with the number of the database in its cache. */
    private final class Node {

        private final GatedStore store = new GatedStore(open(RedisStore.at(redis.url())));
        private final DatabaseFixture fixture = open(DatabaseFixture.on(server, Clock.systemUTC(), store));
        private final Database numbers = fixture.migrated("activity", TABLE).database();
        private final NodeCaches caches = fixture.databases().caches();
        private final Cache<String, Long> cache = cache(1);
        private final AtomicInteger loads = new AtomicInteger();

        Node() {
            var signals = open(fixture.databases().signals());
            signals.start();
            caches.start(signals);
        }

        Cache<String, Long> cache(int format) {
            return caches.create(
                    "numbers",
                    10,
                    Duration.ofHours(1),
                    (key, value) -> List.of(TAG),
                    SharedForm.of(format, key -> key, Long.class));
        }

        Node trusting() {
            Await.until("trust, and a Redis", LIMIT, () -> caches.isTrusted() && caches.isShared());
            return this;
        }

        long get() {
            return cache.get("key", this::load);
        }

        long load() {
            loads.incrementAndGet();
            return Long.parseLong(DatabaseFixture.texts(numbers, context, "SELECT value FROM activity.number")
                    .get(0));
        }

        /** As when its memory was too small, or it was started anew. */
        void forget() {
            caches.forget(TAG);
        }

        void write(long value) {
            numbers.write(context, SqlMapper.class, (mapper, transaction) -> {
                transaction.changed(TAG);
                return mapper.execute("UPDATE activity.number SET value = " + value);
            });
        }

        CacheStatistics.Shared shared() {
            return caches.statistics().get(0).shared();
        }

        /** Loads until what it loads is kept in Redis; while it waits to hear of a change of its own, that is not. */
        void share(long value) {
            Await.until("a copy of " + value, LIMIT, () -> {
                forget();
                assertThat(get()).isEqualTo(value);
                return copy().endsWith("\n" + value);
            });
        }

        /** Uses what another node has loaded; in which it may be held up, and then it loads. */
        void awaitUseOf(long value) {
            Await.until("use of the copy of " + value, LIMIT, () -> {
                int before = loads.get();
                forget();
                assertThat(get()).isEqualTo(value);
                return loads.get() == before;
            });
        }
    }

    /** Holds back what is stored for as long as its gate is closed. */
    private static final class GatedStore implements SharedStore {

        private final RedisStore redis;
        private final List<Runnable> held = new ArrayList<>();
        private boolean closed;

        GatedStore(RedisStore redis) {
            this.redis = redis;
        }

        synchronized void closeGate() {
            closed = true;
        }

        synchronized int held() {
            return held.size();
        }

        synchronized void openGate() {
            closed = false;
            held.forEach(Runnable::run);
            held.clear();
        }

        @Override
        public boolean isUsable() {
            return redis.isUsable();
        }

        @Override
        public String get(String key) throws IOException {
            return redis.get(key);
        }

        @Override
        public synchronized void put(String key, String text, Duration lifetime) {
            if (closed) {
                held.add(() -> redis.put(key, text, lifetime));
            } else {
                redis.put(key, text, lifetime);
            }
        }

        @Override
        public void close() {
            redis.close();
        }
    }

    @BeforeEach
    void start() {
        one = new Node();
        other = new Node();
        DatabaseFixture.execute(one.numbers, context, "INSERT INTO activity.number VALUES ('" + tenant + "', 0)");
        one.trusting();
        other.trusting();
    }

    @AfterEach
    void stop() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
        redis.close();
    }

    private <P extends AutoCloseable> P open(P part) {
        opened.add(part);
        return part;
    }

    private String copy() {
        try (Jedis client = redis.connect()) {
            String copy = client.get(KEY);
            return copy == null ? "" : copy;
        }
    }

    @Test
    void whatOneNodeHasLoadedTheOtherNeedNotLoad() {
        one.share(0);
        other.awaitUseOf(0);

        assertThat(other.shared().hits()).isPositive();
        assertThat(other.shared().nanos()).isPositive();
        assertThat(redis.keys()).containsExactly(KEY);
        try (Jedis client = redis.connect()) {
            assertThat(client.pttl(KEY)).isBetween(1L, SharedCopies.LONGEST_LIFETIME.toMillis());
        }
    }

    @Test
    void copyFromBeforeAChangeIsNotUsedOnAnyNode() {
        one.share(0);
        other.awaitUseOf(0);

        other.write(1);

        assertThat(copy()).endsWith("\n0");
        assertThat(one.get()).isEqualTo(1);
        assertThat(other.get()).isEqualTo(1);
        one.share(1);
        other.awaitUseOf(1);
    }

    @Test
    void whoStoresLateWhatItLoadedBeforeAChangeMisleadsNobody() {
        one.share(0);
        other.store.closeGate();
        Await.until("a copy is held back", LIMIT, () -> {
            other.cache.reload("key", other::load);
            return other.store.held() > 0;
        });
        one.write(1);
        one.share(1);

        other.store.openGate();
        Await.until("the newer copy was overwritten", LIMIT, () -> copy().endsWith("\n0"));

        one.forget();
        other.forget();
        assertThat(one.get()).isEqualTo(1);
        assertThat(other.get()).isEqualTo(1);
    }

    @Test
    void loadThatBeganBeforeAChangeAndEndsAfterItIsNotTakenForNew() throws Exception {
        CountDownLatch loaded = new CountDownLatch(1);
        CountDownLatch changed = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<Long> late = thread.submit(() -> other.cache.reload("key", () -> {
            long value = other.load();
            loaded.countDown();
            awaitGate(changed);
            return value;
        }));
        awaitGate(loaded);
        one.write(1);
        changed.countDown();
        assertThat(late.get()).isZero();
        thread.shutdown();

        assertThat(other.get()).isEqualTo(1);
        assertThat(one.get()).isEqualTo(1);
    }

    @Test
    void changeThatIsCommittedAfterALaterOneIsNotTakenForIncluded() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        AutoCloseable listening;
        try (Connection slow = platform()) {
            slow.setAutoCommit(false);
            execute(slow, "UPDATE activity.number SET value = 5 WHERE tenant_id = '" + tenant + "'");
            insertChange(slow);
            // another number, and committed at once: the copy sees it, and not the one before
            try (Connection fast = platform()) {
                insertChange(fast);
            }
            one.share(0);
            other.awaitUseOf(0);
            listening = other.caches.onChange(TAG, heard::countDown);
            slow.commit();
        }
        awaitGate(heard);
        listening.close();
        assertThat(copy()).as("copy that does not include it").endsWith("\n0");
        assertThat(other.get()).isEqualTo(5);
    }

    @Test
    void nothingOlderThanWhatWasAcknowledgedIsGivenOut() throws Exception {
        AtomicLong acknowledged = new AtomicLong();
        AtomicLong stale = new AtomicLong();
        AtomicLong reads = new AtomicLong();
        AtomicBoolean stopped = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> running = new ArrayList<>();
        for (Node node : List.of(one, other, one, other)) {
            running.add(threads.submit(() -> {
                while (!stopped.get()) {
                    long least = acknowledged.get();
                    node.forget();
                    if (node.get() < least) {
                        stale.incrementAndGet();
                    }
                    reads.incrementAndGet();
                }
            }));
        }
        for (long value = 1; value <= 40; value++) {
            (value % 2 == 0 ? one : other).write(value);
            acknowledged.set(value);
            long then = reads.get();
            Await.until("reads after the change", LIMIT, () -> reads.get() > then + 50);
        }
        stopped.set(true);
        for (Future<?> thread : running) {
            thread.get();
        }
        threads.shutdown();
        assertThat(stale).hasValue(0);
        assertThat(one.shared().hits()).isPositive();
        assertThat(other.shared().hits()).isPositive();
    }

    @Test
    void nodeThatStartsUsesWhatWasLoadedBeforeItUnlessItHasChanged() {
        one.share(0);
        new Node().trusting().awaitUseOf(0);

        one.write(1);
        assertThat(copy()).endsWith("\n0");
        Node started = new Node().trusting();
        assertThat(started.get()).isEqualTo(1);
        assertThat(started.shared().hits()).isZero();
    }

    @Test
    void nodeThatStartsUsesNothingFromBeforeChangesThatAreForgotten() throws SQLException {
        one.share(0);
        one.write(1);
        try (Connection platform = platform()) {
            execute(
                    platform,
                    """
                    WITH known AS (DELETE FROM data.cache_change RETURNING *)
                    INSERT INTO data.cache_change (tenant_id, id, tags, written_by, written_at)
                    SELECT tenant_id, id, tags, written_by, written_at - interval '13 minutes' FROM known""");
            execute(platform, NodeTable.PRUNE);
        }
        assertThat(copy()).endsWith("\n0");
        assertThat(new Node().trusting().get()).isEqualTo(1);
    }

    @Test
    void whatRedisHasLostIsLoaded() {
        one.share(0);
        try (Jedis client = redis.connect()) {
            client.flushAll();
        }
        other.forget();
        assertThat(other.get()).isZero();
        one.share(0);
        other.awaitUseOf(0);
    }

    @Test
    void whatCannotBeReadIsLoadedAndReplaced() {
        one.share(0);
        String[] lines = copy().split("\n");
        for (String damaged : List.of(
                "",
                "nonsense",
                lines[0] + "\n" + lines[1],
                lines[0] + "\n1:x:\n7",
                lines[0] + "\n" + lines[1] + "\n{\"a\":7}")) {
            try (Jedis client = redis.connect()) {
                client.set(KEY, damaged);
            }
            long failures = other.shared().failures();
            other.forget();
            assertThat(other.get()).as(damaged).isZero();
            assertThat(other.shared().failures()).as(damaged).isGreaterThan(failures);
            other.share(0);
        }
    }

    @Test
    void whatIsKeptInAnotherFormatIsNotLookedAt() {
        one.share(0);
        Cache<String, Long> newer = other.cache(2);
        assertThat(newer.get("key", () -> 7L)).isEqualTo(7);
        Await.until("a copy of each", LIMIT, () -> redis.keys().size() == 2);
        assertThat(redis.keys()).containsExactlyInAnyOrder(KEY, "stoa:1.2:numbers:key");
    }

    @Test
    void nodesGoOnWhileRedisIsGoneOrHangsAndUseItAfterwards() {
        one.share(0);
        redis.freeze();
        try {
            one.forget();
            assertThat(one.get()).isZero();
            one.write(1);
            assertThat(one.get()).isEqualTo(1);
            assertThat(other.get()).isEqualTo(1);
        } finally {
            redis.thaw();
        }
        Await.until("Redis is used again", LIMIT, () -> one.caches.isShared() && other.caches.isShared());
        one.share(1);
        other.awaitUseOf(1);

        redis.kill();
        one.forget();
        other.forget();
        assertThat(one.get()).isEqualTo(1);
        assertThat(other.get()).isEqualTo(1);
        one.write(2);
        assertThat(other.get()).isEqualTo(2);
        assertThat(one.shared().failures() + other.shared().failures()).isPositive();

        redis.start();
        Await.until("Redis is used again", LIMIT, () -> one.caches.isShared() && other.caches.isShared());
        one.share(2);
        other.awaitUseOf(2);
    }

    private static void awaitGate(CountDownLatch gate) {
        try {
            assertThat(gate.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void insertChange(Connection connection) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO data.cache_change (tenant_id, id, tags) VALUES (?, ?, ?)")) {
            insert.setObject(1, tenant);
            insert.setObject(2, Ids.next());
            insert.setArray(3, connection.createArrayOf("text", new String[] {TAG.text()}));
            insert.execute();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private Connection platform() throws SQLException {
        String[] role = one.fixture
                .asOwner("SELECT role_name || ' ' || password FROM data.database_role WHERE schema_name = 'platform'")
                .get(0)
                .split(" ");
        PGSimpleDataSource source = server.dataSource(role[0], role[1], "test");
        source.setOptions("-c app.tenant_id=" + tenant);
        return source.getConnection();
    }
}
