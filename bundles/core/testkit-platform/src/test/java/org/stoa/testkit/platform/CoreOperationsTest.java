package org.stoa.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.stoa.registry.ModuleRules;
import org.stoa.testkit.http.Identifiers;
import org.stoa.testkit.http.OperationContract;
import org.stoa.testkit.http.TestTenant;

/** Every operation of the core asks for a token and a permission, and tells nothing of another tenant. */
class CoreOperationsTest {
    private static final String ACCOUNT_PROFILES = "/tenants/{tenant}/accounts/{account}/profiles";
    private static final List<String> PORTFOLIOS = List.of(
            "/profiles/{id}/portfolio",
            "/entities/{entityType}/{id}/portfolio",
            ACCOUNT_PROFILES + "/{id}/portfolio",
            "/me/profiles/{id}/portfolio");
    private static final String PLAN = "contract";
    private static final Map<String, String> LABEL = Map.of("en", "Label");

    private static TestPlatform platform;

    @BeforeAll
    static void start() {
        platform = TestPlatform.start();
        Map<String, Object> limit = Map.of("resource", "emails", "period", "DAILY", "hardLimit", 1000);
        SubscriptionRestTest.publish(
                platform.superAdministrator(),
                PLAN,
                SubscriptionRestTest.with(SubscriptionRestTest.flat("10.00"), Map.of("limits", List.of(limit))));
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @TestFactory
    Stream<DynamicNode> operations() {
        OperationContract contract = platform.operationContract(List.of(), CoreOperationsTest::identifiers);
        for (String portfolio : PORTFOLIOS) {
            contract.body("POST " + portfolio, CoreOperationsTest::item)
                    .body("PATCH " + portfolio + "/{item}", ids -> Map.of("title", "Changed"))
                    .body("PUT " + portfolio + "/order", ids -> Map.of("items", List.of()));
        }
        contract.query("GET /schemas/effective", "entityType=profile&entitySubtype=model");
        return contract.body("POST /categories", CoreOperationsTest::category)
                .body("POST /platform/categories", CoreOperationsTest::category)
                .body("POST /tag-sets", ids -> Map.of("name", "another", "label", LABEL))
                .body("POST /platform/tag-sets", ids -> Map.of("name", "another", "label", LABEL))
                .body("POST /schemas", ids -> schema("profile", "other"))
                .body("POST /platform/schemas", ids -> schema("profile", "shared"))
                .body("PATCH /profiles/{id}", CoreOperationsTest::belonging)
                .body("PATCH /entities/{entityType}/{id}", CoreOperationsTest::belonging)
                .body("PATCH /custom-fields/{id}", ids -> Map.of("displayOrder", 3))
                .body("PUT /profiles/{id}/tags", ids -> Map.of("tags", List.of()))
                .body("PUT /entities/{entityType}/{id}/tags", ids -> Map.of("tags", List.of()))
                .body("POST /profiles", ids -> belonging(ids, "model"))
                .body("POST /entities/{entityType}", ids -> belonging(ids, "plain"))
                .body("PATCH " + ACCOUNT_PROFILES + "/{id}", CoreOperationsTest::belonging)
                .body("PATCH /me/profiles/{id}", CoreOperationsTest::belonging)
                .body("POST " + ACCOUNT_PROFILES, ids -> belonging(ids, "model"))
                .body("POST /forms", ids -> form("registration"))
                .body("POST /platform/forms", ids -> form("registration"))
                .body("PATCH /forms/{id}", ids -> Map.of("redirectUrl", "/thanks"))
                .body(
                        "POST /forms/{formType}/{entityType}/{entitySubtype}/submissions",
                        ids -> Map.of("data", Map.of("name", "Anna"), "entityId", ids.get("entityId")))
                .body("POST /custom-fields", ids -> Map.of("entityType", "profile", "name", "another", "type", "TEXT"))
                .body("POST /option-sets", ids -> Map.of("name", "Another", "options", List.of(Map.of("value", "one"))))
                .body("POST /tags", ids -> Map.of("tagSet", ids.get("tagSet"), "label", LABEL))
                .body("POST /platform/tags", ids -> Map.of("tagSet", ids.get("tagSet"), "label", LABEL))
                .body("POST /platform/plans", ids -> Map.of("code", "another", "name", LABEL))
                .body("PATCH /platform/plans/{plan}", ids -> Map.of("name", LABEL))
                .body("POST /platform/plans/{plan}/versions", ids -> SubscriptionRestTest.flat("20.00"))
                .body("PUT /platform/plans/{plan}/versions/{number}", ids -> SubscriptionRestTest.flat("20.00"))
                .body("POST /tenants/{tenant}/subscription", ids -> Map.of("plan", PLAN))
                .body("POST /tenants/{tenant}/subscription/change", ids -> Map.of("interval", "MONTHLY"))
                .body("POST /platform/tenants/{tenant}/subscription", ids -> Map.of("plan", PLAN))
                .body("POST /platform/tenants/{tenant}/subscription/change", ids -> Map.of("interval", "MONTHLY"))
                .tests();
    }

    @Test
    void namesOfTheCoreCanBeTakenByNoModule() {
        Set<String> free = new TreeSet<>();
        JsonNode paths = platform.client().openApi().expect(200).json().path("paths");
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            keepFree(path.getKey().replaceFirst("^/api/v1/", "").split("/")[0], free);
            for (JsonNode operation : path.getValue()) {
                String permission = operation.path("x-stoa-permission").asText();
                if (!permission.isEmpty()) {
                    keepFree(permission.split("\\.")[1], free);
                }
            }
        }
        assertThat(free)
                .as("names of the platform that ModuleRules does not reserve")
                .isEmpty();
    }

    private static void keepFree(String name, Set<String> free) {
        // a module's permissions begin with its id and a hyphen
        String id = name.split("-")[0];
        if (ModuleRules.isId(id) && !ModuleRules.isReserved(id)) {
            free.add(name);
        }
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
        String schema = activated(tenant, "profile", "model");
        activated(tenant, "project", "plain");
        activated(tenant, "project", "formed");
        String profile = tenant.admin()
                .post("/profiles", Map.of("subtype", "model", "name", "Anna", "slug", "anna-" + tenant.identifier()))
                .expect(201)
                .text("/id");
        String administrator = tenant.admin().get("/me").expect(200).text("/user/id");
        String owned = tenant.admin()
                .post("/profiles", Map.of("subtype", "model", "name", "Mine", "ownerId", administrator))
                .expect(201)
                .text("/id");
        String ofAccount = ACCOUNT_PROFILES
                .replace("{tenant}", tenant.identifier())
                .replace(
                        "{account}",
                        tenant.admin()
                                .get(tenant.path() + "/accounts")
                                .expect(200)
                                .text("/items/0/id"));
        String managed = tenant.admin()
                .post(ofAccount, Map.of("subtype", "model", "name", "Managed"))
                .expect(201)
                .text("/id");
        String project = tenant.admin()
                .post(
                        "/entities/project",
                        Map.of("subtype", "plain", "name", "House", "slug", "house-" + tenant.identifier()))
                .expect(201)
                .text("/id");
        String field = tenant.admin()
                .post("/custom-fields", Map.of("entityType", "profile", "name", "badge", "type", "TEXT"))
                .expect(201)
                .text("/id");
        String options = tenant.admin()
                .post("/option-sets", Map.of("name", "Colors", "options", List.of(Map.of("value", "red"))))
                .expect(201)
                .text("/id");
        String form = tenant.admin().post("/forms", form("search")).expect(201).text("/id");
        tenant.admin()
                .post(tenant.path() + "/subscription", Map.of("plan", PLAN))
                .expect(200);
        awaitLimits(tenant);
        return new Identifiers()
                .put("{plan}", PLAN)
                .put("{number}", "1")
                .put("/forms/{id}", form)
                .put("/platform/forms/{id}", form)
                .put("/forms/{formType}", "profile_edit")
                .put("/forms/{formType}/{entityType}", "project")
                .put("/forms/{formType}/{entityType}/{entitySubtype}", "formed")
                .put("entityId", project)
                .put("/schemas/{id}", schema)
                .put("/platform/schemas/{id}", schema)
                .put("{category}", category)
                .put("/profiles/{id}", profile)
                .put("/profiles/by-slug/{slug}", "anna-" + tenant.identifier())
                .put("/entities/{entityType}", "project")
                .put("/entities/{entityType}/{id}", project)
                .put("/entities/{entityType}/by-slug/{slug}", "house-" + tenant.identifier())
                .put("/profiles/{id}/portfolio/{item}", itemOf(tenant, "/profiles/" + profile))
                .put("/entities/{entityType}/{id}/portfolio/{item}", itemOf(tenant, "/entities/project/" + project))
                .put("/me/profiles/{id}", owned)
                .put("/me/profiles/{id}/portfolio/{item}", itemOf(tenant, "/me/profiles/" + owned))
                .put(ACCOUNT_PROFILES + "/{id}", managed)
                .put(ACCOUNT_PROFILES + "/{id}/portfolio/{item}", itemOf(tenant, ofAccount + "/" + managed))
                .put("/custom-fields/{id}", field)
                .put("/option-sets/{id}", options)
                .put("/categories/{id}", category)
                .put("/platform/categories/{id}", category)
                .put("parent", category)
                .put("/tag-sets/{id}", set)
                .put("/platform/tag-sets/{id}", set)
                .put("/tags/{id}", tag)
                .put("/platform/tags/{id}", tag)
                .put("tagSet", name)
                .put("{code}", "gardens");
    }

    private static Map<String, Object> belonging(Identifiers ids) {
        return Map.of("accountId", ids.get("accountId"), "ownerId", ids.get("{user}"));
    }

    private static Map<String, Object> belonging(Identifiers ids, String subtype) {
        Map<String, Object> fields = new HashMap<>(belonging(ids));
        fields.put("subtype", subtype);
        fields.put("name", "Another");
        return fields;
    }

    private static Map<String, Object> item(Identifiers ids) {
        return Map.of("kind", "LINK", "title", "Site", "url", "https://example.org");
    }

    private static String itemOf(TestTenant tenant, String entity) {
        return tenant.admin()
                .post(entity + "/portfolio", item(null))
                .expect(201)
                .text("/id");
    }

    private static Map<String, Object> category(Identifiers ids) {
        return Map.of("name", Map.of("en", "Below another"), "parentId", ids.get("/categories/{id}"));
    }

    private static String activated(TestTenant tenant, String entityType, String subtype) {
        String id = tenant.admin()
                .post("/schemas", schema(entityType, subtype))
                .expect(201)
                .text("/id");
        tenant.admin()
                .with("If-Match", "\"1\"")
                .post("/schemas/" + id + "/activate", Map.of())
                .expect(200);
        awaitAlignment(tenant);
        return id;
    }

    private static Map<String, Object> form(String formType) {
        return Map.of("formType", formType, "entityType", "profile", "entitySubtype", "model");
    }

    private static Map<String, Object> schema(String entityType, String subtype) {
        return Map.of(
                "entityType",
                entityType,
                "entitySubtype",
                subtype,
                "baseSchema",
                Map.of("type", "object", "properties", Map.of("city", Map.of("type", "string"))),
                "quota",
                Map.of("setting", "made.perYear", "period", "YEAR", "per", "ACCOUNT"));
    }

    /** What a change of a schema leaves to do is done in the background, and would look like a change by others. */
    private static void awaitAlignment(TestTenant tenant) {
        ClassPathFramework.await("the entities of " + tenant.identifier() + " to be in line", () -> {
            String alignments = tenant.admin()
                    .get("/custom-fields/alignments")
                    .expect(200)
                    .json()
                    .toString();
            boolean open = alignments.contains("\"WAITING\"") || alignments.contains("\"RUNNING\"");
            return open ? Optional.empty() : Optional.of(alignments);
        });
    }

    /** The limits of a plan are set in the background, and would look like a change by others. */
    private static void awaitLimits(TestTenant tenant) {
        ClassPathFramework.await("the limits of " + tenant.identifier(), () -> {
            String usage = tenant.admin()
                    .get(tenant.path() + "/usage")
                    .expect(200)
                    .json()
                    .toString();
            return usage.contains("emails") ? Optional.of(usage) : Optional.empty();
        });
    }
}
