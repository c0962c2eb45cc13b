package org.stoa.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.ApiResponse;
import org.stoa.testkit.http.Identifiers;
import org.stoa.testkit.http.TestTenant;
import org.stoa.testkit.modules.ModuleBuilder;

/** The module that tests build does what its builder says. */
class BuiltModuleTest {
    private static TestPlatform platform;
    private static ApiClient admin;

    @BeforeAll
    static void start(@TempDir Path directory) {
        platform = TestPlatform.start(
                ModuleBuilder.of("probe").version("1.2.3").evil().load(directory),
                ModuleBuilder.of("flawed").failureRate(0.25).load(directory));
        TestTenant acme = platform.createTenant("acme").enable("probe").enable("flawed");
        admin = acme.admin();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void shareOfTheRequestsFails() {
        Map<Integer, Integer> answers = new HashMap<>();
        for (int i = 0; i < 8; i++) {
            answers.merge(admin.get("/flawed/version").status(), 1, Integer::sum);
        }
        assertThat(answers).isEqualTo(Map.of(200, 6, 500, 2));
    }

    @Test
    void answerNamesTheVersion() {
        assertThat(admin.get("/probe/version").text("/version")).isEqualTo("1.2.3");
        assertThat(admin.get("/probe/version/slow?millis=1").text("/version")).isEqualTo("1.2.3");
    }

    @Test
    void rowsAreCountedByVersionAndDelivered() {
        TestTenant rows = platform.createTenant("rows").enable("probe");
        rows.admin().post("/probe/rows", Map.of("note", "Hi")).expect(201);

        ApiResponse count = ClassPathFramework.await(
                "both rows to be delivered", () -> Stream.of(rows.admin().get("/probe/rows"))
                        .filter(answer -> answer.status() == 200
                                && answer.text("/deliveredTo/1.2.3").equals("2"))
                        .findFirst());

        assertThat(count.text("/writtenBy/1.2.3")).isEqualTo("2");
        assertThat(count.text("/rows")).isEqualTo("2");
    }

    @Test
    void statementsRunWithTheRightsOfTheModule() {
        ApiResponse own = admin.post("/probe/sql", Map.of("statement", "SELECT count(*) AS rows FROM probe.row"))
                .expect(200);
        ApiResponse foreign = admin.post("/probe/sql", Map.of("statement", "SELECT * FROM access.identity"))
                .expect(200);

        assertThat(own.text("/rows/0")).startsWith("{rows=");
        assertThat(foreign.text("/sqlState")).isEqualTo("42501");
    }

    @TestFactory
    Stream<DynamicNode> operations() {
        return platform.operationContract(List.of("probe"), tenant -> new Identifiers())
                .only(path -> path.startsWith("/probe/rows") || path.startsWith("/probe/version"))
                .tests();
    }
}
