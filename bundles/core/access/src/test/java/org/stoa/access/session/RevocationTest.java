package org.stoa.access.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.stoa.access.AccessProblem;
import org.stoa.access.apikey.ApiKeyUses;
import org.stoa.access.role.RoleAssignment;
import org.stoa.api.cache.Caches;
import org.stoa.api.people.User;
import org.stoa.api.people.UserStatus;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Grant;
import org.stoa.api.security.RequestInfo;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantStatus;
import org.stoa.data.StandaloneDatabases;
import org.stoa.data.cache.RedisStore;
import org.stoa.data.postgresql.PostgresServer;
import org.stoa.testkit.TestDatabases;
import redis.embedded.RedisServer;

/**
 * What was revoked on one node is refused on others, which share what they have loaded: no call that begins there after
 * the revocation has been answered is let through, whatever becomes of the messages and connections between them.
 */
class RevocationTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String PERMISSION = "tenant.user.read";

    private static SignInFixture one;
    private static PostgresServer server;
    private static RedisServer redis;
    private static Node other;
    private static Node third;
    private static int number;

    private final AtomicInteger turn = new AtomicInteger();
    private Tenant tenant;
    private User user;
    private TokenPair pair;

    /** How the second node fares. */
    enum Trouble {
        NONE,
        /** Nobody tells it to ask. */
        NO_MESSAGES,
        /** Its question is not answered. */
        NO_ANSWERS,
        /** The connection over which it asks breaks. */
        BROKEN_CONNECTION
    }

    /** One that does not make the revocations. */
    private record Node(
            RedisStore store, StandaloneDatabases databases, Caches caches, SessionAuthenticator authenticator) {

        static Node start() {
            RedisStore store =
                    RedisStore.at("redis://127.0.0.1:" + redis.ports().get(0));
            StandaloneDatabases databases = StandaloneDatabases.start(server, one.clock, store);
            PlatformDatabase platform = databases.platform("access", AccessProblem.class);
            Caches caches = databases.caches();
            SessionAuthenticator authenticator = new SessionAuthenticator(
                    new AccessTokens(new SigningKeys(platform, one.clock), caches, one.clock),
                    new Principals(platform, one.access.grants, caches, one.clock),
                    new ApiKeyUses(platform, one.clock),
                    one.clock);
            return new Node(store, databases, caches, authenticator);
        }

        boolean isReady() {
            return caches.isTrusted() && caches.isShared();
        }

        CallContext call(String token) {
            return authenticator.authenticateToken(token, request(), Locale.ENGLISH);
        }

        long sharedHits() {
            return caches.statistics().stream()
                    .filter(cache -> cache.name().equals("principals"))
                    .mapToLong(cache -> cache.shared().hits())
                    .sum();
        }

        void stop() {
            databases.close();
            store.close();
        }
    }

    @BeforeAll
    static void start() throws SQLException, IOException {
        one = new SignInFixture();
        server = TestDatabases.shared().server(databaseName());
        redis = RedisServer.newRedisServer()
                .port(freePort())
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
        redis.start();
        other = Node.start();
        third = Node.start();
        await("trust", () -> one.access.caches.isTrusted() && other.isReady() && third.isReady());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    static void stop() throws IOException {
        third.stop();
        other.stop();
        redis.stop();
        one.close();
    }

    @BeforeEach
    void signIn() {
        number++;
        tenant = one.access.tenant("revoked-" + number);
        user = one.user(tenant, "revoked-" + number + "@example.org", "User");
        pair = one.login(user);
    }

    @ParameterizedTest
    @EnumSource
    void endedSession(Trouble trouble) throws Exception {
        CallContext caller = one.call(pair);
        assertRefusedThereAfter(trouble, this::isSignedInThere, () -> one.sessions.logout(caller));
    }

    @ParameterizedTest
    @EnumSource
    void suspendedUser(Trouble trouble) throws Exception {
        assertRefusedThereAfter(
                trouble,
                this::isSignedInThere,
                () -> one.access.users.changeStatus(one.operator(tenant), user.id(), UserStatus.SUSPENDED));
    }

    @ParameterizedTest
    @EnumSource
    void roleTakenAway(Trouble trouble) throws Exception {
        RoleAssignment assignment =
                one.access.assignments.assign(one.operator(tenant), user.id(), "Tenant Admin", null, null);
        one.access.administrator(tenant);
        assertRefusedThereAfter(
                trouble,
                this::isAllowedThere,
                () -> one.access.assignments.unassign(one.operator(tenant), user.id(), assignment.id()));
    }

    @Test
    void permissionDenied() throws Exception {
        one.access.directGrants.add(one.operator(tenant), user.id(), PERMISSION, Grant.Effect.GRANT, null, null);
        assertRefusedThereAfter(
                Trouble.NONE,
                this::isAllowedThere,
                () -> one.access.directGrants.add(
                        one.operator(tenant), user.id(), PERMISSION, Grant.Effect.DENY, null, null));
    }

    @Test
    void suspendedTenant() throws Exception {
        assertRefusedThereAfter(
                Trouble.NONE,
                this::isSignedInThere,
                () -> one.access.tenants.changeStatus(one.access.operator(), tenant.id(), TenantStatus.SUSPENDED));
    }

    @Test
    void suspendedIdentity() throws Exception {
        assertRefusedThereAfter(Trouble.NONE, this::isSignedInThere, () -> one.suspend(user.identityId()));
    }

    @Test
    void whoIsSignedInIsLoadedOnceAndApiKeysAreNotShared() {
        await("a session that the third node need not load", () -> {
            String token = one.login(user).accessToken();
            long hits = third.sharedHits();
            CallContext there = other.call(token);
            CallContext call = third.call(token);
            assertThat(call.caller()).isEqualTo(there.caller());
            assertThat(call.allows("tenant.user.write", null)).isEqualTo(there.allows("tenant.user.write", null));
            return third.sharedHits() > hits;
        });
        assertThat(other.caches.statistics())
                .filteredOn(cache -> cache.name().equals("api-keys"))
                .singleElement()
                .satisfies(cache -> assertThat(cache.shared()).isNull());
    }

    private boolean isSignedInThere() {
        return isLetThrough(this::callThere);
    }

    private boolean isAllowedThere() {
        return isLetThrough(() -> {
            CallContext call = callThere();
            return call.allows(PERMISSION, null) ? call : null;
        });
    }

    private CallContext callThere() {
        Node node = turn.getAndIncrement() % 2 == 0 ? other : third;
        return node.call(pair.accessToken());
    }

    private static RequestInfo request() {
        return SignInFixture.request(SignInFixture.ADDRESS);
    }

    private static boolean isLetThrough(Callable<CallContext> call) {
        try {
            return call.call() != null;
        } catch (ProblemException e) {
            return false;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void assertRefusedThereAfter(Trouble trouble, BooleanSupplier allowed, Runnable revoke)
            throws Exception {
        await("trust", () -> other.isReady() && third.isReady());
        AtomicBoolean answered = new AtomicBoolean();
        AtomicBoolean stopped = new AtomicBoolean();
        AtomicInteger before = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Callable<Integer> caller = () -> {
            int wrong = 0;
            while (!stopped.get()) {
                boolean late = answered.get();
                boolean through = allowed.getAsBoolean();
                wrong += late && through ? 1 : 0;
                (through ? before : refused).incrementAndGet();
            }
            return wrong;
        };
        Future<Integer> first = threads.submit(caller);
        Future<Integer> second = threads.submit(caller);
        await("calls that are let through", () -> before.get() > 10);
        try (Connection platform = platform()) {
            make(trouble, platform);
            revoke.run();
            answered.set(true);
            int then = refused.get();
            await("refused calls", () -> refused.get() > then + 10);
        }
        stopped.set(true);
        assertThat(first.get() + second.get())
                .as("calls that began after the revocation was answered and were let through")
                .isZero();
        threads.shutdown();
    }

    private static void make(Trouble trouble, Connection platform) throws SQLException {
        try (Statement statement = platform.createStatement()) {
            switch (trouble) {
                case NONE -> {}
                case NO_MESSAGES -> end(statement, "stoa-signals");
                case BROKEN_CONNECTION -> end(statement, "stoa-cache");
                case NO_ANSWERS -> {
                    platform.setAutoCommit(false);
                    statement.execute("SELECT id FROM data.cache_node FOR UPDATE");
                }
            }
        }
    }

    private static void end(Statement statement, String application) throws SQLException {
        statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '"
                + application + "' AND datname = current_database()");
    }

    /** As the platform's role, which may end what works under its name. */
    private static Connection platform() throws SQLException {
        try (Connection owner = one.access.databases.owner().getConnection();
                Statement statement = owner.createStatement();
                ResultSet role = statement.executeQuery(
                        "SELECT role_name, password FROM data.database_role WHERE schema_name = 'platform'")) {
            role.next();
            PGSimpleDataSource source = server.dataSource(role.getString(1), role.getString(2), "test");
            source.setOptions("-c app.tenant_id=" + new UUID(0, 0));
            return source.getConnection();
        }
    }

    private static String databaseName() throws SQLException {
        try (Connection owner = one.access.databases.owner().getConnection()) {
            return owner.getCatalog();
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + LIMIT + ": " + what);
            }
            Thread.onSpinWait();
        }
    }
}
