package org.stoa.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.ApiResponse;
import org.stoa.testkit.http.TestTenant;

/** From a schema and a template to a form in the reader's language, and from what is filled in to a profile. */
class FormsRestTest {

    private static final String SCHEMA =
            """
            {"entityType": "profile", "entitySubtype": "model", "label": {"en": "Model"},
             "baseSchema": {"type": "object", "additionalProperties": false, "properties": {
                "heightCm": {"type": "integer", "minimum": 50, "maximum": 250},
                "hairColor": {"type": "string", "enum": ["brown", "blond"]},
                "age": {"type": "integer", "minimum": 0},
                "guardian": {"type": "object", "properties": {
                    "name": {"type": "string"}, "consent": {"type": "boolean"}}, "required": ["name"]},
                "agentNotes": {"type": "string"}}},
             "requiredFields": ["heightCm"], "filterableFields": ["heightCm", "hairColor"],
             "restrictedFields": ["agentNotes"],
             "validationRules": [{"name": "consent", "field": "guardian",
                "expression": "!has(data.age) || data.age >= 18 || (has(data.guardian) && data.guardian.consent)",
                "message": {"en": "A guardian must have consented", "de": "Es fehlt die Zustimmung"}}]}
            """;

    private static final String FORM =
            """
            {"formType": "registration", "entityType": "profile", "entitySubtype": "model",
             "formSchema": {
                "properties": {"heightCm": {"minimum": 150}, "acceptTerms": {"type": "boolean", "const": true}},
                "required": ["acceptTerms"]},
             "uiSchema": {"ui:order": ["name", "*", "acceptTerms"],
                "hairColor": {"ui:title": {"en": "Hair", "de": "Haare"},
                    "ui:enumNames": {"brown": {"en": "Brown", "de": "Braun"}}}},
             "conditionalLogic": [{"field": "guardian", "when": "has(form.age) && form.age < 18", "then": "show"},
                {"field": "guardian", "when": "form.age < 18", "then": "require"}],
             "steps": [{"id": "who", "title": {"en": "Who are you?", "de": "Wer bist du?"}, "fields": ["name", "age", "guardian"]},
                {"id": "looks", "title": {"en": "Looks"}, "fields": ["heightCm", "hairColor"]}],
             "progressIndicator": "STEPS",
             "submitActions": [{"type": "create_entity", "parameters": {"owner": "caller"}},
                {"type": "set_status", "parameters": {"status": "pending"}},
                {"type": "emit_event", "parameters": {"name": "model-applied"}}],
             "redirectUrl": "/welcome/{slug}"}
            """;

    private static final String REGISTRATION = "/forms/registration/profile/model";
    private static final String EDIT = "/forms/profile_edit/profile/model";
    private static final String SEARCH = "/forms/search/profile/model";

    private static TestPlatform platform;
    private static TestTenant acme;
    private static ApiClient admin;
    private static ApiClient user;
    private static ApiResponse template;

    @BeforeAll
    static void start() {
        platform = TestPlatform.start();
        acme = platform.createTenant("acme");
        admin = acme.admin();
        user = acme.user("tenant.form.read", "tenant.profile.write", "tenant.profile.read");
        String schema = admin.post("/schemas", SCHEMA).expect(201).text("/id");
        admin.with("If-Match", "\"1\"")
                .post("/schemas/" + schema + "/activate", "{}")
                .expect(200);
        String sizes = admin.post(
                        "/option-sets",
                        "{\"name\": \"Sizes\", \"options\": [{\"value\": \"s\", \"label\": {\"en\": \"Small\", \"de\": \"Klein\"}}]}")
                .expect(201)
                .text("/id");
        admin.post(
                        "/custom-fields",
                        "{\"entityType\": \"profile\", \"name\": \"size\", \"type\": \"SELECT\", \"required\": true, \"optionSetId\": \""
                                + sizes
                                + "\", \"details\": {\"label\": {\"en\": \"Size\", \"de\": \"Größe\"}}}")
                .expect(201);
        template = admin.post("/forms", FORM).expect(201);
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void aFormIsServedInTheReadersLanguage() {
        ApiResponse form = user.with("Accept-Language", "de").get(REGISTRATION).expect(200);
        JsonNode schema = form.json().path("formSchema");
        assertThat(schema.at("/properties/size/title").asText()).isEqualTo("Größe");
        assertThat(schema.at("/properties/size/oneOf/0/title").asText()).isEqualTo("Klein");
        assertThat(schema.at("/properties/hairColor/title").asText()).isEqualTo("Haare");
        assertThat(schema.at("/properties/hairColor/oneOf/0/title").asText()).isEqualTo("Braun");
        assertThat(schema.at("/properties/heightCm/minimum").asInt()).isEqualTo(150);
        assertThat(schema.at("/properties").has("agentNotes")).isFalse();
        assertThat(texts(schema.path("required"))).containsExactlyInAnyOrder("name", "heightCm", "size", "acceptTerms");
        assertThat(texts(form.json().at("/uiSchema/ui:order")))
                .startsWith("name")
                .endsWith("acceptTerms")
                .contains("size");
        assertThat(form.text("/steps/0/title")).isEqualTo("Wer bist du?");
        assertThat(texts(form.json().at("/steps/1/fields"))).contains("heightCm", "hairColor", "size", "acceptTerms");
        assertThat(form.text("/validationRules/0/message")).isEqualTo("Es fehlt die Zustimmung");
        assertThat(form.text("/templateId")).isEqualTo(template.text("/id"));
        assertThat(form.text("/schemaNumber")).isEqualTo("1");
        assertThat(admin.get(REGISTRATION).expect(200).json().at("/formSchema/properties"))
                .as("the administrator may see what is restricted")
                .anyMatch(property -> property.path("title").asText().equals("Agent notes"));
    }

    @Test
    void aClientThatHasTheFormIsToldSo() {
        ApiResponse form = user.get(REGISTRATION).expect(200);
        String tag = form.header("ETag");
        assertThat(user.with("If-None-Match", tag).get(REGISTRATION).expect(304).header("ETag"))
                .isEqualTo(tag);
        user.with("If-None-Match", tag)
                .with("Accept-Language", "de")
                .get(REGISTRATION)
                .expect(200);
    }

    @Test
    void aRegistrationIsCheckedStepByStepAndThenDone() {
        String submissions = REGISTRATION + "/submissions";
        ApiResponse step = user.post(submissions + "?step=who", "{\"data\": {\"age\": 12}}")
                .expect(400);
        assertThat(step.code()).isEqualTo("data-invalid");
        assertThat(fields(step)).containsExactlyInAnyOrder("/name", "/guardian");
        user.post(submissions + "?step=who", "{\"data\": {\"name\": \"Anna\", \"age\": 20}}")
                .expect(200);
        ApiResponse refused = user.post(
                        submissions,
                        """
                        {"data": {"name": "Anna", "age": 20, "heightCm": 120, "hairColor": "green", "agentNotes": "x",
                            "size": "xl", "acceptTerms": false}}
                        """)
                .expect(400);
        assertThat(fields(refused))
                .containsExactlyInAnyOrder("/heightCm", "/hairColor", "/agentNotes", "/size", "/acceptTerms");
        ApiResponse done = user.with("Idempotency-Key", "anna")
                .post(
                        submissions,
                        """
                        {"data": {"name": "Anna", "age": 20, "heightCm": 180, "hairColor": "brown", "size": "s",
                            "acceptTerms": true, "guardian": {"name": "nobody asked"}}}
                        """)
                .expect(200);
        assertThat(done.text("/redirectUrl")).isEqualTo("/welcome/" + done.text("/entity/slug"));
        assertThat(done.json().path("data").has("guardian")).isFalse();
        JsonNode profile =
                user.get("/profiles/" + done.text("/entity/id")).expect(200).json();
        assertThat(profile.path("status").asText()).isEqualTo("pending");
        assertThat(profile.path("structuredData").toString())
                .isEqualTo("{\"age\":20,\"heightCm\":180,\"hairColor\":\"brown\"}");
        assertThat(profile.at("/customFields/size").asText()).isEqualTo("s");
        assertThat(profile.path("ownerId").isNull()).isFalse();
    }

    @Test
    void whoAppliesGivesWhatOnlySomeMayRead() {
        String schema = admin.post(
                        "/schemas",
                        """
                        {"entityType": "profile", "entitySubtype": "minor", "restrictedFields": ["guardian", "contact.phone",
                            "notes"],
                         "baseSchema": {"type": "object", "additionalProperties": false, "properties": {
                            "guardian": {"type": "string"}, "notes": {"type": "string"},
                            "contact": {"type": "object", "properties": {
                                "city": {"type": "string"}, "phone": {"type": "string"}}}}}}
                        """)
                .expect(201)
                .text("/id");
        admin.with("If-Match", "\"1\"")
                .post("/schemas/" + schema + "/activate", "{}")
                .expect(200);
        admin.post(
                        "/forms",
                        """
                        {"formType": "registration", "entityType": "profile", "entitySubtype": "minor",
                         "formSchema": {"properties": {"guardian": {"minLength": 2}, "contact": {}},
                            "required": ["guardian"]},
                         "submitActions": [{"type": "create_entity", "parameters": {"owner": "caller"}}]}
                        """)
                .expect(201);
        String form = "/forms/registration/profile/minor";
        ApiClient parent = acme.user(
                "tenant.form.read", "user.profile.read", "user.profile.write", "user.restricted-profile.read");
        JsonNode asked = parent.get(form).expect(200).json().at("/formSchema/properties");
        assertThat(asked.has("guardian")).as("the form names it").isTrue();
        assertThat(asked.has("notes")).as("the form does not name it").isFalse();
        assertThat(asked.at("/contact/properties").has("phone"))
                .as("named is only what it is in")
                .isFalse();

        String body = "{\"data\": {\"name\": \"Tim\", \"size\": \"s\", \"guardian\": \"Eva\"}}";
        String id = parent.post(form + "/submissions", body).expect(200).text("/entity/id");

        assertThat(parent.get("/me/profiles/" + id).expect(200).text("/structuredData/guardian"))
                .isEqualTo("Eva");
        assertThat(user.get("/profiles/" + id).expect(200).text()).doesNotContain("Eva");
        assertThat(acme.user("tenant.form.read", "user.profile.read")
                        .post(form + "/submissions", body)
                        .expect(403)
                        .code())
                .isEqualTo("permission-denied");
        assertThat(parent.post(
                                REGISTRATION + "/submissions",
                                "{\"data\": {\"name\": \"Tim\", \"agentNotes\": \"nice\"}}")
                        .expect(400)
                        .text())
                .contains("/agentNotes");
    }

    @Test
    void anEditNeedsTheVersionThatWasRead() {
        String id = admin.post(
                        "/profiles",
                        """
                        {"subtype": "model", "name": "Berta", "status": "active", "customFields": {"size": "s"},
                         "structuredData": {"heightCm": 170, "agentNotes": "difficult"}}
                        """)
                .expect(201)
                .text("/id");
        String body = "{\"entityId\": \"" + id
                + "\", \"data\": {\"name\": \"Berta B.\", \"heightCm\": 171, \"size\": \"s\"}}";
        String submissions = EDIT + "/submissions";
        assertThat(user.post(submissions, body).expect(428).code()).isEqualTo("precondition-required");
        ApiResponse changed =
                user.with("If-Match", "\"1\"").post(submissions, body).expect(200);
        assertThat(changed.text("/entity/name")).isEqualTo("Berta B.");
        assertThat(changed.text()).doesNotContain("difficult");
        assertThat(user.with("If-Match", "\"1\"")
                        .post(submissions, body)
                        .expect(412)
                        .code())
                .isEqualTo("precondition-failed");
        assertThat(admin.get("/profiles/" + id).text("/structuredData/agentNotes"))
                .isEqualTo("difficult");
    }

    @Test
    void aSearchFormLeadsToTheSearch() {
        admin.post(
                        "/profiles",
                        "{\"subtype\": \"model\", \"name\": \"Tall\", \"structuredData\": {\"heightCm\": 240, \"hairColor\": \"blond\"}}")
                .expect(201);
        JsonNode properties = user.get(SEARCH).expect(200).json().at("/formSchema/properties");
        assertThat(properties.properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("q", "heightCm", "hairColor");
        String address = user.post(
                        SEARCH + "/submissions",
                        "{\"data\": {\"heightCm\": {\"from\": 230}, \"hairColor\": [\"blond\"]}}")
                .expect(200)
                .text("/search");
        assertThat(user.get("/" + address).expect(200).text("/items/0/name")).isEqualTo("Tall");
    }

    @Test
    void templatesAreChangedOneAfterTheOther() {
        ApiResponse created = admin.post(
                        "/forms",
                        "{\"formType\": \"profile_edit\", \"entityType\": \"profile\", \"entitySubtype\": \"model\"}")
                .expect(201);
        String path = "/forms/" + created.text("/id");
        assertThat(created.header("Location")).endsWith("/api/v1" + path);
        assertThat(admin.send("PATCH", path, "{}").expect(428).code()).isEqualTo("precondition-required");
        admin.patch(path, created.header("ETag"), Map.of("redirectUrl", "/done"))
                .expect(200);
        assertThat(admin.patch(path, created.header("ETag"), Map.of("redirectUrl", "/other"))
                        .expect(412)
                        .code())
                .isEqualTo("precondition-failed");
        assertThat(admin.post("/forms", created.json().path("definition"))
                        .expect(409)
                        .code())
                .isEqualTo("form-exists");
        assertThat(user.post("/forms", FORM).expect(403).code()).isEqualTo("permission-denied");
        assertThat(admin.post("/platform/forms", FORM).expect(403).code()).isEqualTo("permission-denied");
        admin.delete(path).expect(204);
        admin.get(path).expect(404);
    }

    @Test
    void whatCannotBeIsRefusedWithItsPlaces() {
        assertThat(fields(admin.post(
                                "/forms",
                                """
                                {"formType": "search", "entityType": "profile", "entitySubtype": "model",
                                 "uiSchema": {"ui:order": ["q", "shoe"], "q": 5},
                                 "conditionalLogic": [{"field": "q", "when": "form.heightCm >", "then": "show"}],
                                 "redirectUrl": "javascript:alert(1)"}
                                """)
                        .expect(400)))
                .containsExactlyInAnyOrder(
                        "/uiSchema/ui:order/1", "/uiSchema/q", "/conditionalLogic/0/when", "/redirectUrl");
        assertThat(fields(admin.post(
                                "/forms",
                                """
                                {"formType": "survey", "entityType": "profile", "entitySubtype": "model", "colour": "red",
                                 "conditionalLogic": [{"field": "q", "then": "shout"}]}
                                """)
                        .expect(400)))
                .contains("formType", "colour", "conditionalLogic[0].then");
        user.get("/forms/survey/profile/model").expect(404);
        user.get("/forms/registration/profile/ghost").expect(404);
        user.get("/forms/registration/ghost/model").expect(404);
        assertThat(user.post(REGISTRATION + "/submissions", "{}").expect(400).text("/errors/0/field"))
                .isEqualTo("data");
    }

    private static List<String> fields(ApiResponse answer) {
        List<String> fields = new ArrayList<>();
        answer.json()
                .path("errors")
                .forEach(error -> fields.add(error.path("field").asText()));
        return fields;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
