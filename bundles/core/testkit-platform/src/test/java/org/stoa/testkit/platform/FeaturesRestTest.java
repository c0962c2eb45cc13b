package org.stoa.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.feature.Features;
import org.stoa.api.security.CallContext;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.ApiResponse;
import org.stoa.testkit.http.TestTenant;

/** What operators, tenants and programs see of feature flags. */
class FeaturesRestTest {

    private static TestPlatform platform;
    private static ApiClient operator;
    private static TestTenant acme;
    private static TestTenant other;

    @BeforeAll
    static void start() {
        platform = TestPlatform.start();
        operator = platform.superAdministrator();
        acme = platform.createTenant("acme");
        other = platform.createTenant("other");
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void aFlagIsAddedChangedAndDeletedAndTenantsSeeItAtOnce() {
        ApiResponse created = create("booking.sync", Map.of("enabledTenants", List.of(acme.id())));
        assertThat(created.header("Location")).endsWith("/platform/flags/booking.sync");
        assertThat(created.text("/rolloutUnit")).isEqualTo("TENANT");
        assertThat(isOn(acme, "booking.sync")).isTrue();
        assertThat(isOn(other, "booking.sync")).isFalse();

        ApiResponse changed = operator.patch(
                        "/platform/flags/booking.sync",
                        created.header("ETag"),
                        Map.of("rolloutPercentage", 100, "metadata", Map.of("owner", "booking")))
                .expect(200);
        assertThat(changed.json().at("/metadata/owner").asText()).isEqualTo("booking");
        assertThat(isOn(other, "booking.sync")).isTrue();
        assertThat(operator.patch("/platform/flags/booking.sync", created.header("ETag"), Map.of("onByDefault", true))
                        .expect(412)
                        .code())
                .isEqualTo("precondition-failed");

        operator.delete("/platform/flags/booking.sync").expect(204);
        assertThat(isOn(other, "booking.sync")).isFalse();
        assertThat(operator.get("/platform/flags/booking.sync").expect(404).code())
                .isEqualTo("not-found");
    }

    @Test
    void manyAreAskedForAtOnceAndAnUnchangedAnswerIsNotSentAgain() {
        create("bulk.one", Map.of("onByDefault", true));
        create("bulk.two", Map.of());
        String path = acme.path() + "/features?keys=bulk.two,bulk.one,bulk.none";
        ApiResponse answer = acme.admin().get(path).expect(200);
        assertThat(answer.json().path("features").toString())
                .isEqualTo("{\"bulk.none\":false,\"bulk.one\":true,\"bulk.two\":false}");

        String tag = answer.header("ETag");
        assertThat(acme.admin().with("If-None-Match", tag).get(path).status()).isEqualTo(304);
        operator.patch("/platform/flags/bulk.two", "\"1\"", Map.of("onByDefault", true))
                .expect(200);
        assertThat(acme.admin().with("If-None-Match", tag).get(path).expect(200).header("ETag"))
                .isNotEqualTo(tag);
        assertThat(acme.user("tenant.usage.read").get(path).expect(403).code()).isEqualTo("permission-denied");
        assertThat(acme.admin()
                        .get(acme.path() + "/features?keys=" + "a,".repeat(201) + "a")
                        .expect(400)
                        .code())
                .isEqualTo("invalid-request");
    }

    @Test
    void flagsThatContradictOneAnotherAreRefusedWithTheSmallestConflict() {
        create("conflict.base", Map.of());
        create("conflict.rival", Map.of("incompatibleFeatures", List.of("conflict.base")));
        create("conflict.bystander", Map.of("requiredFeatures", List.of("conflict.base")));

        ApiResponse refused = operator.with("Accept-Language", "de")
                .post(
                        "/platform/flags",
                        flag(
                                "conflict.impossible",
                                Map.of(
                                        "requiredFeatures",
                                        List.of("conflict.bystander", "conflict.base", "conflict.rival"))))
                .expect(409);
        assertThat(refused.code()).isEqualTo("feature-conflict");
        assertThat(refused.text("/title")).isEqualTo("Merkmale widersprechen einander");
        JsonNode conflict = refused.json().path("conflict");
        assertThat(conflict.path("kind").asText()).isEqualTo("UNSATISFIABLE");
        assertThat(conflict.path("flags").toString())
                .isEqualTo("[\"conflict.base\",\"conflict.impossible\",\"conflict.rival\"]");
        assertThat(conflict.path("rules")).hasSize(3);

        ApiResponse cycle = operator.patch(
                        "/platform/flags/conflict.base",
                        "\"1\"",
                        Map.of("requiredFeatures", List.of("conflict.bystander")))
                .expect(409);
        assertThat(cycle.text("/conflict/kind")).isEqualTo("CYCLE");
        assertThat(operator.delete("/platform/flags/conflict.base").expect(409).code())
                .isEqualTo("feature-in-use");
    }

    @Test
    void everyFieldThatIsWrongIsNamed() {
        ApiResponse refused = operator.post(
                        "/platform/flags",
                        flag(
                                "Bad key",
                                Map.of(
                                        "rolloutPercentage",
                                        101,
                                        "enabledTenants",
                                        List.of("acme"),
                                        "metadata",
                                        List.of())))
                .expect(400);
        assertThat(refused.json().path("errors").findValuesAsText("field"))
                .contains("key", "rolloutPercentage", "enabledTenants[0]");
        assertThat(operator.post("/platform/flags", flag("lonely", Map.of("requiredFeatures", List.of("nowhere"))))
                        .expect(400)
                        .text("/errors/0/field"))
                .isEqualTo("requiredFeatures[0]");
    }

    @Test
    void anOperatorLearnsWhyAFeatureIsOnOrOff() {
        create("why.base", Map.of());
        create("why.feature", Map.of("onByDefault", true, "requiredFeatures", List.of("why.base")));

        ApiResponse off = operator.get("/platform/flags/why.feature/explanation?tenant=acme")
                .expect(200);
        assertThat(off.json().path("on").asBoolean()).isFalse();
        assertThat(off.text("/reason")).isEqualTo("REQUIREMENT_OFF");
        assertThat(off.text("/because")).isEqualTo("why.base");
        assertThat(off.json().path("steps").findValuesAsText("reason"))
                .containsExactly(
                        "DISABLED_TENANT",
                        "ENABLED_TENANT",
                        "TENANT_FEATURE",
                        "ENABLED_PLAN",
                        "PLAN_FEATURE",
                        "ROLLOUT",
                        "ON_BY_DEFAULT",
                        "REQUIREMENT_OFF");
        assertThat(operator.get("/platform/flags/why.feature/explanation")
                        .expect(400)
                        .text("/errors/0/field"))
                .isEqualTo("tenant");
        assertThat(operator.get("/platform/flags/why.feature/explanation?tenant=nobody")
                        .status())
                .isEqualTo(404);
        assertThat(acme.admin()
                        .get("/platform/flags/why.feature/explanation?tenant=acme")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whatThePlatformHasSwitchedOnForATenantIsOnForItWithOrWithoutAFlag() {
        create("listed", Map.of());
        assertThat(isOn(other, "listed")).isFalse();
        ApiResponse tenant = operator.get("/platform/tenants/other").expect(200);

        operator.patch(
                        "/platform/tenants/other",
                        tenant.header("ETag"),
                        Map.of("features", List.of("listed", "white-label")))
                .expect(200);

        ClassPathFramework.await(
                "the features of the tenant",
                () -> isOn(other, "listed") && isOn(other, "white-label") ? Optional.of(true) : Optional.empty());
        assertThat(isOn(acme, "white-label")).isFalse();
        assertThat(operator.get("/platform/flags/listed/explanation?tenant=other")
                        .text("/reason"))
                .isEqualTo("TENANT_FEATURE");
    }

    @Test
    void aModuleAsksTheService() {
        create("served", Map.of("enabledTenants", List.of(acme.id())));
        Features features = platform.service(Features.class);
        CallContext context = CallContext.system(acme.id(), "test");

        assertThat(features.isOn(context, "served")).isTrue();
        assertThat(features.isOn(context.withTenant(other.id()), "served")).isFalse();
        assertThat(features.isOn(context, "unheard-of")).isFalse();
        assertThat(features.all(context)).containsEntry("served", true);
    }

    @Test
    void clientsOfOpenFeatureEvaluateRemotely() {
        create("remote", Map.of("enabledTenants", List.of(acme.id())));
        Map<String, Object> body = Map.of("context", Map.of("targetingKey", "somebody"));
        ApiClient reader = acme.user("tenant.feature.read");

        ApiResponse one = reader.post("/ofrep/v1/evaluate/flags/remote", body).expect(200);
        assertThat(one.json().toString())
                .isEqualTo("{\"key\":\"remote\",\"value\":true,\"reason\":\"TARGETING_MATCH\",\"variant\":\"on\","
                        + "\"metadata\":{\"reason\":\"ENABLED_TENANT\"}}");
        assertThat(reader.post("/ofrep/v1/evaluate/flags/remote", Map.of()).status())
                .isEqualTo(200);
        ApiResponse missing =
                reader.post("/ofrep/v1/evaluate/flags/nowhere", body).expect(404);
        assertThat(missing.text("/errorCode")).isEqualTo("FLAG_NOT_FOUND");
        assertThat(missing.text("/key")).isEqualTo("nowhere");

        ApiResponse all = reader.post("/ofrep/v1/evaluate/flags", body).expect(200);
        assertThat(all.json().path("flags").findValuesAsText("key"))
                .contains("remote")
                .isSorted();
        assertThat(reader.with("If-None-Match", all.header("ETag"))
                        .post("/ofrep/v1/evaluate/flags", body)
                        .status())
                .isEqualTo(304);
    }

    private static boolean isOn(TestTenant tenant, String key) {
        return tenant.admin()
                .get(tenant.path() + "/features")
                .expect(200)
                .json()
                .path("features")
                .path(key)
                .asBoolean();
    }

    private static ApiResponse create(String key, Map<String, ?> details) {
        return operator.post("/platform/flags", flag(key, details)).expect(201);
    }

    private static Map<String, Object> flag(String key, Map<String, ?> details) {
        Map<String, Object> flag = new HashMap<>(details);
        flag.put("key", key);
        flag.put("name", "Feature " + key);
        flag.put("category", "BETA");
        return flag;
    }
}
