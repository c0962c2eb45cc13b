package org.stoa.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.stoa.testkit.modules.ModuleBuilder;

/**
 * The process is killed before every step of every change of modules. The next start finishes the change or has undone
 * it, never half-way, and loses no row. Which steps there are is not written here: a first run without a kill visits them
 * and notes them.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KillPointsIT {

    private static final String PASSWORD = "kill-points-of-Stoa-42";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> VISITED = new ArrayList<>();

    private static StoaProcess stoa;
    private static Path directory;
    private static Path observer;
    private static Api admin;
    private static ModuleBuilder module = ModuleBuilder.of("life");
    private static int version;
    private static int tenants;

    @BeforeAll
    static void start() throws IOException {
        stoa = StoaProcess.prepare("kill-points")
                .with("STOA_ADMIN_PASSWORD", PASSWORD)
                .with("STOA_PROFILE", "development")
                .withoutRateLimits();
        directory = Files.createDirectories(stoa.dataDirectory().resolveSibling("modules"));
        observer = HaltingObserver.bundle(directory);
        stoa.start();
        observe();
        newVersion();
    }

    @AfterAll
    static void stop() {
        stoa.close();
        System.out.printf("%d kill points visited: %s%n", VISITED.size(), String.join(", ", VISITED));
    }

    @Test
    @Order(1)
    void install() throws IOException {
        for (String point : pointsOf(() -> install(module.kar(directory)))) {
            ModuleBuilder fresh = ModuleBuilder.of("fresh" + VISITED.size());
            Path file = fresh.kar(directory);
            killAt(point, () -> install(file));
            String id = "fresh" + (VISITED.size() - 1);
            if (versionOf(id) == null) {
                assertThat(schemaExists(id))
                        .as("schema of what was never installed")
                        .isFalse();
                install(file);
            }
            assertServing(id, "1.0.0");
            stoa.shell("module:remove " + id);
        }
    }

    @Test
    @Order(2)
    void enable() throws IOException {
        for (String point : pointsOf(() -> enable(newTenant()))) {
            String tenant = newTenant();
            killAt(point, () -> enable(tenant));
            assertThat(Poll.until(PATIENCE, () -> !statusOf(tenant).equals("ENABLING")))
                    .isTrue();
            enable(tenant);
            assertThat(statusOf(tenant)).isEqualTo("ENABLED");
        }
    }

    @Test
    @Order(3)
    void upgrade() throws IOException {
        String tenant = enabledTenant();
        Api anna = signedIn(tenant);
        long rows = write(anna);
        newVersion();
        for (String point : pointsOf(() -> install(module.kar(directory)))) {
            newVersion();
            Path file = module.kar(directory);
            killAt(point, () -> install(file));
            anna = signedIn(tenant);
            rows = assertWritable(anna, rows);
            if (!versionOf("life").equals(version())) {
                install(file);
            }
            assertServing("life", version());
            rows = assertWritable(anna, rows);
        }
    }

    @Test
    @Order(4)
    void rollBack() throws IOException {
        String tenant = enabledTenant();
        long rows = write(signedIn(tenant));
        String before = version();
        upgradeNormally();
        for (String point : pointsOf(() -> stoa.shell("module:rollback life"))) {
            upgradeNormally();
            rows = assertWritable(signedIn(tenant), rows);
            killAt(point, () -> stoa.shell("module:rollback life"));
            rows = assertWritable(signedIn(tenant), rows);
            if (versionOf("life").equals(version())) {
                stoa.shell("module:rollback life");
            }
            assertServing("life", before);
            rows = assertWritable(signedIn(tenant), rows);
        }
        upgradeNormally();
    }

    @Test
    @Order(5)
    void finish() throws IOException {
        upgradeNormally();
        for (String point : pointsOf(() -> stoa.shell("module:finish life"))) {
            upgradeNormally();
            killAt(point, () -> stoa.shell("module:finish life"));
            assertServing("life", version());
            stoa.shell("module:finish life");
            assertThat(rollout("life").path("previous").isNull()).isTrue();
            assertThat(rollout("life").path("contractionsPending")).isEmpty();
        }
    }

    @Test
    @Order(6)
    void remove() throws IOException {
        String tenant = enabledTenant();
        long rows = write(signedIn(tenant));
        Path file = module.kar(directory);
        Set<String> points = pointsOf(() -> stoa.shell("module:remove life"));
        install(file);
        for (String point : points) {
            killAt(point, () -> stoa.shell("module:remove life"));
            if (versionOf("life") != null) {
                stoa.shell("module:remove life");
            }
            assertThat(signedIn(tenant).get("/life/version").status()).isEqualTo(404);
            install(file);
            rows = assertWritable(signedIn(tenant), rows);
        }
    }

    @Test
    @Order(7)
    void disableAndPurge() throws IOException {
        String first = enabledTenant();
        Set<String> points = pointsOf(() -> {
            admin.delete("/tenants/" + first + "/modules/life");
            admin.delete("/tenants/" + first + "/modules/life?purge=true");
        });
        for (String point : points) {
            String tenant = enabledTenant();
            write(signedIn(tenant));
            killAt(point, () -> {
                admin.delete("/tenants/" + tenant + "/modules/life");
                admin.delete("/tenants/" + tenant + "/modules/life?purge=true");
            });
            assertThat(Poll.until(PATIENCE, () -> !statusOf(tenant).equals("PURGING")))
                    .isTrue();
            admin.delete("/tenants/" + tenant + "/modules/life?purge=true").expect(200);
            assertThat(statusOf(tenant)).isEqualTo("AVAILABLE");
            enable(tenant);
            assertThat(rowsOf(signedIn(tenant)))
                    .as("rows after a purge: what seed writes")
                    .isEqualTo(1);
        }
    }

    /** The steps that an action visits when nothing happens to it, each once. */
    private static Set<String> pointsOf(Runnable action) throws IOException {
        Path steps = stoa.dataDirectory().resolve(HaltingObserver.STEPS);
        Files.deleteIfExists(steps);
        action.run();
        settle();
        Set<String> points = new LinkedHashSet<>(Files.readAllLines(steps));
        assertThat(points).isNotEmpty();
        return points;
    }

    /** Has the process end before a step of an action, and starts it again. */
    private static void killAt(String point, Runnable action) throws IOException {
        VISITED.add(point);
        Files.writeString(stoa.dataDirectory().resolve(HaltingObserver.HALT_AT), point);
        try {
            action.run();
        } catch (AssertionError | UncheckedIOException e) {
            // the process ends under the feet of whoever asked for the action
        }
        assertThat(Poll.until(PATIENCE, () -> !stoa.isRunning()))
                .as("the process ended before " + point)
                .isTrue();
        int status = stoa.awaitEnd();
        assertThat(status).isEqualTo(137);
        stoa.start();
        observe();
        settle();
    }

    private static void observe() {
        admin = new Api(stoa.baseUrl()).signIn("admin@stoa.local", PASSWORD);
        stoa.shell("bundle:install -s file:" + observer);
    }

    /** Waits until every deployment has ended and this node runs what is wanted. */
    private static void settle() {
        boolean settled = Poll.until(PATIENCE, () -> {
            for (JsonNode deployment :
                    admin.get("/platform/deployments").expect(200).body().path("items")) {
                if (deployment.path("state").asText().equals("RUNNING")) {
                    return false;
                }
            }
            for (JsonNode rollout :
                    admin.get("/platform/rollouts").expect(200).body().path("items")) {
                List<String> wanted = rollout.path("version").isNull()
                        ? List.of()
                        : List.of(rollout.path("version").asText());
                for (JsonNode node : rollout.path("nodes")) {
                    List<String> ready = new ArrayList<>();
                    node.path("ready").forEach(each -> ready.add(each.asText()));
                    if (!ready.equals(wanted)) {
                        return false;
                    }
                }
            }
            return true;
        });
        if (!settled) {
            throw new AssertionError(
                    "not settled: " + admin.get("/platform/rollouts").text() + " "
                            + admin.get("/platform/deployments").text());
        }
    }

    /** The next version: it adds a column, and takes the one of the version before away when it is finished. */
    private static void newVersion() {
        version++;
        module = module.version(version())
                .entry(
                        "db/migration/V%d__added.sql".formatted(version + 1),
                        "ALTER TABLE @id@.row ADD COLUMN added_%d text;".formatted(version));
        if (version > 1) {
            module = module.entry(
                    "db/contraction/V%d__dropped.sql".formatted(version),
                    "ALTER TABLE @id@.row DROP COLUMN added_%d;".formatted(version - 1));
        }
    }

    private static String version() {
        return "1." + version + ".0";
    }

    private static void upgradeNormally() {
        newVersion();
        install(module.kar(directory));
    }

    private static void install(Path file) {
        stoa.shell("module:install " + file);
    }

    private static JsonNode rollout(String moduleId) {
        for (JsonNode rollout :
                admin.get("/platform/rollouts").expect(200).body().path("items")) {
            if (rollout.path("moduleId").asText().equals(moduleId)) {
                return rollout;
            }
        }
        return null;
    }

    private static String versionOf(String moduleId) {
        JsonNode rollout = rollout(moduleId);
        return rollout == null || rollout.path("version").isNull()
                ? null
                : rollout.path("version").asText();
    }

    private static void assertServing(String moduleId, String expected) {
        assertThat(versionOf(moduleId)).isEqualTo(expected);
        settle();
    }

    private static String newTenant() {
        String identifier = "tenant-" + ++tenants;
        admin.post(
                        "/platform/tenants",
                        """
                        {"identifier": "%1$s", "name": "Tenant %1$s",
                         "administrator": {"email": "anna@%1$s.example", "password": "%2$s", "displayName": "Anna"}}"""
                                .formatted(identifier, PASSWORD))
                .expect(201);
        return identifier;
    }

    private static String enabledTenant() {
        String tenant = newTenant();
        enable(tenant);
        return tenant;
    }

    private static void enable(String tenant) {
        admin.post("/tenants/" + tenant + "/modules", "{\"moduleId\": \"life\"}")
                .expect(200);
    }

    private static String statusOf(String tenant) {
        return admin.get("/tenants/" + tenant + "/modules/life").expect(200).at("/status");
    }

    private static Api signedIn(String tenant) {
        return new Api(stoa.baseUrl()).signIn("anna@" + tenant + ".example", PASSWORD);
    }

    private static long write(Api anna) {
        anna.post("/life/rows", "{\"note\": \"x\"}").expect(201);
        return rowsOf(anna);
    }

    private static long rowsOf(Api anna) {
        return anna.get("/life/rows").expect(200).body().path("rows").asLong();
    }

    private static long assertWritable(Api anna, long rows) {
        assertThat(rowsOf(anna)).as("rows written before").isEqualTo(rows);
        return write(anna);
    }

    private static boolean schemaExists(String schema) throws IOException {
        try (var connection = EmbeddedDatabase.of(stoa).connect();
                var statement = connection.prepareStatement("SELECT 1 FROM pg_namespace WHERE nspname = ?")) {
            statement.setString(1, schema);
            try (var row = statement.executeQuery()) {
                return row.next();
            }
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }
}
