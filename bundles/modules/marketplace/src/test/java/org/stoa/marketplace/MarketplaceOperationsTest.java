package org.stoa.marketplace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.Identifiers;
import org.stoa.testkit.http.TestTenant;
import org.stoa.testkit.platform.TestPlatform;

/** Every operation of the module asks for a token and a permission, and tells nothing of another tenant. */
class MarketplaceOperationsTest {
    private static final Map<String, String> PRICE = Map.of("amount", "450.00", "currency", "EUR");

    private static TestPlatform platform;

    @BeforeAll
    static void start() {
        platform = TestPlatform.start(MarketplaceModule.class);
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @TestFactory
    Stream<DynamicNode> operations() {
        return platform.operationContract(List.of("marketplace"), MarketplaceOperationsTest::identifiers)
                .only(path -> path.startsWith("/marketplace/"))
                .body("POST /marketplace/applications/{id}/offers", ids -> Map.of("price", PRICE))
                .body(
                        "POST /marketplace/saved-searches",
                        ids -> Map.of("name", "All", "frequency", "DAILY", "parameters", Map.of("q", "casting")))
                .tests();
    }

    private static Identifiers identifiers(TestTenant tenant) {
        ApiClient owner = tenant.admin();
        ApiClient applicant = tenant.user(MarketplaceModule.READ, MarketplaceModule.WRITE);
        String listing = publish(owner);
        String application = apply(applicant, listing);
        String offer = offer(owner, application);
        String engagement = applicant
                .post("/marketplace/offers/" + offer(owner, apply(applicant, publish(owner))) + "/accept", null)
                .expect(201)
                .text("/id");
        String comment = applicant
                .post("/marketplace/listings/" + listing + "/activities/comments", Map.of("text", "Nice"))
                .expect(201)
                .text("/id");
        String search = owner.post(
                        "/marketplace/saved-searches",
                        Map.of("name", "All", "frequency", "DAILY", "parameters", Map.of("q", "casting")))
                .expect(201)
                .text("/id");
        String profile = MarketplaceRestTest.profile(owner, "Anna", 178).text("/id");
        awaitAlignment(owner);
        return new Identifiers()
                .put("/marketplace/listings/{id}", listing)
                .put("listing", listing)
                .put("{number}", "1")
                .put("{comment}", comment)
                .put("{profile}", profile)
                .put("/marketplace/applications/{id}", application)
                .put("/marketplace/offers/{id}", offer)
                .put("/marketplace/engagements/{id}", engagement)
                .put("/marketplace/saved-searches/{id}", search);
    }

    /** What follows the activation of a schema would look like a change by somebody else. */
    private static void awaitAlignment(ApiClient admin) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        String alignments;
        do {
            assertThat(System.nanoTime()).as("the profiles are aligned").isLessThan(deadline);
            alignments = admin.get("/custom-fields/alignments?entityType=profile")
                    .expect(200)
                    .text();
        } while (alignments.contains("WAITING") || alignments.contains("RUNNING"));
    }

    private static String publish(ApiClient owner) {
        String id = owner.post("/marketplace/listings", MarketplaceRestTest.casting())
                .expect(201)
                .text("/id");
        owner.put("/marketplace/listings/" + id + "/status", Map.of("status", "ACTIVE"))
                .expect(200);
        return id;
    }

    private static String apply(ApiClient applicant, String listing) {
        return applicant
                .post("/marketplace/listings/" + listing + "/applications", Map.of("coverLetter", "Hi"))
                .expect(201)
                .text("/id");
    }

    private static String offer(ApiClient owner, String application) {
        return owner.post("/marketplace/applications/" + application + "/offers", Map.of("price", PRICE))
                .expect(201)
                .text("/id");
    }
}
