package org.stoa.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.ApiResponse;
import org.stoa.testkit.http.TestTenant;

/** What operators do with plans, and tenants with subscriptions. */
class SubscriptionRestTest {

    private static final String PLANS = "/platform/plans";

    private static TestPlatform platform;
    private static ApiClient operator;

    @BeforeAll
    static void start() {
        platform = TestPlatform.start();
        operator = platform.superAdministrator();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void aPlanIsDraftedPublishedOfferedAndRetired() {
        operator.post(PLANS, Map.of("code", "tailor", "name", Map.of("en", "Tailor", "de", "Schneider")))
                .expect(201);
        assertThat(operator.post(PLANS, Map.of("code", "tailor", "name", Map.of("en", "Again")))
                        .expect(409)
                        .text("/errors/0/field"))
                .isEqualTo("code");
        ApiResponse draft =
                operator.post(PLANS + "/tailor/versions", flat("10.00")).expect(201);
        assertThat(draft.text("/content/trialDays")).isEqualTo("14");
        operator.with("If-Match", "\"1\"")
                .put(PLANS + "/tailor/versions/1", flat("12.50"))
                .expect(200);
        assertThat(operator.with("If-Match", "\"1\"")
                        .post(PLANS + "/tailor/versions/1/publish", null)
                        .expect(412)
                        .code())
                .isEqualTo("precondition-failed");
        TestTenant tenant = platform.createTenant("looking");
        assertThat(offered(tenant)).doesNotContain("tailor");

        operator.with("If-Match", "\"2\"")
                .post(PLANS + "/tailor/versions/1/publish", null)
                .expect(200);

        assertThat(offered(tenant)).contains("tailor");
        JsonNode german = tenant.admin()
                .with("Accept-Language", "de")
                .get(tenant.path() + "/plans")
                .expect(200)
                .json();
        assertThat(german.toString()).contains("Schneider");
        assertThat(operator.with("If-Match", "\"3\"")
                        .put(PLANS + "/tailor/versions/1", flat("1.00"))
                        .expect(409)
                        .code())
                .isEqualTo("plan-published");
        assertThat(operator.delete(PLANS + "/tailor").expect(409).code()).isEqualTo("plan-in-use");
        operator.with("If-Match", "\"1\"").post(PLANS + "/tailor/retire", null).expect(200);
        assertThat(offered(tenant)).doesNotContain("tailor");
    }

    @Test
    void plansAreForIndustriesAndSizes() {
        publish("large-only", with(flat("10.00"), Map.of("sizes", List.of("ENTERPRISE"))));
        publish("pets-only", with(flat("10.00"), Map.of("industries", List.of("pets"))));
        publish("hidden", with(flat("10.00"), Map.of("listed", false)));
        TestTenant tenant = platform.createTenant("small");
        assertThat(offered(tenant)).contains("large-only").doesNotContain("pets-only", "hidden");

        tenant.admin()
                .put(tenant.path() + "/settings/company.size", Map.of("value", "startup"))
                .expect(200);

        assertThat(offered(tenant)).doesNotContain("large-only");
        assertThat(tenant.admin()
                        .post(tenant.path() + "/subscription", Map.of("plan", "hidden"))
                        .expect(409)
                        .code())
                .isEqualTo("plan-not-offered");
        operator.post("/platform/tenants/small/subscription", Map.of("plan", "hidden"))
                .expect(200);
    }

    @Test
    void whatDoesNotFitIsRefusedWithItsField() {
        operator.post(PLANS, Map.of("code", "odd", "name", Map.of("en", "Odd"))).expect(201);
        assertThat(refusedField(Map.of("currency", "EUR", "model", "FLAT"))).isEqualTo("monthlyPrice");
        assertThat(refusedField(with(flat("10.001"), Map.of()))).isEqualTo("monthlyPrice");
        assertThat(refusedField(with(flat("-1.00"), Map.of()))).isEqualTo("monthlyPrice");
        assertThat(refusedField(with(flat("10.00"), Map.of("currency", "XXX")))).isEqualTo("currency");
        assertThat(refusedField(with(flat("10.00"), Map.of("currency", "JPY", "monthlyPrice", 10.5))))
                .isEqualTo("monthlyPrice");
        assertThat(refusedField(with(flat("10.00"), Map.of("model", "SEAT_BASED"))))
                .isEqualTo("seats");
        assertThat(refusedField(with(flat("10.00"), Map.of("model", "USAGE_BASED"))))
                .isEqualTo("usage");
        Map<String, Object> limit = Map.of("resource", "emails", "period", "MONTHLY", "overage", true);
        assertThat(refusedField(with(flat("10.00"), Map.of("limits", List.of(limit)))))
                .isEqualTo("limits[0].hardLimit");
        TestTenant tenant = platform.createTenant("odd");
        publish("plain", flat("10.00"));
        assertThat(tenant.admin()
                        .post(tenant.path() + "/subscription", Map.of("plan", "plain", "seats", 5))
                        .expect(400)
                        .text("/errors/0/field"))
                .isEqualTo("seats");
        assertThat(tenant.admin()
                        .post(tenant.path() + "/subscription", Map.of("plan", "plain", "interval", "YEARLY"))
                        .expect(400)
                        .text("/errors/0/field"))
                .isEqualTo("interval");
        assertThat(tenant.admin()
                        .post(tenant.path() + "/subscription", Map.of("plan", "plain", "trialDays", 100))
                        .expect(400)
                        .text("/errors/0/field"))
                .isEqualTo("trialDays");
    }

    @Test
    void aYearOfASubscriptionPassesWithinAMinuteByTheTestClock() {
        publish("year", flat("10.00"));
        TestTenant tenant = platform.createTenant("yearly");
        String clock = "/platform/tenants/yearly/clock";
        operator.put(clock, Map.of("time", "2030-01-17T09:00:00Z")).expect(200);
        tenant.admin()
                .post(tenant.path() + "/subscription", Map.of("plan", "year"))
                .expect(200);
        long began = System.nanoTime();

        operator.post(clock + "/advance", Map.of("time", "2031-01-31T09:00:00Z"))
                .expect(200);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMinutes(1));
        List<String> days = new ArrayList<>();
        tenant.admin()
                .get(tenant.path() + "/subscription/charges?limit=100")
                .expect(200)
                .json()
                .path("items")
                .forEach(charge -> {
                    days.add(0, charge.path("dueOn").asText());
                    assertThat(charge.path("total").path("amount").asText()).isEqualTo("10.00");
                    assertThat(charge.path("test").asBoolean()).isTrue();
                });
        assertThat(days)
                .containsExactly(
                        "2030-01-31",
                        "2030-02-28",
                        "2030-03-31",
                        "2030-04-30",
                        "2030-05-31",
                        "2030-06-30",
                        "2030-07-31",
                        "2030-08-31",
                        "2030-09-30",
                        "2030-10-31",
                        "2030-11-30",
                        "2030-12-31",
                        "2031-01-31");
    }

    @Test
    void aTenantSeesWhatAChangeCostsBeforeItMakesIt() {
        publish("one", with(flat("30.00"), Map.of("trialDays", 0)));
        Map<String, Object> seats = Map.of("included", 1, "monthlyPrice", 6);
        publish("two", with(flat("60.00"), Map.of("trialDays", 0, "model", "SEAT_BASED", "seats", seats)));
        TestTenant tenant = platform.createTenant("changing");
        String clock = "/platform/tenants/changing/clock";
        operator.put(clock, Map.of("time", "2030-04-01T09:00:00Z")).expect(200);
        ApiClient admin = tenant.admin();
        String path = tenant.path() + "/subscription";
        admin.post(path, Map.of("plan", "one")).expect(200);
        assertThat(admin.post(path, Map.of("plan", "one")).expect(409).code()).isEqualTo("already-subscribed");
        operator.post(clock + "/advance", Map.of("time", "2030-04-16T09:00:00Z"))
                .expect(200);
        Map<String, Object> change = Map.of("plan", "two", "seats", 6);

        JsonNode dry =
                admin.post(path + "/change?simulate=true", change).expect(200).json();
        assertThat(dry.path("applied").asBoolean()).isFalse();
        assertThat(dry.path("charges").get(0).path("total").path("amount").asText())
                .isEqualTo("30.00");
        assertThat(admin.get(path).expect(200).text("/planCode")).isEqualTo("one");

        JsonNode real = admin.post(path + "/change", change).expect(200).json();
        assertThat(real.path("charges").get(0).path("total"))
                .isEqualTo(dry.path("charges").get(0).path("total"));
        admin.post(path + "/cancel", null).expect(200);
        assertThat(admin.get(path).text("/status")).isEqualTo("CANCELLED");
        assertThat(admin.post(path + "/change", change).expect(409).code()).isEqualTo("subscription-cancelled");
        admin.post(path + "/resume", null).expect(200);
        operator.post("/platform/tenants/changing/subscription/cancel?atOnce=true", null)
                .expect(200);
        admin.get(path).expect(404);
        assertThat(admin.get(path + "/history").expect(200).text("/items/0/endReason"))
                .isEqualTo("CANCELLED");
    }

    @Test
    void aSubscriptionWhoseClockWentBackIsListedAsParkedUntilItIsReleased() {
        publish("parking", with(flat("10.00"), Map.of("trialDays", 0)));
        TestTenant tenant = platform.createTenant("parked");
        String clock = "/platform/tenants/parked/clock";
        operator.put(clock, Map.of("time", "2030-01-31T09:00:00Z")).expect(200);
        String path = tenant.path() + "/subscription";
        tenant.admin().post(path, Map.of("plan", "parking")).expect(200);
        operator.post(clock + "/advance", Map.of("time", "2030-03-01T09:00:00Z"))
                .expect(200);
        operator.delete(clock).expect(204);

        assertThat(tenant.admin().post(path + "/cancel", null).expect(409).code())
                .isEqualTo("subscription-parked");

        JsonNode parked = operator.get("/platform/subscriptions?parked=true")
                .expect(200)
                .json()
                .path("items");
        assertThat(parked).hasSize(1);
        assertThat(parked.get(0).path("doubt").asText()).isEqualTo("CLOCK_WENT_BACK");
        assertThat(parked.get(0).path("tenantId").asText())
                .isEqualTo(tenant.id().toString());
        String release = "/platform/tenants/parked/subscription/release";
        operator.post(release, null).expect(200);
        assertThat(operator.post(release, null).expect(409).code()).isEqualTo("subscription-not-parked");
        tenant.admin().post(path + "/cancel", null).expect(200);
    }

    @Test
    void subscribersAreMovedToAnotherVersionOnPurposeOnly() {
        publish("moving", with(flat("10.00"), Map.of("trialDays", 0)));
        TestTenant tenant = platform.createTenant("moved");
        tenant.admin()
                .post(tenant.path() + "/subscription", Map.of("plan", "moving"))
                .expect(200);
        String version = publish("moving", with(flat("15.00"), Map.of("trialDays", 0)));

        JsonNode dry =
                operator.get(version + "/move").expect(200).json().path("items").get(0);
        assertThat(dry.path("before").path("amount").asText()).isEqualTo("10.00");
        assertThat(dry.path("after").path("amount").asText()).isEqualTo("15.00");
        assertThat(operator.get("/platform/subscriptions?plan=moving")
                        .expect(200)
                        .text("/items/0/moveVersion"))
                .isEqualTo("null");
        assertThat(operator.post(version + "/move", null).expect(200).text("/moved"))
                .isEqualTo("1");
        assertThat(operator.get("/platform/subscriptions?plan=moving")
                        .expect(200)
                        .text("/items/0/moveVersion"))
                .isEqualTo("2");
        assertThat(operator.delete(version + "/move").expect(200).text("/moved"))
                .isEqualTo("1");
    }

    @Test
    void aChangedTimeZoneReachesTheLimits() {
        Map<String, Object> limit = Map.of("resource", "letters", "period", "DAILY", "hardLimit", 5);
        publish("zoned", with(flat("10.00"), Map.of("limits", List.of(limit))));
        TestTenant tenant = platform.createTenant("zoned");
        tenant.admin()
                .post(tenant.path() + "/subscription", Map.of("plan", "zoned"))
                .expect(200);
        awaitReset(tenant, "Europe/Berlin");

        String etag = tenant.admin().get(tenant.path()).expect(200).header("ETag");
        tenant.admin()
                .patch(tenant.path(), etag, Map.of("timezone", "Asia/Kathmandu"))
                .expect(200);

        awaitReset(tenant, "Asia/Kathmandu");
    }

    /** Empty while it is not limited. */
    private static String resetOf(TestTenant tenant, String resource) {
        for (JsonNode usage :
                tenant.admin().get(tenant.path() + "/usage").expect(200).json()) {
            if (usage.path("resource").asText().equals(resource)) {
                return usage.path("resetsAt").asText();
            }
        }
        return "";
    }

    /** The day of a limit begins at midnight in this zone. */
    private static void awaitReset(TestTenant tenant, String zone) {
        ClassPathFramework.await("the limits of " + tenant.identifier() + " in " + zone, () -> {
            String reset = resetOf(tenant, "letters");
            boolean midnight = !reset.isEmpty()
                    && Instant.parse(reset)
                            .atZone(ZoneId.of(zone))
                            .toLocalTime()
                            .equals(LocalTime.MIDNIGHT);
            return midnight ? Optional.of(reset) : Optional.empty();
        });
    }

    @Test
    void onlyThoseWhoMayDoSo() {
        TestTenant tenant = platform.createTenant("rights");
        publish("for-all", flat("10.00"));
        ApiClient reader = tenant.user("tenant.subscription.read");
        reader.get(tenant.path() + "/plans").expect(200);
        assertThat(reader.post(tenant.path() + "/subscription", Map.of("plan", "for-all"))
                        .expect(403)
                        .code())
                .isEqualTo("permission-denied");
        tenant.user("tenant.subscription.write")
                .post(tenant.path() + "/subscription", Map.of("plan", "for-all"))
                .expect(200);
        assertThat(tenant.admin().get(PLANS).expect(403).code()).isEqualTo("permission-denied");
    }

    private static String refusedField(Map<String, Object> content) {
        return operator.post(PLANS + "/odd/versions", content).expect(400).text("/errors/0/field");
    }

    private static String offered(TestTenant tenant) {
        return tenant.admin().get(tenant.path() + "/plans").expect(200).json().toString();
    }

    /** Makes the plan if need be, and publishes its next version, whose path is returned. */
    static String publish(String code, Map<String, Object> content) {
        return publish(operator, code, content);
    }

    static String publish(ApiClient operator, String code, Map<String, Object> content) {
        operator.post(PLANS, Map.of("code", code, "name", Map.of("en", code)));
        String version = PLANS + "/" + code + "/versions/"
                + operator.post(PLANS + "/" + code + "/versions", content)
                        .expect(201)
                        .text("/number");
        operator.with("If-Match", "\"1\"").post(version + "/publish", null).expect(200);
        return version;
    }

    static Map<String, Object> flat(String monthly) {
        return Map.of("currency", "EUR", "model", "FLAT", "monthlyPrice", new BigDecimal(monthly), "listed", true);
    }

    static Map<String, Object> with(Map<String, Object> content, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(content);
        all.putAll(more);
        return all;
    }
}
