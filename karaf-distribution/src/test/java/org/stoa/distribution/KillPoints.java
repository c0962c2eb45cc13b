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
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.stoa.testkit.modules.ModuleBuilder;

/**
 * The process is killed before every step of every change of modules. The next start finishes the change or has undone
 * it, never half-way, and loses no row. Which steps there are is not written here: a first run without a kill visits them
 * and notes them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class KillPoints {

    static final String PASSWORD = "kill-points-of-Stoa-42";
    static final Duration PATIENCE = Duration.ofSeconds(90);
    final List<String> visited = new ArrayList<>();

    StoaProcess stoa;
    Path directory;
    Path observer;
    Api admin;
    ModuleBuilder module = ModuleBuilder.of("life");
    int version;
    int tenants;

    @BeforeAll
    void start() throws IOException {
        stoa = StoaProcess.prepareBare(getClass().getSimpleName())
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
    void stop() {
        stoa.close();
        System.out.printf(
                "%s: %d kill points visited: %s%n",
                getClass().getSimpleName(), visited.size(), String.join(", ", visited));
    }

    /** The steps that an action visits when nothing happens to it, each once. */
    Set<String> pointsOf(Runnable action) throws IOException {
        Path steps = stoa.dataDirectory().resolve(HaltingObserver.STEPS);
        Files.deleteIfExists(steps);
        action.run();
        settle();
        Set<String> points = new LinkedHashSet<>(Files.readAllLines(steps));
        assertThat(points).isNotEmpty();
        return points;
    }

    /** Has the process end before a step of an action, and starts it again. */
    void killAt(String point, Runnable action) throws IOException {
        visited.add(point);
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

    void observe() {
        admin = new Api(stoa.baseUrl()).signIn("admin@stoa.local", PASSWORD);
        stoa.shell("bundle:install -s file:" + observer);
    }

    /** Waits until every deployment has ended and this node runs what is wanted. */
    void settle() {
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
    void newVersion() {
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

    String version() {
        return "1." + version + ".0";
    }

    void upgradeNormally() {
        newVersion();
        install(module.kar(directory));
    }

    void install(Path file) {
        stoa.shell("module:install " + file);
    }

    JsonNode rollout(String moduleId) {
        for (JsonNode rollout :
                admin.get("/platform/rollouts").expect(200).body().path("items")) {
            if (rollout.path("moduleId").asText().equals(moduleId)) {
                return rollout;
            }
        }
        return null;
    }

    String versionOf(String moduleId) {
        JsonNode rollout = rollout(moduleId);
        return rollout == null || rollout.path("version").isNull()
                ? null
                : rollout.path("version").asText();
    }

    void assertServing(String moduleId, String expected) {
        assertThat(versionOf(moduleId)).isEqualTo(expected);
        settle();
    }

    String newTenant() {
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

    String enabledTenant() {
        String tenant = newTenant();
        enable(tenant);
        return tenant;
    }

    void enable(String tenant) {
        admin.post("/tenants/" + tenant + "/modules", "{\"moduleId\": \"life\"}")
                .expect(200);
    }

    String statusOf(String tenant) {
        return admin.get("/tenants/" + tenant + "/modules/life").expect(200).at("/status");
    }

    Api signedIn(String tenant) {
        return new Api(stoa.baseUrl()).signIn("anna@" + tenant + ".example", PASSWORD);
    }

    long write(Api anna) {
        anna.post("/life/rows", "{\"note\": \"x\"}").expect(201);
        return rowsOf(anna);
    }

    long rowsOf(Api anna) {
        return anna.get("/life/rows").expect(200).body().path("rows").asLong();
    }

    long assertWritable(Api anna, long rows) {
        assertThat(rowsOf(anna)).as("rows written before").isEqualTo(rows);
        return write(anna);
    }

    boolean schemaExists(String schema) throws IOException {
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
