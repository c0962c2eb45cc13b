package org.stoa.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stoa.api.platform.Deployment;
import org.stoa.api.platform.Deployment.Action;
import org.stoa.api.platform.Deployment.State;
import org.stoa.api.platform.ModuleRollout;
import org.stoa.api.platform.ModuleRollout.Canary;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.ApiResponse;
import org.stoa.testkit.http.TestTenant;
import org.stoa.testkit.modules.ModuleBuilder;

/** Which tenant is served by which version: a canary's share, and tenants that stay on a version. */
class VersionsPerTenantTest {

    /** No request of these tests fails, so that nothing is taken back. */
    private static final double ANY_ERROR_RATE = 1;

    @TempDir
    private static Path directory;

    private static TestPlatform platform;
    private static Deployments deployments;
    private static ApiClient operator;

    @BeforeAll
    static void start() {
        platform = TestPlatform.start();
        deployments = new Deployments(platform, directory);
        operator = platform.superAdministrator();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void canaryServesAShareOfTheTenantsAndAlwaysTheSame() {
        ModuleBuilder finch = ModuleBuilder.of("finch");
        deployments.install(finch);
        List<TestTenant> tenants = IntStream.range(0, 24)
                .mapToObj(number -> platform.createTenant("finch-" + number).enable("finch"))
                .toList();
        Deployment canary = deployments.install(finch.version("2.0.0"), new Canary(25, ANY_ERROR_RATE, 10));
        assertThat(canary.state()).as(canary.toString()).isEqualTo(State.COMPLETED);

        Set<String> quarter = servedBy("2.0.0", "finch", tenants);
        shareBecomes(50, "finch");
        Set<String> half = servedBy("2.0.0", "finch", tenants);
        shareBecomes(75, "finch");
        Set<String> most = servedBy("2.0.0", "finch", tenants);

        assertThat(half).as("at 50 %").containsAll(quarter).hasSizeBetween(1, 23);
        assertThat(most).as("at 75 %").containsAll(half);
        shareBecomes(50, "finch");
        assertThat(servedBy("2.0.0", "finch", tenants)).as("back at 50 %").isEqualTo(half);
        operator.delete("/platform/rollouts/finch/canary").expect(200);
        assertThat(servedBy("2.0.0", "finch", tenants)).as("promoted").hasSize(24);
    }

    @Test
    void canaryIsTakenBackWhenItFailsAndPinnedTenantsNeverMeetIt() {
        ModuleBuilder bird = ModuleBuilder.of("bird");
        deployments.install(bird);
        TestTenant one = platform.createTenant("bird-one").enable("bird");
        TestTenant other = platform.createTenant("bird-other").enable("bird");
        deployments.install(bird.version("2.0.0").failureRate(0.5), new Canary(99, 0.2, 10));
        ModuleRollout rollout = deployments.rollout("bird");
        assertThat(rollout.version()).isEqualTo("1.0.0");
        assertThat(rollout.candidate()).isEqualTo("2.0.0");
        pin("bird", other, "1.0.0").expect(200);
        ClassPathFramework.await("the canary to be taken back", () -> {
            // One in a hundred tenants is not in the share.
            pin("bird", one, "2.0.0");
            one.admin().get("/bird/version");
            assertThat(version("bird", other)).isEqualTo("1.0.0");
            return deployments.rollout("bird").candidate() == null ? Optional.of(true) : Optional.empty();
        });
        unpin("bird", one).expect(200);
        assertThat(version("bird", one)).isEqualTo("1.0.0");
        assertThat(deployments.service().deployments(Deployments.OPERATOR, 100))
                .anySatisfy(deployment ->
                        assertThat(deployment.problem()).contains("requests to the candidate 2.0.0 failed"));
    }

    @Test
    void pinnedTenantStaysOnItsVersionWhileTheOthersMoveOn() {
        ModuleBuilder wren = ModuleBuilder.of("wren");
        deployments.install(wren);
        TestTenant staying = platform.createTenant("wren-staying").enable("wren");
        TestTenant moving = platform.createTenant("wren-moving").enable("wren");

        ApiResponse pinned = pin("wren", staying, "1.0.0").expect(200);
        assertThat(pinned.text("/pinned/1.0.0/0")).isEqualTo("wren-staying");
        for (String next : List.of("1.1.0", "1.2.0")) {
            assertThat(deployments.install(wren.version(next)).state()).isEqualTo(State.COMPLETED);
            assertThat(version("wren", moving)).isEqualTo(next);
            assertThat(version("wren", staying)).as("beside %s", next).isEqualTo("1.0.0");
        }
        staying.admin().post("/wren/rows", Map.of("note", "by the old one")).expect(201);
        assertThat(deployments.change(Action.ROLLBACK, "wren").state()).isEqualTo(State.COMPLETED);
        assertThat(version("wren", moving)).isEqualTo("1.1.0");
        assertThat(version("wren", staying)).as("after a rollback").isEqualTo("1.0.0");

        ApiResponse released = unpin("wren", staying).expect(200);
        assertThat(released.json().path("pinned").size()).isZero();
        assertThat(version("wren", staying)).isEqualTo("1.1.0");
        assertThat(staying.admin()
                        .get("/wren/rows")
                        .expect(200)
                        .json()
                        .path("rows")
                        .asInt())
                .as("what it wrote meanwhile, and its seed")
                .isEqualTo(2);
    }

    @Test
    void tenantIsPinnedToTheCandidateBeforeTheOthersGetIt() {
        ModuleBuilder lark = ModuleBuilder.of("lark");
        deployments.install(lark);
        List<TestTenant> tenants = IntStream.range(0, 4)
                .mapToObj(number -> platform.createTenant("lark-" + number).enable("lark"))
                .toList();
        deployments.install(lark.version("2.0.0"), new Canary(1, ANY_ERROR_RATE, 10));
        TestTenant eager = tenants.stream()
                .filter(tenant -> version("lark", tenant).equals("1.0.0"))
                .findFirst()
                .orElseThrow();
        Set<String> before = servedBy("2.0.0", "lark", tenants);

        pin("lark", eager, "2.0.0").expect(200);

        assertThat(version("lark", eager)).isEqualTo("2.0.0");
        assertThat(servedBy("2.0.0", "lark", tenants)).containsAll(before).hasSize(before.size() + 1);
    }

    @Test
    void pinThatMakesNoSenseIsRefused() {
        deployments.install(ModuleBuilder.of("robin"));
        TestTenant with = platform.createTenant("robin-with").enable("robin");
        TestTenant without = platform.createTenant("robin-without");

        assertThat(pin("robin", with, "9.9.9").expect(400).text("/errors/0/field"))
                .isEqualTo("version");
        assertThat(pin("robin", without, "1.0.0").expect(409).code()).isEqualTo("module-not-enabled");
        assertThat(pin("nothing", with, "1.0.0").status()).isIn(400, 404);
        operator.put("/platform/rollouts/robin/pins/nobody", Map.of("version", "1.0.0"))
                .expect(404);
        operator.put("/platform/rollouts/robin/pins/robin-with", Map.of()).expect(400);
        with.admin()
                .put("/platform/rollouts/robin/pins/robin-with", Map.of("version", "1.0.0"))
                .expect(403);
        assertThat(deployments.rollout("robin").pinned()).isEmpty();
    }

    private static ApiResponse pin(String moduleId, TestTenant tenant, String version) {
        return operator.put(
                "/platform/rollouts/" + moduleId + "/pins/" + tenant.identifier(), Map.of("version", version));
    }

    private static ApiResponse unpin(String moduleId, TestTenant tenant) {
        return operator.delete("/platform/rollouts/" + moduleId + "/pins/" + tenant.identifier());
    }

    private static void shareBecomes(int percent, String moduleId) {
        operator.put(
                        "/platform/rollouts/" + moduleId + "/canary",
                        Map.of("sharePercent", percent, "errorRate", ANY_ERROR_RATE, "minimumRequests", 10))
                .expect(200);
    }

    /** The tenants that a version serves, each asked three times. */
    private static Set<String> servedBy(String version, String moduleId, List<TestTenant> tenants) {
        Map<String, String> versions = new TreeMap<>();
        for (int round = 0; round < 3; round++) {
            for (TestTenant tenant : tenants) {
                String now = version(moduleId, tenant);
                String before = versions.putIfAbsent(tenant.identifier(), now);
                assertThat(now)
                        .as("version for %s, asked again", tenant.identifier())
                        .isEqualTo(before == null ? now : before);
            }
        }
        return versions.entrySet().stream()
                .filter(entry -> entry.getValue().equals(version))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static String version(String moduleId, TestTenant tenant) {
        return tenant.admin().get("/" + moduleId + "/version").expect(200).text("/version");
    }
}
