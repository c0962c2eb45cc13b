package org.stoa.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.ApiResponse;
import org.stoa.testkit.http.TestTenant;

/** What a client can do with categories and tags. */
class CategoriesRestTest {
    private static TestPlatform platform;
    private static ApiClient operator;
    private static ApiClient admin;
    private static ApiClient user;

    @BeforeAll
    static void start() {
        platform = TestPlatform.start();
        operator = platform.superAdministrator();
        TestTenant acme = platform.createTenant("acme");
        admin = acme.admin();
        user = acme.user("tenant.category.read");
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void tenantHangsItsOwnCategoriesBelowThePlatforms() {
        String people = operator.post(
                        "/platform/categories",
                        Map.of("name", Map.of("en", "People", "de", "Menschen"), "categoryType", "NAVIGATION"))
                .expect(201)
                .text("/id");
        ApiResponse hands = admin.post(
                        "/categories", Map.of("name", Map.of("de", "Handmodels für Übergrößen"), "parentId", people))
                .expect(201);
        assertThat(hands.text("/slug")).isEqualTo("handmodels-fuer-uebergroessen");
        assertThat(hands.header("Location")).endsWith("/api/v1/categories/" + hands.text("/id"));

        ApiResponse tree = user.get("/categories/tree").expect(200);
        assertThat(tree.text("/0/category/slug")).isEqualTo("people");
        assertThat(tree.json().at("/0/category/tenantId").isNull()).isTrue();
        assertThat(tree.json().at("/0/children/0/category")).isEqualTo(hands.json());

        assertThat(admin.patch("/categories/" + people, "\"1\"", Map.of("icon", "person"))
                        .expect(409)
                        .code())
                .isEqualTo("of-the-platform");
        assertThat(user.post("/categories", Map.of("name", Map.of("en", "x")))
                        .expect(403)
                        .code())
                .isEqualTo("permission-denied");
        assertThat(admin.post("/platform/categories", Map.of("name", Map.of("en", "x")))
                        .expect(403)
                        .code())
                .isEqualTo("permission-denied");
    }

    @Test
    void categoryIsMovedChangedAndDeleted() {
        ApiResponse pets = category("Pets");
        ApiResponse dogs = category("Dogs");
        String path = "/categories/" + dogs.text("/id");

        ApiResponse moved = admin.patch(path, dogs.header("ETag"), Map.of("parentId", pets.text("/id")))
                .expect(200);
        assertThat(admin.patch(path, dogs.header("ETag"), Map.of("icon", "dog"))
                        .expect(412)
                        .code())
                .isEqualTo("precondition-failed");
        ApiResponse circle = admin.patch(
                        "/categories/" + pets.text("/id"), pets.header("ETag"), Map.of("parentId", dogs.text("/id")))
                .expect(409);
        assertThat(circle.code()).isEqualTo("category-cycle");
        assertThat(admin.get("/categories?parent=" + pets.text("/id")).text("/items/0/slug"))
                .isEqualTo("dogs");

        ApiResponse inUse = admin.delete("/categories/" + pets.text("/id")).expect(409);
        assertThat(inUse.text("/children")).isEqualTo("1");
        admin.delete("/categories/" + pets.text("/id") + "?force=true").expect(204);
        assertThat(admin.get(path).json().path("parentId").isNull()).isTrue();
        ApiResponse top = admin.patch(path, admin.get(path).header("ETag"), Collections.singletonMap("maxDepth", 0))
                .expect(200);
        assertThat(admin.post("/categories", Map.of("name", Map.of("en", "Puppies"), "parentId", top.text("/id")))
                        .expect(409)
                        .code())
                .isEqualTo("category-too-deep");
        assertThat(moved.text("/version")).isEqualTo("2");
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() {
        ApiResponse refused = admin.post(
                        "/categories", Map.of("name", Map.of(), "color", "red", "categoryType", "NONE", "unknown", 1))
                .expect(400);
        assertThat(refused.json().findValuesAsText("field")).contains("name", "color", "categoryType", "unknown");

        ApiResponse rules = admin.post(
                        "/categories",
                        Map.of("name", Map.of("en", "Tall"), "autoAssignRules", List.of("data.heightCm >> 180")))
                .expect(400);
        assertThat(rules.text("/errors/0/field")).isEqualTo("autoAssignRules[0]");
    }

    @Test
    void tagsAreKeptInSets() {
        ApiResponse season = admin.post(
                        "/tag-sets",
                        Map.of(
                                "name",
                                "season",
                                "label",
                                Map.of("en", "Season"),
                                "allowedEntityTypes",
                                List.of("profile")))
                .expect(201);
        ApiResponse winter = admin.post("/tags", Map.of("tagSet", "season", "label", Map.of("en", "Winter", "ja", "冬")))
                .expect(201);
        assertThat(winter.text("/slug")).isEqualTo("winter");

        assertThat(user.get("/tags?tagSet=season").json().path("items")).containsExactly(winter.json());
        assertThat(user.get("/tag-sets?entityType=profile").json().path("items"))
                .contains(season.json());
        admin.patch("/tags/" + winter.text("/id"), winter.header("ETag"), Map.of("label", Map.of("de", "Winter")))
                .expect(200);
        assertThat(admin.patch("/tag-sets/" + season.text("/id"), season.header("ETag"), Map.of("name", "other"))
                        .expect(400)
                        .text("/errors/0/field"))
                .isEqualTo("name");
        admin.delete("/tag-sets/" + season.text("/id")).expect(204);
        assertThat(user.get("/tags?tagSet=season").json().path("items")).isEmpty();
    }

    @Test
    void whoeverHasNoTenantIsToldToChooseOne() {
        assertThat(operator.get("/categories").expect(403).code()).isEqualTo("tenant-required");
    }

    private static ApiResponse category(String name) {
        return admin.post("/categories", Map.of("name", Map.of("en", name))).expect(201);
    }
}
