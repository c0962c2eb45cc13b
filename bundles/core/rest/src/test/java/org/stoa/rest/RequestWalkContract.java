package org.stoa.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.rest.RestFixture.ADMIN;
import static org.stoa.rest.RestFixture.AUTH;
import static org.stoa.rest.RestFixture.READER;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.api.module.ModuleRegistry.Availability;
import org.stoa.rest.Http.Answer;

/** Who is let in where; the same however operations are called. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RequestWalkContract {

    private static final String THING = "/api/v1/things/" + ThingResource.ID;
    private static final String SUPER = AUTH + Platform.SUPER_ADMIN;

    private final boolean direct;
    private RestFixture fixture;
    private Http http;

    RequestWalkContract(boolean direct) {
        this.direct = direct;
    }

    @BeforeAll
    void start() throws Exception {
        fixture = new RestFixture(RestFixture.settings(), direct);
        http = fixture.http;
    }

    @AfterAll
    void stop() throws Exception {
        fixture.close();
    }

    @Test
    void callerWithPermissionGetsTheAnswer() throws Exception {
        Answer answer = http.get(THING, READER);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.json().path("id").asText()).isEqualTo(ThingResource.ID.toString());
        assertThat(answer.json().path("createdAt").asText()).isEqualTo("2025-01-31T12:00:00Z");
        assertThat(answer.json().path("fields").has("email")).isTrue();
        assertThat(answer.json().has("old")).isFalse();
    }

    @Test
    void apiKeyWorksLikeAToken() throws Exception {
        assertThat(http.get(THING, "X-API-Key: " + Platform.KEY).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer nobody-knows",
                "X-API-Key: nobody-knows",
                "X-API-Key: acme-reader",
                "Authorization: Bearer acme-key"
            })
    void unknownCredentialsAreRefused(String header) throws Exception {
        Answer answer = http.get(THING, header);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("token-invalid");
        assertThat(answer.header("WWW-Authenticate")).contains("Bearer").contains("invalid_token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Accept: */*", "Authorization: Basic YTpi", "Authorization: Bearer", "Authorization: Bearer "})
    void withoutATokenNothingIsSaid(String header) throws Exception {
        Answer answer = http.get(THING, header);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("not-authenticated");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"stoa\"");
    }

    @Test
    void twoKindsOfCredentialsAreRefused() throws Exception {
        Answer answer = http.get(THING, READER, "X-API-Key: " + Platform.KEY);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").get(0).path("field").asText()).isEqualTo("X-API-Key");
    }

    @Test
    void repeatedAuthorizationIsRefused() throws Exception {
        assertThat(http.get(THING, READER, ADMIN).status()).isEqualTo(400);
    }

    @Test
    void missingPermissionIsNamed() throws Exception {
        Answer answer = http.send("DELETE", THING, null, READER);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("permission-denied");
        assertThat(answer.json().path("detail").asText()).contains("tenant.thing.delete");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/nothing", "/api/v1", "/api/v1/", "/api/v2/things", "/api/nothing", "/nothing"})
    void unknownPathIsTheSameForEverybody(String path) throws Exception {
        for (Answer answer : new Answer[] {http.get(path), http.get(path, READER)}) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("no-such-path");
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        }
    }

    @Test
    void methodThatIsNotThereIsRefusedWithTheOnesThatAre() throws Exception {
        Answer answer = http.send("PUT", THING, null, READER);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.code()).isEqualTo("method-not-allowed");
        assertThat(answer.header("Allow")).isEqualTo("DELETE, GET, HEAD, OPTIONS, PATCH");
    }

    @Test
    void anonymousCallersDoNotLearnWhichMethodsThereAre() throws Exception {
        assertThat(http.send("PUT", THING, null).status()).isEqualTo(401);
        assertThat(http.send("DELETE", "/api/v1/things/open", null).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FOO", "TRACE", "CONNECT", "get"})
    void methodThatNobodyKnowsIsRefused(String method) throws Exception {
        assertThat(http.send(method, THING, null, READER).status()).isBetween(400, 501);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override: DELETE", "X-Method-Override: DELETE", "OnewayRequest: true"})
    void headersDoNotChangeTheMethod(String header) throws Exception {
        assertThat(http.get(THING, READER, header).status()).isEqualTo(200);
        assertThat(http.post(THING, "{}", ADMIN, header).status()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"_method=DELETE", "_type=xml", "_wadl", "_ctype=xml"})
    void queryParameterThatTheOperationDoesNotKnowIsRefusedByName(String query) throws Exception {
        Answer answer = http.get(THING + "?" + query, ADMIN);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(query.split("=")[0]);
    }

    @Test
    void headAnswersLikeGetWithoutTheBody() throws Exception {
        Answer get = http.get(THING, READER);
        Answer head = http.send("HEAD", THING, null, READER);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
        assertThat(head.header("Content-Length")).isEqualTo(Integer.toString(get.bytes().length));
    }

    @Test
    void optionsNamesTheMethods() throws Exception {
        Answer answer = http.send("OPTIONS", THING, null);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Allow")).contains("GET").contains("PATCH").contains("OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "application/json;q=0", "image/*"})
    void otherRepresentationsAreNotToBeHad(String accept) throws Exception {
        Answer answer = http.get(THING, READER, "Accept: " + accept);

        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.code()).isEqualTo("not-acceptable");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/*", "text/html, application/json;q=0.5", "APPLICATION/JSON", "*/*;q=0.1"})
    void jsonIsFoundAmongWhatIsAccepted(String accept) throws Exception {
        assertThat(http.get(THING, READER, "Accept: " + accept).status()).isEqualTo(200);
    }

    @Test
    void operationMayAnswerWithSomethingElseThanJson() throws Exception {
        Answer answer = http.get("/api/v1/things/text", READER);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/csv");
        assertThat(answer.text()).isEqualTo("a,b\r\n");
    }

    @Test
    void malformedIdInThePathIsNotFound() throws Exception {
        for (String id : new String[] {"1", "1-1-1-1-1", ThingResource.ID + "0", "%00", "x".repeat(300)}) {
            int status = http.get("/api/v1/things/" + id, READER).status();
            assertThat(status).as(id).isEqualTo(id.equals("%00") ? 400 : 404);
        }
        assertThat(http.get("/api/v1/things/zz", READER).code()).isEqualTo("not-found");
    }

    @Test
    void whatTheClientHasIsNotSentAgain() throws Exception {
        Answer thing = http.get(THING, READER);
        String tag = thing.header("ETag");
        assertThat(tag).matches("\"3-[0-9a-f]{16}\"");
        assertThat(thing.header("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(thing.header("Vary")).contains("Authorization", "X-API-Key", "Accept-Language");

        for (String match : new String[] {tag, "W/" + tag, "\"2\", " + tag, " \"2\" ,W/" + tag + ",\"4\"", "*"}) {
            for (String method : new String[] {"GET", "HEAD"}) {
                Answer answer = http.send(method, THING, null, READER, "If-None-Match: " + match);
                assertThat(answer.status()).as(match).isEqualTo(304);
                assertThat(answer.bytes()).isEmpty();
                assertThat(answer.header("ETag")).isEqualTo(tag);
                assertThat(answer.header("Cache-Control")).isEqualTo("private, no-cache");
                assertThat(answer.header("Vary")).isEqualTo(thing.header("Vary"));
            }
        }
        for (String match : new String[] {"\"2\"", "\"3\"", tag.replace("\"", ""), tag.replace("3-", "2-"), "", ","}) {
            Answer answer = http.get(THING, READER, "If-None-Match: " + match);
            assertThat(answer.status()).as(match).isEqualTo(200);
            assertThat(answer.bytes()).isEqualTo(thing.bytes());
        }
    }

    @Test
    void tagOfOneVersionTellsApartWhatIsShownOfIt() throws Exception {
        String english = http.get("/api/v1/things/worded", READER).header("ETag");
        String german =
                http.get("/api/v1/things/worded", READER, "Accept-Language: de").header("ETag");

        assertThat(german).startsWith("\"1-").isNotEqualTo(english);
        assertThat(http.get("/api/v1/things/worded", READER, "If-None-Match: " + german)
                        .status())
                .isEqualTo(200);
        assertThat(http.get("/api/v1/things/worded", READER, "Accept-Language: de", "If-None-Match: " + german)
                        .status())
                .isEqualTo(304);
    }

    @Test
    void whatHasNoVersionHasATagToo() throws Exception {
        String tag = http.get("/api/v1/things/search?q=a", READER).header("ETag");

        assertThat(tag).matches("\"[0-9a-f]{16}\"");
        assertThat(http.get("/api/v1/things/search?q=a", READER, "If-None-Match: " + tag)
                        .status())
                .isEqualTo(304);
        assertThat(http.get("/api/v1/things/search?q=b", READER, "If-None-Match: " + tag)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/things", "/api/v1/things/secret"})
    void pageOfManyOrSecretIsNotKept(String path) throws Exception {
        Answer answer = http.get(path, READER, "If-None-Match: *");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isNull();
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void resourceMaySayThatItsAnswerIsNotKept() throws Exception {
        Answer answer = http.get("/api/v1/things/unkept", READER, "If-None-Match: *");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("private, no-store");
    }

    @Test
    void nobodyIsToldThatNothingHasChangedWhoMayNotRead() throws Exception {
        String tag = http.get(THING, READER).header("ETag");
        String nobody = AUTH + Platform.NOBODY;

        for (String match : new String[] {tag, "*"}) {
            String header = "If-None-Match: " + match;
            for (Answer refused : new Answer[] {
                http.get(THING, header),
                http.get(THING, nobody, header),
                http.get("/api/v1/things/" + Platform.ACME, READER, header)
            }) {
                assertThat(refused.status()).isIn(401, 403, 404);
                assertThat(refused.header("ETag")).isNull();
                assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
            }
        }
    }

    @Test
    void changeIsNeverAnsweredAsNotModified() throws Exception {
        Answer answer = http.patch(THING, "{}", ADMIN, "If-Match: \"3\"", "If-None-Match: *");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).startsWith("\"4-");
    }

    @Test
    void tagThatWasReadIsThePreconditionOfAChange() throws Exception {
        String tag = http.get(THING, READER).header("ETag");

        assertThat(http.patch(THING, "{}", ADMIN, "If-Match: " + tag).header("ETag"))
                .startsWith("\"4-");
    }

    @Test
    void createdThingHasALocationAndATag() throws Exception {
        Answer answer = http.post("/api/v1/things", "{\"name\":\"a\"}", ADMIN);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).endsWith("/api/v1/things/" + ThingResource.ID);
        assertThat(answer.header("ETag")).startsWith("\"1-");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void nothingToSayIsNoContent() throws Exception {
        Answer answer = http.send("DELETE", THING, null, ADMIN);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.bytes()).isEmpty();
    }

    @Test
    void ownTenantIsReachedByIdAndIdentifier() throws Exception {
        for (String tenant : new String[] {"acme", Platform.ACME.toString()}) {
            JsonNode seen =
                    http.get("/api/v1/tenants/" + tenant + "/things", READER).json();
            assertThat(seen.path("tenantId").asText()).isEqualTo(Platform.ACME.toString());
        }
    }

    @Test
    void foreignTenantIsNotFoundLikeOneThatDoesNotExist() throws Exception {
        JsonNode foreign = stable(http.get("/api/v1/tenants/beta/things", READER));
        JsonNode unknown = stable(http.get("/api/v1/tenants/gamma/things", READER));

        assertThat(foreign).isEqualTo(unknown);
        assertThat(foreign.path("code").asText()).isEqualTo("not-found");
        assertThat(http.get("/api/v1/tenants/" + Platform.BETA + "/things", ADMIN)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void superAdministratorWorksInEveryTenantAsNoneOfItsUsers() throws Exception {
        JsonNode seen = http.get("/api/v1/tenants/beta/things", SUPER).json();

        assertThat(seen.path("tenantId").asText()).isEqualTo(Platform.BETA.toString());
        assertThat(seen.path("userId").isNull()).isTrue();
        assertThat(http.get("/api/v1/tenants/gamma/things", SUPER).status()).isEqualTo(404);
    }

    @Test
    void permissionIsCheckedInTheAccountOfThePath() throws Exception {
        String member = AUTH + Platform.ACME_MEMBER;
        String other = "00000000-0000-7000-8000-0000000000ff";

        assertThat(http.get("/api/v1/tenants/acme/accounts/" + Platform.ACCOUNT + "/things", member)
                        .status())
                .isEqualTo(200);
        assertThat(http.get("/api/v1/tenants/acme/accounts/" + other + "/things", member)
                        .status())
                .isEqualTo(403);
        Answer malformed = http.get("/api/v1/tenants/acme/accounts/1/things", member);
        assertThat(malformed.status()).isEqualTo(404);
        assertThat(malformed.code()).isEqualTo("not-found");
    }

    @Test
    void hostOfAnotherTenantIsRefused() throws Exception {
        Answer refused = http.get(THING, READER, "Host: Beta.Example:8181");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("tenant-mismatch");
        assertThat(http.get(THING, READER, "Host: acme.example").status()).isEqualTo(200);
        assertThat(http.get(THING, READER, "Host: unknown.example").status()).isEqualTo(200);
        // let through by the host, though not by the operation, which is for a tenant
        assertThat(http.get(THING, SUPER, "Host: beta.example").code()).isEqualTo("tenant-required");
    }

    @Test
    void tenantsPermissionIsOfNoUseWithoutTenant() throws Exception {
        assertThat(http.get(THING, SUPER).code()).isEqualTo("tenant-required");
        assertThat(http.get("/api/v1/tenants/acme/things", SUPER).status()).isEqualTo(200);
    }

    @Test
    void publicOperationTakesItsTenantFromTheHost() throws Exception {
        JsonNode seen =
                http.post("/api/v1/things/open", "", "Host: beta.example").json();

        assertThat(seen.path("tenantId").asText()).isEqualTo(Platform.BETA.toString());
        assertThat(seen.path("caller").asText()).isEqualTo("ANONYMOUS anonymous");
        assertThat(http.post("/api/v1/things/open", "", "Authorization: Bearer expired")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void publicOperationOfATenantWorksInIt() throws Exception {
        JsonNode seen = http.post("/api/v1/tenants/beta/visit", "").json();

        assertThat(seen.path("tenantId").asText()).isEqualTo(Platform.BETA.toString());
        assertThat(http.post("/api/v1/tenants/gamma/visit", "").status()).isEqualTo(404);
        assertThat(http.post("/api/v1/tenants/beta/visit", "", "Host: acme.example")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void templateWithAnExpressionIsMatched() throws Exception {
        assertThat(http.get("/api/v1/tenants/acme/settings/mail.host", READER)
                        .json()
                        .get(0)
                        .asText())
                .isEqualTo("mail.host");
        assertThat(http.get("/api/v1/tenants/acme/settings/Mail", READER).status())
                .isEqualTo(404);
    }

    @Test
    void moduleIsThereForTenantsThatHaveItEnabled() throws Exception {
        assertThat(http.get("/api/v1/stall/goods", ADMIN).json().path("version").asText())
                .isEqualTo("first");
        assertThat(http.get("/api/v1/stall/goods", READER).status()).isEqualTo(403);
        assertThat(http.get("/api/v1/stall/goods").status()).isEqualTo(401);
        assertThat(http.get("/api/v1/stall/goods", SUPER).code()).isEqualTo("tenant-required");
    }

    @ParameterizedTest
    @CsvSource({"NOT_INSTALLED", "DISABLED"})
    void moduleThatIsOffLooksLikeAnUnknownPath(Availability availability) throws Exception {
        String beta = AUTH + Platform.BETA_ADMIN;
        fixture.platform.set(Platform.BETA, "stall", availability);
        JsonNode unknown = stable(http.get("/api/v1/nothing/goods", beta));

        assertThat(stable(http.get("/api/v1/stall/goods", beta))).isEqualTo(unknown);
        assertThat(stable(http.get("/api/v1/stall/nothing", beta))).isEqualTo(unknown);
        assertThat(stable(http.send("PUT", "/api/v1/stall/goods", null, beta))).isEqualTo(unknown);
    }

    @Test
    void moduleThatIsNotReadySaysSo() throws Exception {
        String beta = AUTH + Platform.BETA_ADMIN;
        fixture.platform.set(Platform.BETA, "stall", Availability.NOT_READY);
        fixture.platform.set(Platform.BETA, "soon", Availability.NOT_READY);

        for (String path : new String[] {"/api/v1/stall/goods", "/api/v1/stall/nothing", "/api/v1/soon/goods"}) {
            Answer answer = http.get(path, beta);
            assertThat(answer.status()).as(path).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("starting");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
        }
        assertThat(http.get("/api/v1/soon/goods").status()).isEqualTo(404);
    }

    @Test
    void publicOperationOfAModuleNeedsAHostOfATenantThatHasIt() throws Exception {
        fixture.platform.set(Platform.BETA, "stall", Availability.DISABLED);

        assertThat(http.get("/api/v1/stall/goods/window", "Host: acme.example").status())
                .isEqualTo(200);
        assertThat(http.get("/api/v1/stall/goods/window", "Host: beta.example").status())
                .isEqualTo(404);
        assertThat(http.get("/api/v1/stall/goods/window").status()).isEqualTo(404);
    }

    private static JsonNode stable(Answer answer) {
        com.fasterxml.jackson.databind.node.ObjectNode problem = answer.json().deepCopy();
        problem.remove("requestId");
        return problem;
    }
}
