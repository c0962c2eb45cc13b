package org.stoa.booking;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.stoa.testkit.http.Identifiers;
import org.stoa.testkit.http.TestTenant;
import org.stoa.testkit.platform.TestPlatform;

/** Every operation of the module asks for a token and a permission, and tells nothing of another tenant. */
class BookingOperationsTest {
    private static TestPlatform platform;

    @BeforeAll
    static void start() {
        platform = TestPlatform.start(BookingModule.class);
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @TestFactory
    Stream<DynamicNode> operations() {
        return CalendarRequests.describe(BookingsRequests.describe(
                        platform.operationContract(List.of("booking"), BookingOperationsTest::identifiers)))
                .only(path -> path.startsWith("/booking/"))
                .tests();
    }

    private static Identifiers identifiers(TestTenant tenant) {
        return CalendarRequests.identifiers(tenant).putAll(BookingsRequests.identifiers(tenant));
    }
}
