package org.stoa.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.ApiResponse;
import org.stoa.testkit.http.TestTenant;

/** What a client can do with the portfolios of profiles and other entities. */
class PortfolioRestTest {
    private static TestPlatform platform;
    private static ApiClient admin;
    private static ApiClient reader;

    @BeforeAll
    static void start() {
        platform = TestPlatform.start();
        TestTenant acme = platform.createTenant("acme");
        admin = acme.admin();
        reader = acme.user("tenant.profile.read", "tenant.entity.read");
        activate("profile", "model", "TENANT");
        activate("profile", "child_model", "RESTRICTED");
        activate("project", "house", "TENANT");
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void itemsOfAProfileAreAddedChangedReorderedAndRemoved() {
        worksAt("/profiles/" + created("/profiles", "model"));
    }

    @Test
    void itemsOfAnotherEntityLikewise() {
        worksAt("/entities/project/" + created("/entities/project", "house"));
    }

    private static void worksAt(String entity) {
        String portfolio = entity + "/portfolio";
        assertThat(reader.get(portfolio).expect(200).json().path("items")).isEmpty();
        ApiResponse image = admin.post(
                        portfolio, item("IMAGE", "Runway", "mediaId", "0198c1f4_runway", "description", "Wien\n2026"))
                .expect(201);
        assertThat(image.header("Location")).endsWith("/api/v1" + portfolio + "/" + image.text("/id"));
        ApiResponse link = admin.post(portfolio, item("LINK", "Site", "url", "https://example.org/anna"))
                .expect(201);
        ApiResponse list = reader.get(portfolio).expect(200);
        assertThat(list.json().path("items")).containsExactly(image.json(), link.json());

        String path = portfolio + "/" + image.text("/id");
        ApiResponse changed = admin.patch(path, image.header("ETag"), item(null, "Catwalk", "description", null))
                .expect(200);
        assertThat(changed.text("/mediaId")).isEqualTo("0198c1f4_runway");
        assertThat(changed.json().path("description").isNull()).isTrue();
        assertThat(admin.patch(path, image.header("ETag"), Map.of("title", "Late"))
                        .expect(412)
                        .code())
                .isEqualTo("precondition-failed");
        assertThat(reader.get(path).expect(200).json()).isEqualTo(changed.json());

        Map<String, ?> order = Map.of("items", List.of(link.text("/id"), image.text("/id")));
        admin.put(portfolio + "/order", order).expect(428);
        admin.with("If-Match", list.header("ETag"))
                .put(portfolio + "/order", order)
                .expect(412);
        ApiResponse ordered = admin.with(
                        "If-Match", reader.get(portfolio).expect(200).header("ETag"))
                .put(portfolio + "/order", order)
                .expect(200);
        assertThat(ordered.json().path("items")).containsExactly(link.json(), changed.json());
        assertThat(reader.get(portfolio).expect(200).json()).isEqualTo(ordered.json());

        admin.delete(path).expect(204);
        reader.get(path).expect(404);
        admin.delete(path).expect(404);
        assertThat(reader.post(portfolio, item("LINK", "Mine", "url", "https://example.org"))
                        .expect(403)
                        .code())
                .isEqualTo("permission-denied");
        admin.delete(entity).expect(204);
        reader.get(portfolio).expect(404);
        admin.get(portfolio + "/" + link.text("/id")).expect(404);
    }

    @Test
    void aRestrictedProfileHidesItsPortfolio() {
        String portfolio = "/profiles/" + created("/profiles", "child_model") + "/portfolio";
        String item = admin.post(portfolio, item("DOCUMENT", "Consent", "mediaId", "m1"))
                .expect(201)
                .text("/id");
        assertThat(reader.get(portfolio).expect(404).code()).isEqualTo("not-found");
        reader.get(portfolio + "/" + item).expect(404);
        admin.get(portfolio + "/" + item).expect(200);
    }

    @Test
    void whatIsWrongIsNamed() {
        String portfolio = "/profiles/" + created("/profiles", "model") + "/portfolio";
        assertThat(fields(portfolio, item("PICTURE", " ", "mediaId", "../secret", "url", "x", "size", 1)))
                .contains("kind", "title", "mediaId", "size");
        assertThat(fields(portfolio, item("IMAGE", "Image"))).containsExactly("mediaId");
        assertThat(fields(portfolio, item("VIDEO", "Video", "url", "https://anna:pw@example.org/v.mp4")))
                .containsExactly("url");
        assertThat(fields(portfolio, item("LINK", "x".repeat(201), "url", "https://example.org")))
                .containsExactly("title");
        assertThat(fields(portfolio, item("LINK", "Site", "url", "https://example.org/" + "x".repeat(2000))))
                .contains("url");
    }

    private static List<String> fields(String portfolio, Map<String, ?> body) {
        return admin.post(portfolio, body).expect(400).json().path("errors").findValuesAsText("field");
    }

    private static Map<String, Object> item(String kind, String title, Object... rest) {
        Map<String, Object> item = new LinkedHashMap<>();
        if (kind != null) {
            item.put("kind", kind);
        }
        item.put("title", title);
        for (int i = 0; i < rest.length; i += 2) {
            item.put((String) rest[i], rest[i + 1]);
        }
        return item;
    }

    private static String created(String path, String subtype) {
        return admin.post(path, Map.of("subtype", subtype, "name", "Anna"))
                .expect(201)
                .text("/id");
    }

    private static void activate(String type, String subtype, String visibility) {
        String id = admin.post(
                        "/schemas",
                        Map.of(
                                "entityType", type,
                                "entitySubtype", subtype,
                                "visibility", visibility,
                                "baseSchema", Map.of("type", "object")))
                .expect(201)
                .text("/id");
        admin.with("If-Match", "\"1\"")
                .post("/schemas/" + id + "/activate", Map.of())
                .expect(200);
    }
}
