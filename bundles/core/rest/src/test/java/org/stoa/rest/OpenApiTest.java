package org.stoa.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.rest.RestFixture.ADMIN;
import static org.stoa.rest.RestFixture.READER;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.rest.Http.Answer;

/** The description of what is published, as a parser of somebody else reads it. */
class OpenApiTest {

    private RestFixture fixture;
    private Http http;

    @BeforeEach
    void start() throws Exception {
        fixture = new RestFixture(RestFixture.settings(), true);
        http = fixture.http;
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
    }

    @Test
    void documentIsValid() throws Exception {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        options.setResolveFully(true);
        SwaggerParseResult result =
                new OpenAPIV3Parser().readContents(http.get("/api/openapi.json").text(), null, options);

        assertThat(result.getMessages()).isEmpty();
        assertThat(result.getOpenAPI().getPaths()).isNotEmpty();
    }

    @Test
    void documentNamesExactlyWhatIsPublished() throws Exception {
        assertThat(operations())
                .containsExactlyInAnyOrder(
                        "DELETE /api/v1/things/{id}",
                        "GET /api/v1/stall/goods",
                        "GET /api/v1/stall/goods/slow",
                        "GET /api/v1/stall/goods/window",
                        "GET /api/v1/tenants/{tenant}/accounts/{account}/things",
                        "GET /api/v1/tenants/{tenant}/settings/{key}",
                        "GET /api/v1/tenants/{tenant}/shelves/{shelf}/books",
                        "GET /api/v1/tenants/{tenant}/spent",
                        "GET /api/v1/tenants/{tenant}/things",
                        "GET /api/v1/things",
                        "GET /api/v1/things/conflict",
                        "GET /api/v1/things/fails",
                        "GET /api/v1/things/search",
                        "GET /api/v1/things/secret",
                        "GET /api/v1/things/text",
                        "GET /api/v1/things/unkept",
                        "GET /api/v1/things/worded",
                        "GET /api/v1/things/{id}",
                        "PATCH /api/v1/things/{id}",
                        "POST /api/v1/tenants/{tenant}/visit",
                        "POST /api/v1/things",
                        "POST /api/v1/things/open",
                        "POST /api/v1/things/seen",
                        "PUT /api/v1/things/{id}/lines");
    }

    @Test
    void everyOperationThatIsNamedIsThere() throws Exception {
        for (String operation : operations()) {
            String[] parts = operation.split(" ");
            String path = parts[1].replace("{tenant}", "acme")
                    .replace("{account}", Platform.ACCOUNT.toString())
                    .replaceAll("\\{[^}]*}", ThingResource.ID.toString());
            if (!path.endsWith("slow") && !path.contains("settings")) {
                Answer answer = http.send(parts[0], path, new byte[0], ADMIN, "Host: acme.example");
                assertThat(answer.status()).as(operation).isNotIn(405).isLessThan(501);
                assertThat(answer.text()).as(operation).doesNotContain("no-such-path");
            }
        }
    }

    @Test
    void documentFollowsModulesThatComeAndGo() throws Exception {
        String before = http.get("/api/openapi.json").header("ETag");
        application().withdraw("org.stoa.stall");
        fixture.settle();

        assertThat(operations()).noneMatch(operation -> operation.contains("/stall/"));
        assertThat(http.get("/api/openapi.json").header("ETag")).isNotEqualTo(before);

        application()
                .publishModule(
                        "org.stoa.stall",
                        new StallModule("stall"),
                        "1.0.0",
                        getClass().getClassLoader(),
                        List.of(new StallResource("again")));
        fixture.settle();
        assertThat(http.get("/api/openapi.json").header("ETag")).isEqualTo(before);
        assertThat(http.get("/api/openapi.json", "If-None-Match: " + before).status())
                .isEqualTo(304);
    }

    @Test
    void operationsSayWhatTheyNeedAndAnswer() throws Exception {
        JsonNode paths = http.get("/api/openapi.json").json().path("paths");
        JsonNode create = paths.path("/api/v1/things").path("post");

        assertThat(create.path("x-stoa-permission").asText()).isEqualTo("tenant.thing.write");
        assertThat(create.path("operationId").asText()).isEqualTo("things.create");
        assertThat(create.path("summary").asText()).isEqualTo("Create");
        assertThat(create.at("/tags/0").asText()).isEqualTo("things");
        assertThat(create.path("security")).hasSize(2);
        assertThat(create.at("/responses/201/content/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/ThingResourceThing");
        assertThat(create.at("/responses/201/headers/ETag").isMissingNode()).isFalse();
        assertThat(create.path("responses").has("422")).isTrue();
        assertThat(create.path("parameters"))
                .extracting(parameter -> parameter.path("name").asText())
                .containsExactly("Idempotency-Key");

        JsonNode get = paths.path("/api/v1/things/{id}").path("get");
        assertThat(get.path("responses").has("304")).isTrue();
        assertThat(get.at("/responses/200/headers/ETag").isMissingNode()).isFalse();
        assertThat(get.path("parameters"))
                .extracting(parameter -> parameter.path("name").asText())
                .containsExactly("id", "If-None-Match");
        assertThat(paths.at("/~1api~1v1~1things/get/responses").has("304")).isFalse();
        assertThat(paths.at("/~1api~1v1~1things~1secret/get/responses").has("304"))
                .isFalse();

        JsonNode open = paths.path("/api/v1/things/open").path("post");
        assertThat(open.path("x-stoa-public").asBoolean()).isTrue();
        assertThat(open.path("security")).isEmpty();
        assertThat(paths.at("/~1api~1v1~1things~1{id}/delete/responses").has("204"))
                .isTrue();
        assertThat(paths.at("/~1api~1v1~1things~1{id}/patch/responses").has("428"))
                .isTrue();
        assertThat(paths.at("/~1api~1v1~1stall~1goods/get/tags/0").asText()).isEqualTo("stall");
        assertThat(paths.at("/~1api~1v1~1things~1text/get/responses/200/content")
                        .has("text/csv"))
                .isTrue();
    }

    @Test
    void schemasSayWhatClientsMaySend() throws Exception {
        JsonNode document = http.get("/api/openapi.json").json();
        JsonNode schemas = document.at("/components/schemas");
        JsonNode fields = schemas.path("ThingResourceThingFieldsInput");

        assertThat(fields.path("required").toString()).isEqualTo("[\"name\"]");
        assertThat(fields.path("additionalProperties").asBoolean(true)).isFalse();
        assertThat(fields.at("/properties/name").toString())
                .isEqualTo(
                        "{\"type\":\"string\",\"minLength\":1,\"maxLength\":20,\"pattern\":\"^[^\\\\u0000-\\\\u001F\\\\u007F-\\\\u009F\\\\u2028-\\\\u202E\\\\u2066-\\\\u2069]*$\"}");
        assertThat(fields.at("/properties/email/format").asText()).isEqualTo("email");
        assertThat(fields.at("/properties/colour/enum").toString()).isEqualTo("[\"RED\",\"GREEN\"]");
        assertThat(fields.at("/properties/colour/nullable").asBoolean()).isTrue();
        assertThat(fields.at("/properties/from/format").asText()).isEqualTo("date-time");
        assertThat(fields.at("/properties/owner/format").asText()).isEqualTo("uuid");
        assertThat(fields.at("/properties/lines/maxItems").asInt()).isEqualTo(3);
        assertThat(schemas.at("/ThingResourceLineInput/properties/quantity/maximum")
                        .asInt())
                .isEqualTo(1000);
        assertThat(schemas.at("/ThingResourceLineInput/required").toString())
                .isEqualTo("[\"name\",\"quantity\",\"unitPrice\"]");
        assertThat(schemas.at("/Money/properties/amount/type").asText()).isEqualTo("string");
        assertThat(schemas.at("/Money/properties/currency/pattern").asText()).isEqualTo("^[A-Z]{3}$");
        assertThat(schemas.at("/ThingResourceThing/required")).hasSize(4);
        assertThat(schemas.at("/PageOfThingResourceThing/properties/items/items/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/ThingResourceThing");

        JsonNode patch = document.at(
                "/paths/~1api~1v1~1things~1{id}/patch/requestBody/content/application~1merge-patch+json/schema");
        assertThat(patch.at("/properties/name/nullable").asBoolean()).isTrue();
        assertThat(patch.has("required")).isFalse();
    }

    @Test
    void parametersAreDescribed() throws Exception {
        JsonNode document = http.get("/api/openapi.json").json();
        JsonNode list = document.at("/paths/~1api~1v1~1things/get/parameters");
        JsonNode search = document.at("/paths/~1api~1v1~1things~1search/get/parameters");

        assertThat(list.at("/0/schema").toString())
                .isEqualTo("{\"type\":\"integer\",\"minimum\":1,\"maximum\":100,\"default\":50}");
        assertThat(list.at("/1/name").asText()).isEqualTo("cursor");
        assertThat(search).hasSize(8);
        assertThat(search.at("/0/schema/maxLength").asInt()).isEqualTo(10);
        assertThat(search.at("/6/schema/type").asText()).isEqualTo("array");
        assertThat(document.toString()).doesNotContain("CallContext");
    }

    @Test
    void nothingButReadingIsPossible() throws Exception {
        assertThat(http.send("POST", "/api/openapi.json", new byte[0], READER).status())
                .isEqualTo(405);
        assertThat(http.send("HEAD", "/api/openapi.json", null).status()).isEqualTo(200);
    }

    private RestApplication application() {
        return fixture.application;
    }

    private Set<String> operations() throws Exception {
        OpenAPI document = new OpenAPIV3Parser()
                .readContents(http.get("/api/openapi.json").text())
                .getOpenAPI();
        Set<String> operations = new TreeSet<>();
        Set<String> ids = new TreeSet<>();
        document.getPaths().forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
            operations.add(method + " " + path);
            assertThat(ids.add(idOf(operation))).as(idOf(operation)).isTrue();
        }));
        return operations;
    }

    private static String idOf(Operation operation) {
        return operation.getOperationId();
    }
}
