package org.stoa.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.ApiResponse;
import org.stoa.testkit.http.TestTenant;

/** What a client sees of quotas. */
class QuotasRestTest {

    private static final String SETTING = "staging.projectsPerMonth";

    private static TestPlatform platform;
    private static TestTenant acme;
    private static ApiClient admin;

    @BeforeAll
    static void start() {
        platform = TestPlatform.start();
        acme = platform.createTenant("acme");
        admin = acme.admin();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void aTenantMakesAsManyAsItsSettingSaysAndSeesWhatIsLeft() {
        setting(SETTING, 2);
        activate("project", "staging", Map.of("setting", SETTING, "period", "MONTH"));
        create("/entities/project", "One").expect(201);

        ApiClient reader = acme.user("tenant.entity.read");
        JsonNode quota =
                reader.get("/entities/project/quotas").expect(200).json().path(0);
        assertThat(quota.path("subtype").asText()).isEqualTo("staging");
        assertThat(quota.path("per").asText()).isEqualTo("TENANT");
        assertThat(quota.path("period").asText()).isEqualTo("MONTH");
        assertThat(quota.path("accountId").isNull()).isTrue();
        assertThat(quota.path("limit").asLong()).isEqualTo(2);
        assertThat(quota.path("used").asLong()).isEqualTo(1);
        assertThat(quota.path("remaining").asLong()).isEqualTo(1);
        ZonedDateTime reset = ZonedDateTime.parse(quota.path("resetsAt").asText())
                .withZoneSameInstant(ZoneId.of(admin.get(acme.path()).text("/timezone")));
        assertThat(reset.toLocalTime()).hasToString("00:00");
        assertThat(reset.getDayOfMonth()).isEqualTo(1);

        create("/entities/project", "Two").expect(201);
        ApiResponse refused = create("/entities/project", "Three").expect(409);
        assertThat(refused.code()).isEqualTo("quota-exceeded");
        assertThat(refused.text("/used")).isEqualTo("2");
        assertThat(refused.text("/limit")).isEqualTo("2");
        assertThat(refused.text("/remaining")).isEqualTo("0");
        assertThat(refused.text("/resetsAt")).isEqualTo(quota.path("resetsAt").asText());
        assertThat(acme.user("tenant.profile.read")
                        .get("/entities/project/quotas")
                        .expect(403)
                        .code())
                .isEqualTo("permission-denied");
    }

    @Test
    void quotasOfAccountsAreAskedForByAccount() {
        String account = admin.post(
                        acme.path() + "/accounts", Map.of("identifier", "agency", "name", "Agency", "type", "AGENCY"))
                .expect(201)
                .text("/id");
        setting("models.perDay", 5);
        setting("models.perDay." + account, 1);
        activate("profile", "model", Map.of("setting", "models.perDay", "period", "DAY", "per", "ACCOUNT"));
        admin.post("/profiles", Map.of("subtype", "model", "name", "Anna", "accountId", account))
                .expect(201);

        JsonNode own = admin.get("/profiles/quotas?account=" + account)
                .expect(200)
                .json()
                .path(0);
        assertThat(own.path("accountId").asText()).isEqualTo(account);
        assertThat(own.path("remaining").asLong()).isZero();
        JsonNode others = admin.get("/profiles/quotas").expect(200).json().path(0);
        assertThat(others.path("remaining").asLong()).isEqualTo(5);
        assertThat(admin.get("/profiles/quotas?account=anna").status()).isEqualTo(400);
        assertThat(admin.get("/entities/profile/quotas").expect(404).code()).isEqualTo("not-found");
    }

    @Test
    void aQuotaIsGivenChangedAndTakenFromADraft() {
        ApiResponse draft =
                admin.post("/schemas", schema("project", "drafted", null)).expect(201);
        String path = "/schemas/" + draft.text("/id");
        assertThat(draft.json().at("/definition").has("quota")).isFalse();

        ApiResponse given = admin.patch(
                        path,
                        draft.header("ETag"),
                        Map.of("quota", Map.of("setting", "drafted.limit", "period", "YEAR", "per", "ACCOUNT")))
                .expect(200);
        ApiResponse changed = admin.patch(path, given.header("ETag"), Map.of("quota", Map.of("period", "DAY")))
                .expect(200);
        assertThat(changed.text("/definition/quota/setting")).isEqualTo("drafted.limit");
        assertThat(changed.text("/definition/quota/period")).isEqualTo("DAY");
        assertThat(changed.text("/definition/quota/per")).isEqualTo("ACCOUNT");

        assertThat(admin.patch(path, changed.header("ETag"), Map.of("quota", Map.of("setting", "Bad setting")))
                        .expect(400)
                        .text("/errors/0/field"))
                .isEqualTo("quota.setting");
        ApiResponse taken = admin.patch(path, changed.header("ETag"), Collections.singletonMap("quota", null))
                .expect(200);
        assertThat(taken.json().at("/definition").has("quota")).isFalse();
    }

    @Test
    void aSettingThatIsNoLimitIsNamed() {
        activate("house", "villa", Map.of("setting", "villas.perYear", "period", "YEAR"));
        setting("villas.perYear", "ten");

        ApiResponse refused = admin.with("Accept-Language", "de")
                .post("/entities/house", Map.of("subtype", "villa", "name", "One"))
                .expect(409);

        assertThat(refused.code()).isEqualTo("quota-setting-invalid");
        assertThat(refused.text("/detail")).contains("villas.perYear", "keine ganze Zahl");
    }

    private static void setting(String key, Object value) {
        admin.put(acme.path() + "/settings/" + key, Map.of("value", value)).expect(200);
    }

    private static ApiResponse create(String path, String name) {
        return admin.post(path, Map.of("subtype", "staging", "name", name));
    }

    private static void activate(String entityType, String subtype, Map<String, Object> quota) {
        String id = admin.post("/schemas", schema(entityType, subtype, quota))
                .expect(201)
                .text("/id");
        admin.with("If-Match", "\"1\"")
                .post("/schemas/" + id + "/activate", Map.of())
                .expect(200);
    }

    private static Map<String, Object> schema(String entityType, String subtype, Map<String, Object> quota) {
        Map<String, Object> schema = new HashMap<>(
                Map.of("entityType", entityType, "entitySubtype", subtype, "baseSchema", Map.of("type", "object")));
        if (quota != null) {
            schema.put("quota", quota);
        }
        return schema;
    }
}
