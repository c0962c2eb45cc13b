package org.stoa.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The shipped industries as KARs of the distribution: each is installed, all at once in one tenant, and leaves again. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IndustriesIT {

    private static final String PASSWORD = "industries-of-Stoa-42";
    private static final Map<String, String> REGISTRATIONS = Map.of(
            "freelance", "profile/freelancer",
            "modeling", "profile/child_model",
            "pets", "profile/pet_model",
            "staging", "project/staging_project");
    private static final List<String> INDUSTRIES = List.of("freelance", "modeling", "pets", "staging");

    private static StoaProcess stoa;
    private static Api anna;

    @BeforeAll
    static void start() throws Exception {
        stoa = StoaProcess.prepare("industries")
                .with("STOA_ADMIN_PASSWORD", PASSWORD)
                .start();
        new Api(stoa.baseUrl())
                .signIn("admin@stoa.local", PASSWORD)
                .post(
                        "/platform/tenants",
                        """
                        {"identifier": "all-at-once", "name": "All at once",
                         "administrator": {"email": "anna@all.example", "password": "%s", "displayName": "Anna"}}"""
                                .formatted(PASSWORD))
                .expect(201);
        anna = new Api(stoa.baseUrl()).signIn("anna@all.example", PASSWORD);
    }

    @AfterAll
    static void stop() {
        stoa.close();
    }

    @Test
    @Order(1)
    void noneIsOfferedBeforeItsModuleIsEnabled() {
        for (String industry : INDUSTRIES) {
            Api.Answer refused = anna.post("/industries/" + industry + "/installation", "{}");
            assertThat(refused.code()).as(industry).isEqualTo("industry-modules-missing");
        }
    }

    @Test
    @Order(2)
    void allOfThemAreInstalledInOneTenantWithoutConflict() {
        for (String industry : INDUSTRIES) {
            anna.post("/tenants/all-at-once/modules", "{\"moduleId\": \"" + industry + "\"}")
                    .expect(200);
            JsonNode plan = anna.post("/industries/" + industry + "/installation", "{}")
                    .expect(200)
                    .body();
            assertThat(plan.path("complete").asBoolean())
                    .as(industry + ": " + plan)
                    .isTrue();
            assertThat(plan.path("conflicts")).as("conflicts of " + industry).isEmpty();
        }
        assertThat(texts(anna.get("/industries").expect(200).body(), "installedVersion"))
                .hasSize(4)
                .allMatch(version -> version.matches("[0-9]+\\.[0-9]+\\.[0-9]+"));
    }

    @Test
    @Order(3)
    void everyFormOfThemIsServedInBothLanguages() {
        for (JsonNode form : anna.get("/forms?limit=100").expect(200).body().path("items")) {
            JsonNode definition = form.path("definition");
            String path = "/forms/" + definition.path("formType").asText() + "/"
                    + definition.path("entityType").asText() + "/"
                    + definition.path("entitySubtype").asText();
            for (String language : List.of("en", "de")) {
                Api.Answer served = anna.call("GET", path, null, "Accept-Language", language)
                        .expect(200);
                assertThat(served.at("/language")).as(path).isEqualTo(language);
                assertThat(served.body().at("/formSchema/properties")).as(path).isNotEmpty();
            }
        }
        REGISTRATIONS.forEach((industry, subtype) -> assertThat(
                        anna.get("/forms/registration/" + subtype).expect(200).at("/templateId"))
                .as("the registration that " + industry + " brings")
                .isNotEmpty());
    }

    @Test
    @Order(4)
    void uninstallingOneLeavesTheOthers() {
        anna.delete("/industries/pets/installation").expect(200);

        assertThat(anna.get("/schemas?entityType=profile&entitySubtype=pet_model&status=ACTIVE")
                        .body()
                        .path("items"))
                .isEmpty();
        assertThat(anna.get("/industries/pets/installation").status()).isEqualTo(404);
        for (String industry : List.of("freelance", "modeling", "staging")) {
            JsonNode items = anna.get("/industries/" + industry + "/installation")
                    .expect(200)
                    .body()
                    .path("items");
            assertThat(texts(items, "state")).as(industry).isNotEmpty().containsOnly("UNCHANGED");
        }
    }

    private static List<String> texts(JsonNode list, String member) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.path(member).asText()));
        return texts;
    }
}
