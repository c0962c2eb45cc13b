package org.stoa.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.ApiResponse;
import org.stoa.testkit.http.TestTenant;

/** What members of an account can do with its profiles, and owners with their own. */
class AccountProfilesRestTest {
    private static TestPlatform platform;
    private static TestTenant acme;
    private static ApiClient admin;
    private static String one;
    private static String other;

    @BeforeAll
    static void start() {
        platform = TestPlatform.start();
        acme = platform.createTenant("acme");
        admin = acme.admin();
        one = account("one");
        other = account("other");
        activate("model", Map.of());
        activate("child_model", Map.of("visibility", "RESTRICTED"));
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void anAccountOwnerWorksWithTheProfilesOfTheAccountAlone() {
        ApiClient owner = member(one, "admin");
        ApiResponse own = owner.post(profiles(one), profile("model", "Anna")).expect(201);
        assertThat(own.text("/accountId")).isEqualTo(one);
        String path = profiles(one) + "/" + own.text("/id");
        assertThat(own.header("Location")).endsWith("/accounts/" + one + "/profiles/" + own.text("/id"));
        String theirs = admin.post(profiles(other), profile("model", "Berta"))
                .expect(201)
                .text("/id");

        assertThat(owner.get(profiles(one) + "?q=anna&facets=tag").expect(200).text("/items/0/id"))
                .isEqualTo(own.text("/id"));
        assertThat(owner.get(profiles(one) + "?q=berta").expect(200).json().path("items"))
                .isEmpty();
        owner.get(profiles(one) + "/" + theirs).expect(404);
        owner.patch(profiles(one) + "/" + theirs, "\"1\"", Map.of("name", "Mine"))
                .expect(404);
        owner.delete(profiles(one) + "/" + theirs).expect(404);
        assertThat(owner.get(profiles(other)).expect(403).code()).isEqualTo("permission-denied");

        ApiResponse changed = owner.patch(path, own.header("ETag"), Map.of("name", "Anna Öst"))
                .expect(200);
        assertThat(owner.patch(path, changed.header("ETag"), Map.of("accountId", other))
                        .expect(403)
                        .code())
                .isEqualTo("permission-denied");
        owner.post(path + "/portfolio", Map.of("kind", "IMAGE", "title", "One", "mediaId", "m1"))
                .expect(201);
        assertThat(owner.get(path + "/portfolio").expect(200).text("/items/0/mediaId"))
                .isEqualTo("m1");
        owner.get(profiles(one) + "/" + theirs + "/portfolio").expect(404);
        owner.delete(path).expect(204);
        owner.get(path).expect(404);
    }

    @Test
    void accountOwnersSeeWhatIsRestrictedThereAndOthersDoNot() {
        String child = admin.post(profiles(one), profile("child_model", "Carla"))
                .expect(201)
                .text("/id");
        String path = profiles(one) + "/" + child;
        member(one, "admin").get(path).expect(200);
        ApiClient viewer = member(one, "viewer");
        viewer.get(path).expect(404);
        viewer.get(profiles(one)).expect(200);
        viewer.post(profiles(one), profile("model", "Anna")).expect(403);
        assertThat(member(other, "admin").get(path).expect(403).code()).isEqualTo("permission-denied");
    }

    @Test
    void aPermissionOfTheTierTenantThatHoldsInOneAccountIsEnoughThere() {
        ApiClient writer = acme.user("user.self.read");
        for (String permission : List.of("tenant.profile.read", "account.profile.write")) {
            admin.post(
                            acme.path() + "/users/" + idOf(writer) + "/permissions",
                            Map.of("permission", permission, "effect", "GRANT", "accountId", one))
                    .expect(201);
        }
        ApiResponse profile =
                writer.post(profiles(one), profile("model", "Dora")).expect(201);
        String path = profiles(one) + "/" + profile.text("/id");
        writer.get(path).expect(200);
        writer.delete(path).expect(403);
        writer.get("/profiles/" + profile.text("/id")).expect(403);
        writer.get(profiles(other)).expect(403);
    }

    @Test
    void anAccountThatTheTenantDoesNotHaveHasNoProfiles() {
        String gone = account("gone");
        String profile =
                admin.post(profiles(gone), profile("model", "Emma")).expect(201).text("/id");
        ApiClient owner = member(gone, "admin");
        admin.delete(acme.path() + "/accounts/" + gone).expect(204);

        admin.get(profiles(gone)).expect(404);
        owner.get(profiles(gone)).expect(403);
        ApiResponse kept = admin.get("/profiles/" + profile).expect(200);
        assertThat(kept.text("/accountId")).isEqualTo(gone);
        admin.patch("/profiles/" + profile, kept.header("ETag"), Map.of("accountId", one))
                .expect(200);
        ApiResponse refused = admin.post("/profiles", Map.of("subtype", "model", "name", "Fay", "accountId", gone))
                .expect(400);
        assertThat(refused.code()).isEqualTo("data-invalid");
        assertThat(refused.text("/errors/0/field")).isEqualTo("/accountId");
    }

    @Test
    void ownersReadAndChangeTheirOwnProfiles() {
        ApiClient anna = user("User");
        ApiResponse own = admin.post(
                        "/profiles",
                        Map.of("subtype", "child_model", "name", "Gina", "ownerId", idOf(anna), "status", "pending"))
                .expect(201);
        String path = "/me/profiles/" + own.text("/id");
        assertThat(anna.get("/me/profiles").expect(200).json().findValuesAsText("name"))
                .containsExactly("Gina");
        user("User").get(path).expect(404);
        anna.get("/profiles/" + own.text("/id")).expect(404);

        ApiResponse changed = anna.patch(
                        path, own.header("ETag"), Map.of("name", "Gina G.", "structuredData", Map.of("city", "Graz")))
                .expect(200);
        for (Map<String, String> beyond : List.of(
                Map.of("status", "active"),
                Map.of("subtype", "model"),
                Map.of("accountId", one),
                Collections.<String, String>singletonMap("ownerId", null))) {
            assertThat(anna.patch(path, changed.header("ETag"), beyond)
                            .expect(403)
                            .code())
                    .isEqualTo("permission-denied");
        }
        anna.delete(path).expect(405);
        anna.post(path + "/portfolio", Map.of("kind", "LINK", "title", "Site", "url", "https://example.org"))
                .expect(201);
        admin.get("/profiles/" + own.text("/id") + "/portfolio").expect(200);
        assertThat(anna.get("/me/profiles?owner=" + one).expect(400).text("/errors/0/field"))
                .isEqualTo("owner");
        platform.superAdministrator().get("/me/profiles").expect(404);
    }

    private static String profiles(String account) {
        return acme.path() + "/accounts/" + account + "/profiles";
    }

    private static Map<String, String> profile(String subtype, String name) {
        return Map.of("subtype", subtype, "name", name);
    }

    /** A new user who is nothing but a member of one account. */
    private static ApiClient member(String account, String role) {
        ApiClient member = acme.user("user.self.read");
        admin.put(acme.path() + "/accounts/" + account + "/members/" + idOf(member), Map.of("role", role))
                .expect(200);
        return member;
    }

    /** A new user with a role of the tenant. */
    private static ApiClient user(String role) {
        ApiClient user = acme.user("user.self.read");
        admin.post(acme.path() + "/users/" + idOf(user) + "/roles", Map.of("role", role))
                .expect(201);
        return user;
    }

    private static String idOf(ApiClient user) {
        return user.get("/me").expect(200).text("/user/id");
    }

    private static String account(String identifier) {
        return admin.post(
                        acme.path() + "/accounts",
                        Map.of("identifier", identifier, "name", identifier, "type", "AGENCY"))
                .expect(201)
                .text("/id");
    }

    private static void activate(String subtype, Map<String, ?> more) {
        Map<String, Object> schema = new HashMap<>(more);
        schema.put("entityType", "profile");
        schema.put("entitySubtype", subtype);
        schema.put("baseSchema", Map.of("type", "object", "properties", Map.of("city", Map.of("type", "string"))));
        String id = admin.post("/schemas", schema).expect(201).text("/id");
        admin.with("If-Match", "\"1\"")
                .post("/schemas/" + id + "/activate", Map.of())
                .expect(200);
    }
}
