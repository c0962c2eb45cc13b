package org.stoa.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stoa.api.module.ModuleRegistry;
import org.stoa.api.platform.Deployment.State;
import org.stoa.api.platform.DeploymentPlan;
import org.stoa.api.platform.RuleViolation;
import org.stoa.api.rest.ProblemException;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.ApiResponse;
import org.stoa.testkit.modules.ModuleBuilder;

/** Industries come with modules: one that is wrong is refused with its module, before anything of it is there. */
class IndustryDeploymentTest {

    private static final String TEMPLATE =
            """
            package @package@;
            @org.osgi.service.component.annotations.Component
            public final class Industry implements org.stoa.api.industry.IndustryTemplate {
                @Override public String code() { return "@id@"; }
                @Override public String version() { return "1.0.0"; }
                @Override public String content() { return org.stoa.api.industry.IndustryFiles.read(Industry.class); }
            }
            """;
    private static final String GOOD =
            """
            {"name": {"en": "Orchards"}, "entitySchemas": [{"$file": "schemas/tree.json"}],
             "categoryTree": [{"slug": "fruit", "name": {"en": "Fruit"}}]}
            """;
    private static final String TREE =
            """
            {"entityType": "plant", "entitySubtype": "tree",
             "baseSchema": {"type": "object", "properties": {"heightCm": {"type": "integer"}}}}
            """;

    @TempDir
    private static Path directory;

    private static TestPlatform platform;
    private static Deployments deployments;

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
    void moduleIsRefusedWithEveryFaultOfItsIndustry() {
        ModuleBuilder bad = module("badorchard", GOOD.replace("\"Fruit\"", "7"), TREE.replace("integer", "interger"))
                .change("Industry", "return \"@id@\"", "return \"orchards\"")
                .change("Industry", "1.0.0", "first");

        DeploymentPlan plan = plan(bad);

        assertThat(plan.violations())
                .extracting(RuleViolation::rule)
                .containsExactly("industry-code", "industry-version", "industry-invalid", "industry-invalid");
        assertThat(plan.violations())
                .allSatisfy(violation -> assertThat(violation.subject()).isEqualTo("com.example.badorchard.Industry"));
        assertThat(plan.violations())
                .extracting(RuleViolation::message)
                .anyMatch(message -> message.startsWith("categoryTree/fruit: /name/en: "))
                .anyMatch(message ->
                        message.startsWith("entitySchemas/plant/tree: /baseSchema/properties/heightCm/type: "));
        assertThatThrownBy(() -> deployments.install(bad)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.code().code()).isEqualTo("module-refused");
            assertThat(problem.extensions().get("violations")).isEqualTo(plan.violations());
        });
        assertThat(platform.service(ModuleRegistry.class).installed())
                .noneMatch(module -> module.id().equals("badorchard"));
    }

    @Test
    void brokenFileIsNamed() {
        assertThat(plan(module("torn", GOOD, "{\n \"entityType\": \"plant\",\n}"))
                        .violations())
                .singleElement()
                .asString()
                .startsWith("com.example.torn.Industry: content() fails: schemas/tree.json, line 3, column 1: ")
                .endsWith("[industry-unreadable]");
    }

    @Test
    void soundIndustryIsInstalledAndItsChangesNeedAnotherVersion() {
        ModuleBuilder orchard = module("orchard", GOOD, TREE);
        assertThat(deployments.install(orchard).state()).isEqualTo(State.COMPLETED);
        ApiClient admin = platform.createTenant("orchard-one").enable("orchard").admin();
        assertThat(admin.post("/industries/orchard/installation", "{}")
                        .expect(200)
                        .text("/complete"))
                .isEqualTo("true");

        ModuleBuilder changed =
                module("orchard", GOOD.replace("\"Fruit\"", "\"Fruits\""), TREE).version("1.1.0");
        assertThat(plan(changed).violations()).isEmpty();
        assertThat(plan(changed).warnings())
                .anyMatch(warning -> warning.startsWith("the industry orchard has another content than version 1.0.0"));
        assertThat(plan(changed.change("Industry", "1.0.0", "1.1.0")).warnings())
                .noneMatch(warning -> warning.contains("industry"));
    }

    @Test
    void tenantKeepsItsChangesWhenTheModuleIsUpgradedWhileItServes() {
        deployments.install(module("vineyard", GOOD, TREE));
        ApiClient admin =
                platform.createTenant("vineyard-one").enable("vineyard").admin();
        admin.post("/industries/vineyard/installation", "{}").expect(200);
        ApiResponse fruit = admin.get("/categories").expect(200);
        String path = "/categories/" + fruit.text("/items/0/id");
        admin.patch(
                        path,
                        admin.get(path).header("ETag"),
                        Map.of("name", Map.of("en", "Our grapes"), "color", "#7a1f5c"))
                .expect(200);

        String next = GOOD.replace("\"Fruit\"", "\"Grapes\"")
                .replace("]}", "], \"defaultSettings\": {\"vineyard.rows\": 3}}");
        deployments.install(module("vineyard", next, TREE.replace("integer", "number"))
                .version("1.1.0")
                .change("Industry", "1.0.0", "1.1.0"));
        ApiResponse planned =
                admin.post("/industries/vineyard/upgrade?simulate=true", "{}").expect(200);
        ApiResponse upgraded = admin.post("/industries/vineyard/upgrade", "{}").expect(200);

        assertThat(upgraded.text("/previousVersion")).isEqualTo("1.0.0");
        assertThat(upgraded.text("/version")).isEqualTo("1.1.0");
        assertThat(upgraded.text("/complete")).isEqualTo("true");
        assertThat(planned.json().path("steps")).isEqualTo(upgraded.json().path("steps"));
        assertThat(upgraded.json().path("conflicts")).singleElement().satisfies(conflict -> {
            assertThat(conflict.path("pointer").asText()).isEqualTo("/name/en");
            assertThat(conflict.path("ours").asText()).isEqualTo("Our grapes");
            assertThat(conflict.path("theirs").asText()).isEqualTo("Grapes");
        });
        assertThat(admin.get(path).expect(200).text("/name/en"))
                .as("the tenant's name stays")
                .isEqualTo("Our grapes");
        assertThat(admin.get("/schemas/effective?entityType=plant&entitySubtype=tree")
                        .expect(200)
                        .text("/definition/baseSchema/properties/heightCm/type"))
                .as("what the tenant did not change is the template's")
                .isEqualTo("number");
        assertThat(admin.delete("/industries/vineyard/installation").expect(200).text("/steps"))
                .isNotNull();
        assertThat(admin.get(path).expect(200).text("/color"))
                .as("what the tenant changed outlives the industry")
                .isEqualTo("#7a1f5c");
        admin.get("/schemas/effective?entityType=plant&entitySubtype=tree").expect(404);
    }

    @Test
    void platformOfTestsRefusesItAsWell() {
        Class<?> bad = module("untested", GOOD.replace("fruit", "Fruit!"), TREE).load(directory);
        assertThatThrownBy(() -> TestPlatform.start(bad))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the industry of module untested was refused")
                .hasMessageContaining("categoryTree/Fruit!: /slug: ");
    }

    private static DeploymentPlan plan(ModuleBuilder module) {
        Path file = module.kar(directory);
        return deployments
                .service()
                .planInstall(Deployments.OPERATOR, file, file.getFileName().toString());
    }

    private static ModuleBuilder module(String id, String industry, String schema) {
        String folder = "com/example/" + id + "/";
        return ModuleBuilder.of(id)
                .source("Industry", TEMPLATE)
                .entry(folder + "industry.json", industry)
                .entry(folder + "schemas/tree.json", schema);
    }
}
