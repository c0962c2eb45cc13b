package org.stoa.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.stoa.testkit.modules.ModuleBuilder;
import redis.embedded.RedisServer;

/**
 * Two nodes on one database come to the same modules, whichever of them is told, and whatever the other has missed; and
 * neither lets in whom the other has locked out. One keeps what it loads in a Redis, where the other looks at last.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesIT {

    private static final String PASSWORD = "two-nodes-of-Stoa-42";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Map<String, Long> MILLIS = new TreeMap<>();

    private static StoaProcess one;
    private static StoaProcess other;
    private static RedisServer redis;
    private static String redisUrl;
    private static Path directory;
    private static ModuleBuilder module = ModuleBuilder.of("shared");

    @BeforeAll
    static void start() throws IOException {
        int port = FreePort.find();
        redis = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .onShutdownForceStop(true)
                .build();
        redis.start();
        redisUrl = "redis://127.0.0.1:" + port;
        one = StoaProcess.prepare("node-one")
                .with("STOA_ADMIN_PASSWORD", PASSWORD)
                .with("STOA_REDIS_URL", redisUrl)
                .with("STOA_PROFILE", "development")
                .withoutRateLimits()
                .start();
        EmbeddedDatabase database = EmbeddedDatabase.of(one);
        other = StoaProcess.prepare("node-other")
                .with("STOA_ADMIN_PASSWORD", PASSWORD)
                .with("STOA_PROFILE", "development")
                .withoutRateLimits()
                .with("STOA_DATABASE_URL", database.url())
                .with("STOA_DATABASE_USER", "stoa_owner")
                .with("STOA_DATABASE_PASSWORD", database.secrets().getProperty("owner"))
                .start();
        directory = Files.createDirectories(one.dataDirectory().resolveSibling("modules"));
        new Api(one.baseUrl())
                .signIn("admin@stoa.local", PASSWORD)
                .post(
                        "/platform/tenants",
                        """
                        {"identifier": "acme", "name": "Acme",
                         "administrator": {"email": "anna@acme.example", "password": "%s", "displayName": "Anna"}}"""
                                .formatted(PASSWORD))
                .expect(201);
    }

    @AfterAll
    static void stop() throws IOException {
        other.close();
        one.close();
        if (redis != null && redis.isActive()) {
            redis.stop();
        }
        MILLIS.forEach((what, millis) -> System.out.printf("%s: %d ms%n", what, millis));
    }

    @Test
    @Order(1)
    void whatIsDeployedOnOneNodeRunsOnBoth() {
        one.shell("module:install " + module.kar(directory));
        signedIn(one)
                .post("/tenants/acme/modules", "{\"moduleId\": \"shared\"}")
                .expect(200);
        await("enabled on one node, serves on the other", other, "1.0.0");
        await("serves on the node itself", one, "1.0.0");

        module = module.version("1.1.0");
        other.shell("module:install " + module.kar(directory));
        await("upgraded on the other node, serves on the first", one, "1.1.0");
        await("upgraded node serves", other, "1.1.0");
    }

    @Test
    @Order(2)
    void whatATenantSwitchesOffOnOneNodeIsOffOnTheOther() {
        Api there = signedIn(other);
        signedIn(one).delete("/tenants/acme/modules/shared").expect(200);
        assertThat(Poll.until(
                        Duration.ofSeconds(5),
                        () -> there.get("/shared/version").status() == 404))
                .isTrue();
        signedIn(one)
                .post("/tenants/acme/modules", "{\"moduleId\": \"shared\"}")
                .expect(200);
        assertThat(Poll.until(
                        Duration.ofSeconds(5),
                        () -> there.get("/shared/version").status() == 200))
                .isTrue();
    }

    @Test
    @Order(3)
    void tenantPinnedOnOneNodeStaysOnItsVersionOnBoth() {
        one.shell("module:pin acme shared 1.0.0");
        String pinned = "pinned on one node, serves on the other";
        await(pinned, other, "1.0.0");
        assertThat(MILLIS.get(pinned))
                .as("%s, in ms: it is told, not only looked up anew after a minute", pinned)
                .isLessThan(15_000);
        await("pinned, serves on the node itself", one, "1.0.0");
        assertThat(other.shell("module:rollouts")).contains("1.0.0: acme");

        other.shell("module:pin acme shared none");
        await("let go on the other node, serves on the first", one, "1.1.0");
        await("let go, serves on the node itself", other, "1.1.0");
    }

    @Test
    @Order(4)
    void nodeThatMissedTheMessageCatchesUp() throws Exception {
        signal("STOP", other);
        try {
            module = module.version("1.2.0");
            one.shell("module:install " + module.kar(directory));
            await("upgraded while the other node is frozen", one, "1.2.0");
        } finally {
            signal("CONT", other);
        }
        await("frozen node has caught up", other, "1.2.0");
    }

    @Test
    @Order(5)
    void nodeThatWasAwayStartsWithWhatIsWanted() {
        other.kill();
        module = module.version("1.3.0");
        one.shell("module:install " + module.kar(directory));
        other.start();
        await("started node serves", other, "1.3.0");
        assertThat(other.shell("module:list")).contains("1.3.0").doesNotContain("1.2.0");
    }

    @Test
    @Order(6)
    void removedOnOneNodeItIsGoneOnBoth() {
        other.shell("module:remove shared");
        for (StoaProcess node : new StoaProcess[] {one, other}) {
            Api anna = signedIn(node);
            assertThat(Poll.until(PATIENCE, () -> anna.get("/shared/version").status() == 404))
                    .isTrue();
        }
    }

    @Test
    @Order(7)
    void sessionThatWasEndedOnOneNodeIsRefusedOnTheOther() throws Exception {
        long longest = 0;
        for (int round = 0; round < 20; round++) {
            Callers callers = new Callers();
            long begun = System.nanoTime();
            callers.logOutOn(one);
            longest = Math.max(longest, System.nanoTime() - begun);
            callers.assertRefused();
        }
        MILLIS.put("ended a session for both nodes, at worst", longest / 1_000_000);
    }

    @Test
    @Order(8)
    void sessionThatWasEndedWhileTheOtherNodeWasFrozenIsRefusedThereWhenItGoesOn() throws Exception {
        Callers callers = new Callers();
        CompletableFuture<Api.Answer> late;
        signal("STOP", other);
        try {
            long begun = System.nanoTime();
            callers.logOutOn(one);
            MILLIS.put("ended a session while the other node is frozen", (System.nanoTime() - begun) / 1_000_000);
            late = CompletableFuture.supplyAsync(callers::call);
        } finally {
            signal("CONT", other);
        }
        assertThat(late.get().status()).isEqualTo(401);
        callers.assertRefused();
    }

    @Test
    @Order(9)
    void nodeTakesWhatAnotherKeptInRedisAndDoesWithoutIt() throws Exception {
        other.kill();
        other.with("STOA_REDIS_URL", redisUrl).start();
        assertThat(Poll.until(PATIENCE, () -> metric("stoa_caches_shared ") == 1))
                .as("/metrics says that Redis is there")
                .isTrue();
        assertThat(Poll.until(PATIENCE, () -> {
                    // loaded by one node, and kept by it in Redis
                    String token = signedInTokenUsedOn(one);
                    new Api(other.baseUrl()).withToken(token).get("/me").expect(200);
                    return metric("stoa_cache_shared_requests_total{cache=\"principals\",result=\"hit\"}") > 0;
                }))
                .as("a session was taken from Redis")
                .isTrue();
        Callers before = new Callers();
        before.logOutOn(one);
        before.assertRefused();

        redis.stop();
        Callers callers = new Callers();
        assertThat(Poll.until(Duration.ofSeconds(10), () -> metric("stoa_caches_shared ") == 0))
                .as("/metrics says that Redis is away")
                .isTrue();
        callers.logOutOn(one);
        callers.assertRefused();
        assertThat(metric("database_pool_connections{"))
                .as("connections of the pools")
                .isPositive();
    }

    private static String signedInTokenUsedOn(StoaProcess node) {
        String token = new Api(node.baseUrl())
                .post("/auth/login", "{\"email\": \"anna@acme.example\", \"password\": \"%s\"}".formatted(PASSWORD))
                .expect(200)
                .at("/accessToken");
        new Api(node.baseUrl()).withToken(token).get("/me").expect(200);
        return token;
    }

    /** The sum of the other node's metrics that begin so. */
    private static double metric(String beginning) {
        try {
            return other.send(HttpRequest.newBuilder(URI.create(other.baseUrl() + "/metrics"))
                            .build())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(beginning))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Two clients that use one session on the other node all the time. */
    private static final class Callers {

        private final String token = signedInTokenUsedOn(one);
        private final AtomicBoolean ended = new AtomicBoolean();
        private final AtomicInteger allowed = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();
        private final AtomicInteger wrong = new AtomicInteger();
        private final List<CompletableFuture<Void>> clients =
                List.of(CompletableFuture.runAsync(this::run), CompletableFuture.runAsync(this::run));

        Callers() {
            assertThat(Poll.until(PATIENCE, () -> allowed.get() > 5)).isTrue();
        }

        private void run() {
            while (refused.get() < 10) {
                boolean late = ended.get();
                if (call().status() != 200) {
                    refused.incrementAndGet();
                } else if (late) {
                    wrong.incrementAndGet();
                } else {
                    allowed.incrementAndGet();
                }
            }
        }

        Api.Answer call() {
            return new Api(other.baseUrl()).withToken(token).get("/me");
        }

        void logOutOn(StoaProcess node) {
            new Api(node.baseUrl()).withToken(token).post("/auth/logout", null).expect(204);
            ended.set(true);
        }

        void assertRefused() throws Exception {
            for (CompletableFuture<Void> client : clients) {
                client.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            assertThat(wrong)
                    .as("requests that began after the session was ended and were let through")
                    .hasValue(0);
        }
    }

    private static void await(String what, StoaProcess node, String version) {
        Api anna = signedIn(node);
        long start = System.nanoTime();
        boolean served = Poll.until(
                PATIENCE, () -> anna.get("/shared/version").at("/version").equals(version));
        assertThat(served).as(what + ": " + anna.get("/shared/version")).isTrue();
        MILLIS.put(what, (System.nanoTime() - start) / 1_000_000);
    }

    private static Api signedIn(StoaProcess node) {
        return new Api(node.baseUrl()).signIn("anna@acme.example", PASSWORD);
    }

    private static void signal(String name, StoaProcess node) throws IOException, InterruptedException {
        int status = new ProcessBuilder(
                        "kill", "-" + name, Long.toString(node.handle().pid()))
                .inheritIO()
                .start()
                .waitFor();
        assertThat(status).isZero();
    }
}
