package org.stoa.billing;

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
class BillingOperationsTest {
    private static TestPlatform platform;

    @BeforeAll
    static void start() {
        platform = TestPlatform.start(BillingModule.class);
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @TestFactory
    Stream<DynamicNode> operations() {
        return platform.operationContract(List.of("billing"), BillingOperationsTest::identifiers)
                .only(path -> path.startsWith("/billing/"))
                .tests();
    }

    private static Identifiers identifiers(TestTenant tenant) {
        String customer = tenant.admin()
                .post("/billing/customers", Map.of("name", "Studio Nord"))
                .expect(201)
                .text("/id");
        String invoice = tenant.admin()
                .post("/billing/invoices", Map.of("customerId", customer))
                .expect(201)
                .text("/id");
        return new Identifiers()
                .put("/billing/customers/{id}", customer)
                .put("customerId", customer)
                .put("customer", customer)
                .put("/billing/stationery/customers/{id}", customer)
                .put("/billing/invoices/{id}", invoice);
    }
}
