package org.stoa.testkit.platform;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.stoa.testkit.http.Identifiers;
import org.stoa.testkit.http.TestTenant;

/** Every operation of the core asks for a token and a permission, and tells nothing of another tenant. */
class CoreOperationsTest {
    private static final Map<String, String> LABEL = Map.of("en", "Label");

    private static TestPlatform platform;

    @BeforeAll
    static void start() {
        platform = TestPlatform.start();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @TestFactory
    Stream<DynamicNode> operations() {
        return platform.operationContract(List.of(), CoreOperationsTest::identifiers)
                .body("POST /categories", CoreOperationsTest::category)
                .body("POST /platform/categories", CoreOperationsTest::category)
                .body("POST /tag-sets", ids -> Map.of("name", "another", "label", LABEL))
                .body("POST /platform/tag-sets", ids -> Map.of("name", "another", "label", LABEL))
                .body("POST /tags", ids -> Map.of("tagSet", ids.get("tagSet"), "label", LABEL))
                .body("POST /platform/tags", ids -> Map.of("tagSet", ids.get("tagSet"), "label", LABEL))
                .tests();
    }

    private static Identifiers identifiers(TestTenant tenant) {
        String category = tenant.admin()
                .post("/categories", Map.of("name", LABEL))
                .expect(201)
                .text("/id");
        String name = "set-of-" + tenant.identifier();
        String set = tenant.admin()
                .post("/tag-sets", Map.of("name", name, "label", LABEL))
                .expect(201)
                .text("/id");
        String tag = tenant.admin()
                .post("/tags", Map.of("tagSet", name, "label", LABEL))
                .expect(201)
                .text("/id");
        return new Identifiers()
                .put("/categories/{id}", category)
                .put("/platform/categories/{id}", category)
                .put("parent", category)
                .put("/tag-sets/{id}", set)
                .put("/platform/tag-sets/{id}", set)
                .put("/tags/{id}", tag)
                .put("/platform/tags/{id}", tag)
                .put("tagSet", name);
    }

    private static Map<String, Object> category(Identifiers ids) {
        return Map.of("name", Map.of("en", "Below another"), "parentId", ids.get("/categories/{id}"));
    }
}
