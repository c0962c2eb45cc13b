package org.stoa.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.SynchronousBundleListener;
import org.stoa.api.module.InstalledModule;
import org.stoa.api.module.ModuleRegistry;
import org.stoa.api.platform.Deployment;
import org.stoa.api.platform.Deployment.Action;
import org.stoa.api.platform.Deployment.State;
import org.stoa.api.platform.DeploymentPlan;
import org.stoa.api.rest.ProblemException;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.ApiResponse;
import org.stoa.testkit.modules.Fault;
import org.stoa.testkit.modules.Flaw;
import org.stoa.testkit.modules.ModuleBuilder;

/** What operators do to modules while the platform runs. */
class DeploymentTest {
    @TempDir
    private static Path directory;

    private static TestPlatform platform;
    private static Deployments deployments;
    private static ApiClient evil;

    @BeforeAll
    static void start() {
        platform = TestPlatform.start();
        deployments = new Deployments(platform, directory);
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void moduleIsInstalledUpgradedRolledBackAndRemovedWithoutLosingARow() {
        ModuleBuilder probe = ModuleBuilder.of("probe");
        assertThat(install(probe).state()).isEqualTo(State.COMPLETED);
        ApiClient admin = platform.createTenant("life").enable("probe").admin();
        admin.post("/probe/rows", Map.of("note", "old")).expect(201);
        assertThat(admin.get("/probe/version").text("/version")).isEqualTo("1.0.0");

        Deployment upgrade = install(probe.version("1.1.0"));
        assertThat(upgrade.state()).isEqualTo(State.COMPLETED);
        assertThat(upgrade.action()).isEqualTo(Action.UPGRADE);
        assertThat(upgrade.fromVersion()).isEqualTo("1.0.0");
        assertThat(admin.get("/probe/version").text("/version")).isEqualTo("1.1.0");
        assertThat(versionsOf("probe")).containsExactly("1.1.0");
        admin.post("/probe/rows", Map.of("note", "new")).expect(201);

        assertThat(deployments.change(Action.ROLLBACK, "probe").state()).isEqualTo(State.COMPLETED);
        assertThat(admin.get("/probe/version").text("/version")).isEqualTo("1.0.0");
        assertThat(admin.get("/probe/rows").expect(200).json().path("rows").asInt())
                .isEqualTo(3);

        assertThat(deployments.change(Action.REMOVE, "probe").state()).isEqualTo(State.COMPLETED);
        assertThat(versionsOf("probe")).isEmpty();
        admin.get("/probe/version").expect(404);

        assertThat(install(probe.version("1.2.0")).state()).isEqualTo(State.COMPLETED);
        assertThat(admin.get("/probe/rows").expect(200).json().path("rows").asInt())
                .isEqualTo(3);
    }

    @Test
    void installingTheSameFileAgainChangesNothing() {
        ModuleBuilder again = ModuleBuilder.of("again");
        install(again);
        assertThat(install(again).problem()).isEqualTo("it is installed already");
        assertThatThrownBy(() -> install(again.entry("extra.txt", "other content")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.extensions().toString()).contains("version-taken"));
    }

    @Test
    void refusalNamesFileTableAndRule() {
        Deployment refused = install(ModuleBuilder.of("careless")
                .entry("db/migration/V2__labels.sql", "CREATE TABLE careless.label (tenant_id uuid NOT NULL);")
                .entry("db/migration/V3__sizes.sql", "ALTER TABLE careless.row ADD COLUMN size int;"));
        assertThat(refused.state()).isEqualTo(State.FAILED);
        assertThat(refused.problem()).contains("db/migration/V2__labels.sql: careless.label: is neither");
        ApiResponse shown = platform.superAdministrator()
                .get("/platform/deployments/" + refused.id())
                .expect(200);
        assertThat(shown.text("/violations/0/rule")).isEqualTo("table-not-isolated");
        assertThat(shown.text("/violations/0/file")).isEqualTo("db/migration/V2__labels.sql");
        assertThat(shown.text("/violations/0/subject")).isEqualTo("careless.label");
    }

    @Test
    void moduleThatThrowsInItsActivatorIsUndone() {
        Deployment deployment = install(ModuleBuilder.of("thrower").activator(Fault.THROWS));
        assertThat(deployment.state()).isEqualTo(State.UNDONE);
        assertThat(deployment.problem()).contains("START");
        assertThat(versionsOf("thrower")).isEmpty();
        assertThat(schemaExists("thrower")).isFalse();
    }

    @Test
    void moduleThatBlocksInItsActivatorHurtsOnlyItself() {
        install(ModuleBuilder.of("neighbour"));
        Deployment deployment = install(ModuleBuilder.of("blocker").activator(Fault.BLOCKS));
        assertThat(deployment.state()).isEqualTo(State.UNDONE);
        assertThat(deployment.problem()).contains("did not return within 5 s");
        assertThat(install(ModuleBuilder.of("neighbour").version("1.0.1")).state())
                .isEqualTo(State.COMPLETED);
    }

    @Test
    void moduleThatBlocksAndHeedsNoInterruptLeavesTheOthersAlone() {
        install(ModuleBuilder.of("bystander"));
        ApiClient admin =
                platform.createTenant("bystander-one").enable("bystander").admin();
        Deployment deployment = install(ModuleBuilder.of("stubborn").activator(Fault.BLOCKS_STUBBORNLY));
        assertThat(deployment.state()).isEqualTo(State.UNDONE);
        assertThat(admin.get("/bystander/version").status()).isEqualTo(200);
        assertThat(install(ModuleBuilder.of("bystander").version("1.0.1")).state())
                .isEqualTo(State.COMPLETED);
        assertThat(admin.get("/bystander/version").text("/version")).isEqualTo("1.0.1");
    }

    @Test
    void moduleThatHoldsAllItsConnectionsLeavesThoseOfOthers() {
        install(ModuleBuilder.of("greedy"));
        install(ModuleBuilder.of("modest"));
        ApiClient admin = platform.createTenant("greedy-one")
                .enable("greedy")
                .enable("modest")
                .admin();
        admin.post("/greedy/connections?count=50&seconds=4", null).expect(204);
        for (int i = 0; i < 20; i++) {
            admin.post("/modest/rows", Map.of("note", "goes on")).expect(201);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT email FROM access.identity",
                "SELECT password FROM data.database_role",
                "SELECT * FROM data.audit_log",
                "SELECT * FROM registry.artifact",
                "SELECT * FROM victim.row",
                "INSERT INTO victim.row DEFAULT VALUES",
                "SELECT pg_read_file('/etc/passwd')",
                "SELECT lo_import('/etc/passwd')",
                "COPY (SELECT 1) TO PROGRAM 'id'",
                "COPY evil.row FROM '/etc/passwd'",
                "CREATE TABLE evil.more (id int)",
                "CREATE SCHEMA more",
                "CREATE ROLE more",
                "ALTER TABLE evil.row DISABLE ROW LEVEL SECURITY",
                "SET ROLE postgres",
                "SET SESSION AUTHORIZATION postgres"
            })
    void evilModuleReachesNothingButItsOwnRows(String statement) {
        if (evil == null) {
            install(ModuleBuilder.of("victim"));
            install(ModuleBuilder.of("evil").evil());
            evil = platform.createTenant("evil-one")
                    .enable("evil")
                    .enable("victim")
                    .admin();
        }
        ApiResponse answer =
                evil.post("/evil/sql", Map.of("statement", statement)).expect(200);
        assertThat(answer.text("/error")).as(statement).isNotEmpty();
        assertThat(answer.text("/sqlState")).as(answer.toString()).isIn("42501", "25006", "0A000");
    }

    @Test
    void brokenUpgradeLeavesTheOldVersionServing() {
        ModuleBuilder steady = ModuleBuilder.of("steady");
        install(steady);
        ApiClient admin = platform.createTenant("steady-one").enable("steady").admin();
        Deployment broken = install(steady.version("1.1.0").component(Fault.THROWS));
        assertThat(broken.state()).isEqualTo(State.UNDONE);
        assertThat(admin.get("/steady/version").expect(200).text("/version")).isEqualTo("1.0.0");
        assertThatThrownBy(() -> install(steady.version("1.2.0").definition(Flaw.FOREIGN_PERMISSION)))
                .isInstanceOf(ProblemException.class);
        assertThat(admin.get("/steady/version").expect(200).text("/version")).isEqualTo("1.0.0");
    }

    @Test
    void changingOneModuleTouchesNoOtherBundle() {
        install(ModuleBuilder.of("untouched"));
        Set<String> touched = ConcurrentHashMap.newKeySet();
        SynchronousBundleListener listener =
                event -> touched.add(event.getBundle().getSymbolicName());
        platform.bundles().addBundleListener(listener);
        try {
            ModuleBuilder radius = ModuleBuilder.of("radius");
            install(radius);
            install(radius.version("1.1.0"));
            deployments.change(Action.ROLLBACK, "radius");
            deployments.change(Action.REMOVE, "radius");
        } finally {
            platform.bundles().removeBundleListener(listener);
        }
        assertThat(touched).containsExactly("com.example.radius");
    }

    @Test
    void folderTakesWhatIsSoundAndSaysWhyTheRestIsRefused() throws IOException {
        Path folder = platform.deployFolder();
        Files.copy(ModuleBuilder.of("dropped").kar(directory), folder.resolve("dropped.kar"));
        Files.writeString(folder.resolve("broken.kar"), "no archive");
        Files.writeString(folder.resolve("notes.txt"), "no module");
        await("the folder to be empty", () -> {
            try (Stream<Path> files = Files.list(folder)) {
                return files.noneMatch(Files::isRegularFile);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(folder.resolve("accepted/dropped.kar.txt")).content().contains("dropped 1.0.0 is installed");
        assertThat(folder.resolve("refused/broken.kar.txt")).content().contains("archive-unreadable");
        assertThat(folder.resolve("refused/notes.txt.txt")).content().contains("not a module");
        assertThat(versionsOf("dropped")).containsExactly("1.0.0");
    }

    @Test
    void operatorUploadsAModuleAndFollowsIt() throws Exception {
        ApiClient operator = platform.superAdministrator();
        String token = operator.header("Authorization");
        byte[] kar = Files.readAllBytes(ModuleBuilder.of("uploaded").kar(directory));
        HttpResponse<String> accepted = upload(token, "uploaded.kar", kar);
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        String location = accepted.headers().firstValue("Location").orElseThrow();
        String deployment = location.substring(location.indexOf("/platform/"));
        await(
                "the end of the deployment",
                () -> !operator.get(deployment).expect(200).text("/state").equals("RUNNING"));
        assertThat(operator.get(deployment).text("/state")).isEqualTo("COMPLETED");

        HttpResponse<String> refused = upload(token, "broken.kar", new byte[] {1, 2, 3});
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("module-refused", "archive-unreadable");
        ApiClient stranger = platform.createTenant("uploader").admin();
        assertThat(upload(stranger.header("Authorization"), "uploaded.kar", kar).statusCode())
                .isEqualTo(403);
    }

    private static HttpResponse<String> upload(String token, String name, byte[] content) throws Exception {
        String boundary = "boundary-of-the-test";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(content);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        HttpRequest request = HttpRequest.newBuilder(platform.uri().resolve("/api/v1/platform/modules"))
                .header("Authorization", token)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static void await(String what, BooleanSupplier condition) {
        ClassPathFramework.await(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    @Test
    void planThatTheWorldHasOvertakenIsRefused() {
        ModuleBuilder plan = ModuleBuilder.of("planned");
        install(plan);
        platform.createTenant("planned-one").enable("planned");
        Path file = plan.version("1.1.0").kar(directory);
        DeploymentPlan simulated = deployments.service().planInstall(Deployments.OPERATOR, file, "planned.kar");
        assertThat(simulated.tenants()).containsExactly("planned-one");
        assertThat(simulated.bundlesRefreshed()).containsExactly("planned 1.0.0");
        platform.createTenant("planned-two").enable("planned");
        assertThatThrownBy(() ->
                        deployments.service().install(Deployments.OPERATOR, file, "planned.kar", null, simulated.id()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code().code()).isEqualTo("plan-outdated"));
    }

    private static Deployment install(ModuleBuilder module) {
        return deployments.install(module);
    }

    private static List<String> versionsOf(String moduleId) {
        return platform.service(ModuleRegistry.class).installed().stream()
                .filter(module -> module.id().equals(moduleId))
                .map(InstalledModule::version)
                .toList();
    }

    private static boolean schemaExists(String schema) {
        try (var connection = platform.owner().getConnection();
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
