package org.stoa.testkit.platform;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.stoa.testkit.http.Identifiers;

/** Every operation of the core asks for a token and a permission, and tells nothing of another tenant. */
class CoreOperationsTest {
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
        return platform.operationContract(List.of(), tenant -> new Identifiers())
                .tests();
    }
}
