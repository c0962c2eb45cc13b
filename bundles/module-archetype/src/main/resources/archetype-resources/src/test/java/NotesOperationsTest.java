package ${package};

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.stoa.testkit.http.Identifiers;
import org.stoa.testkit.http.TestTenant;
import org.stoa.testkit.platform.TestPlatform;

/** Every operation of the module asks for a token and a permission, and tells nothing of another tenant. */
class NotesOperationsTest {
    private static TestPlatform platform;

    @BeforeAll
    static void start() {
        platform = TestPlatform.start(NotesModule.class);
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @TestFactory
    Stream<DynamicNode> operations() {
        return platform.operationContract(List.of("${id}"), NotesOperationsTest::identifiers)
                .only(path -> path.startsWith("/${id}/"))
                .tests();
    }

    private static Identifiers identifiers(TestTenant tenant) {
        String note = tenant.admin()
                .post("/${id}/notes", Map.of("text", "Hi"))
                .expect(201)
                .text("/id");
        return new Identifiers().put("/${id}/notes/{id}", note);
    }
}
