package org.stoa.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.rest.RestFixture.ADMIN;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.rest.Http.Answer;

/** What a body must be; the same however operations are called. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JsonBodyContract {

    private static final String THINGS = "/api/v1/things";
    private static final String LINES = THINGS + "/" + ThingResource.ID + "/lines";

    private final boolean direct;
    private RestFixture fixture;
    private Http http;

    JsonBodyContract(boolean direct) {
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
    void everyKindOfValueIsRead() throws Exception {
        Answer answer = http.post(
                THINGS,
                """
                        {"name":"Grün 😀","email":"a@b.example","colour":"GREEN","active":false,"weight":9007199254740993,
                         "from":"2025-01-31T13:00:00.123456+01:00","day":"2024-02-29",
                         "owner":"00000000-0000-7000-8000-0000000000FF",
                         "lines":[{"name":"x","quantity":2,"unitPrice":{"amount":"12.3","currency":"EUR"}}],
                         "tags":["a","b"],"extra":{"deep":[1,2.50,null,true,{"x":"y"}]}}
                        """,
                ADMIN);
        JsonNode fields = answer.json().path("fields");

        assertThat(fields.path("name").asText()).isEqualTo("Grün 😀");
        assertThat(fields.path("weight").asLong()).isEqualTo(9007199254740993L);
        assertThat(fields.path("from").asText()).isEqualTo("2025-01-31T12:00:00.123456Z");
        assertThat(fields.path("day").asText()).isEqualTo("2024-02-29");
        assertThat(fields.path("owner").asText()).isEqualTo("00000000-0000-7000-8000-0000000000ff");
        assertThat(fields.at("/lines/0/unitPrice").toString()).isEqualTo("{\"amount\":\"12.30\",\"currency\":\"EUR\"}");
        assertThat(answer.text()).contains("{\"deep\":[1,2.50,null,true,{\"x\":\"y\"}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{`name`:1}|name|must be a string",
                "{`name`:true}|name|must be a string",
                "{`name`:null}|name|must not be blank",
                "{}|name|must not be blank",
                "{`name`:[`a`]}|name|must be a string",
                "{`name`:{}}|name|must be a string",
                "{`name`:`a`,`weight`:`5`}|weight|must be a whole number",
                "{`name`:`a`,`weight`:1.5}|weight|must be a whole number",
                "{`name`:`a`,`weight`:1e3}|weight|must be a whole number",
                "{`name`:`a`,`weight`:9223372036854775808}|weight|must be a whole number",
                "{`name`:`a`,`active`:`true`}|active|must be true or false",
                "{`name`:`a`,`active`:1}|active|must be true or false",
                "{`name`:`a`,`colour`:`red`}|colour|must be one of RED, GREEN",
                "{`name`:`a`,`colour`:``}|colour|must be one of RED, GREEN",
                "{`name`:`a`,`colour`:0}|colour|must be one of RED, GREEN",
                "{`name`:`a`,`owner`:`1-1-1-1-1`}|owner|must be a UUID",
                "{`name`:`a`,`owner`:``}|owner|must be a UUID",
                "{`name`:`a`,`from`:1700000000}|from|must be a time such as",
                "{`name`:`a`,`from`:`2025-01-31T12:00:00`}|from|must be a time such as",
                "{`name`:`a`,`from`:`2025-02-30T12:00:00Z`}|from|must be a time such as",
                "{`name`:`a`,`from`:`+999999999-01-01T00:00:00Z`}|from|must be a time such as",
                "{`name`:`a`,`day`:[2025,1,31]}|day|must be a date such as",
                "{`name`:`a`,`day`:`31.1.2025`}|day|must be a date such as",
                "{`name`:`a`,`lines`:{}}|lines|must be an array",
                "{`name`:`a`,`lines`:``}|lines|must be an array",
                "{`name`:`a`,`lines`:`x`}|lines|must be an array",
                "{`name`:`a`,`lines`:[1]}|lines[0]|must be an object",
                "{`name`:`a`,`lines`:[``]}|lines[0]|must be an object",
                "{`name`:`a`,`lines`:[`x`]}|lines[0]|must be an object",
                "{`name`:`a`,`lines`:[[]]}|lines[0]|must be an object",
                "{`name`:`a`,`tags`:[`x`,1]}|tags[1]|must be a string",
                "{`name`:`a`,`tags`:`x`}|tags|must be an array",
                "{`name`:`a`,`extra`:[]}|extra|must be an object",
                "{`name`:`a`,`extra`:{`n`:1e999999999}}|extra.n|must be a number of at most 100 digits",
                "{`name`:`a`,`nome`:`b`}|nome|is not a known field",
                "{`name`:`a`,`Name`:`b`}|Name|is not a known field",
                "{`name`:`a`,`name`:`b`}|name|occurs more than once",
                "{`name`:`a`,`extra`:{`x`:{`y`:1,`y`:2}}}|extra.x.y|occurs more than once",
                "{`name`:`a`,`email`:`no`}|email|must be a well-formed email address",
                "{`name`:`aaaaaaaaaaaaaaaaaaaaa`}|name|size must be between 0 and 20",
                "{`name`:`a\\u0000b`}|name|must not contain NUL",
                "{`name`:`a\\nb`}|name|must be one line without control characters",
                "{`name`:`a\\r`}|name|must be one line without control characters",
                "{`name`:`\\ta`}|name|must be one line without control characters",
                "{`name`:`a\\u001b[31m`}|name|must be one line without control characters",
                "{`name`:`a\\u0085`}|name|must be one line without control characters",
                "{`name`:`a\\u2028b`}|name|must be one line without control characters",
                "{`name`:`\\u202egnp.exe`}|name|must be one line without control characters",
                "{`name`:`a\\u2066b`}|name|must be one line without control characters",
                "{`name`:`a`,`extra`:{`x`:[`\\ud800`]}}|extra.x[0]|must not contain NUL",
                "{`name`:`a`,`tags`:[`\\udc00\\ud800`]}|tags[0]|must not contain NUL",
                "[]|body|must be an object",
                "`x`|body|must be an object",
                "1|body|must be an object",
                "null|body|must not be null"
            })
    void fieldThatDoesNotFitIsNamed(String body, String field, String message) throws Exception {
        Answer answer = http.post(THINGS, body.replace('`', '"'), ADMIN);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid-request");
        assertThat(errors(answer)).hasSize(1).containsKey(field);
        assertThat(errors(answer).get(field)).startsWith(message);
        assertThat(answer.text()).doesNotContain("java.", "org.stoa", "jackson", "Reader", "record");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{`name`:` `,`quantity`:1,`unitPrice`:{`amount`:`1`,`currency`:`EUR`}}|[0].name|must not be blank",
                "{`name`:`a`,`quantity`:0,`unitPrice`:{`amount`:`1`,`currency`:`EUR`}}|[0].quantity|must be greater",
                "{`name`:`a`,`quantity`:null,`unitPrice`:{`amount`:`1`,`currency`:`EUR`}}|[0].quantity|must not be null",
                "{`name`:`a`,`unitPrice`:{`amount`:`1`,`currency`:`EUR`}}|[0].quantity|is required",
                "{`name`:`a`,`quantity`:1}|[0].unitPrice|must not be null",
                "{`name`:`a`,`quantity`:1,`unitPrice`:`12.30`}|[0].unitPrice|must be an object",
                "{`name`:`a`,`quantity`:1,`unitPrice`:{`amount`:1,`currency`:`EUR`}}|[0].unitPrice.amount|must be a string",
                "{`name`:`a`,`quantity`:1,`unitPrice`:{`amount`:`1,5`,`currency`:`EUR`}}|[0].unitPrice.amount|must be a decimal",
                "{`name`:`a`,`quantity`:1,`unitPrice`:{`amount`:`1.555`,`currency`:`EUR`}}|[0].unitPrice.amount|has more than",
                "{`name`:`a`,`quantity`:1,`unitPrice`:{`amount`:`1`,`currency`:`XXX`}}|[0].unitPrice.currency|must be an ISO",
                "{`name`:`a`,`quantity`:1,`unitPrice`:{`amount`:`1`}}|[0].unitPrice.currency|must be an ISO",
                "{`name`:`a`,`quantity`:1,`unitPrice`:{`amount`:`1`,`currency`:`EUR`,`x`:1}}|[0].unitPrice.x|is not a known"
            })
    void fieldDeepInsideIsNamed(String line, String field, String message) throws Exception {
        Answer answer = http.json("PUT", LINES, "[" + line.replace('`', '"') + "]", ADMIN);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(errors(answer)).as(answer.text()).hasSize(1).containsKey(field);
        assertThat(errors(answer).get(field)).startsWith(message);
    }

    @Test
    void everythingWrongIsSaidAtOnce() throws Exception {
        Answer answer = http.post(
                THINGS,
                """
                {"name":"","email":"x","nome":1,"weight":"5","colour":"blue","lines":[{"name":"","quantity":0,"more":1}]}
                """,
                ADMIN);

        assertThat(errors(answer))
                .containsOnlyKeys(
                        "name",
                        "email",
                        "nome",
                        "weight",
                        "colour",
                        "lines[0].name",
                        "lines[0].quantity",
                        "lines[0].more",
                        "lines[0].unitPrice");
        assertThat(answer.json().path("detail").asText()).isEqualTo("9 fields are not valid; errors names them");
    }

    @Test
    void messagesAreGermanForGermans() throws Exception {
        Answer answer = http.post(
                THINGS,
                "{\"name\":\"\",\"weight\":\"5\",\"nome\":1}",
                ADMIN,
                "Accept-Language: de-AT,de;q=0.9,en;q=0.5");

        assertThat(answer.json().path("title").asText()).isEqualTo("Die Anfrage ist ungültig");
        assertThat(errors(answer).get("weight")).startsWith("muss eine ganze Zahl");
        assertThat(errors(answer).get("nome")).isEqualTo("ist kein bekanntes Feld");
        assertThat(errors(answer).get("name")).isEqualTo("darf nicht leer sein");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{|line 1, column 2",
                "{`name`:`a`}}|line 1, column 13",
                "{`name`:`a`} x|line 1, column 14",
                "{`name`:`a`}{}|line 1, column 13",
                "{name:`a`}|line 1, column 2",
                "{'name':'a'}|line 1, column 2",
                "{`name`:`a`,}|line 1, column 13",
                "{`name`:NaN}|line 1, column ",
                "{`name`:01}|line 1, column ",
                "{`name`:`a\tb`}|line 1, column ",
                "{`name`:`\\x`}|line 1, column ",
                "{`name`:/*c*/`a`}|line 1, column ",
                "x|line 1, column "
            })
    void malformedJsonIsLocated(String body, String place) throws Exception {
        Answer answer = http.post(THINGS, body.replace('`', '"'), ADMIN);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).as(answer.text()).isEqualTo("malformed-json");
        assertThat(answer.json().path("detail").asText()).contains(place);
        assertThat(answer.text()).doesNotContain("java.", "jackson", "expect", "Unexpected");
    }

    @Test
    void lineOfTheMistakeIsNamed() throws Exception {
        Answer answer = http.post(THINGS, "{\n  \"name\": \"a\",\n  \"x\" 1\n}", ADMIN);

        assertThat(answer.json().path("detail").asText()).isEqualTo("Not valid JSON at line 3, column 7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n\t "})
    void emptyBodyIsRefused(String body) throws Exception {
        Answer answer = http.post(THINGS, body, ADMIN);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid-request");
        assertThat(errors(answer)).containsEntry("body", "is required");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() throws Exception {
        byte[][] bodies = {
            {'{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', (byte) 0xff, '"', '}'},
            {'{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', (byte) 0xc0, (byte) 0x80, '"', '}'},
            {'{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', '}'},
            {'{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', 0, '"', '}'},
            "{\"name\":\"a\"}".getBytes(StandardCharsets.UTF_16),
            "{\"name\":\"a\"}".getBytes(Charset.forName("UTF-32LE")),
            "{\"name\":\"ü\"}".getBytes(StandardCharsets.ISO_8859_1)
        };
        for (byte[] body : bodies) {
            Answer answer = http.send("POST", THINGS, body, ADMIN, "Content-Type: application/json");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("malformed-json");
        }
    }

    @Test
    void jsonBeyondItsLimitsIsRefused() throws Exception {
        String[] bodies = {
            "{\"extra\":" + "{\"a\":".repeat(60) + "1" + "}".repeat(60) + "}",
            "[".repeat(100_000),
            "{\"weight\":" + "9".repeat(200) + "}",
            "{\"" + "n".repeat(300) + "\":1}"
        };
        for (String body : bodies) {
            Answer answer = http.post(THINGS, body, ADMIN);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("malformed-json");
            assertThat(answer.json().path("detail").asText()).contains("deeper than 50 levels");
        }
    }

    @Test
    void aBodyFullOfMistakesIsAnsweredBriefly() throws Exception {
        StringBuilder body = new StringBuilder("{\"name\":\"a\"");
        for (int i = 0; i < 5000; i++) {
            body.append(",\"x").append(i).append("\":1");
        }
        Answer answer = http.post(THINGS, body.append('}').toString(), ADMIN);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors")).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/plain",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Type: multipart/form-data; boundary=x",
                "Content-Type: application/xml",
                "Content-Type: application/json; charset=utf-16",
                "Content-Type: application/merge-patch+json",
                "Content-Type: ;;;",
                "Content-Type: "
            })
    void otherMediaTypesAreRefused(String type) throws Exception {
        Answer answer = http.post(THINGS, "{\"name\":\"a\"}", ADMIN, type);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.code()).isEqualTo("unsupported-media-type");
        assertThat(answer.json().path("detail").asText()).isEqualTo("Send application/json.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json; charset=utf-8", "Application/JSON", "application/json;charset=\"UTF-8\""})
    void jsonIsKnownHoweverItIsWritten(String type) throws Exception {
        assertThat(http.post(THINGS, "{\"name\":\"a\"}", ADMIN, "Content-Type: " + type)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void patchChangesWhatItNames() throws Exception {
        Answer answer = http.patch(
                THINGS + "/" + ThingResource.ID,
                "{\"colour\":null,\"name\":\"new\",\"extra\":{\"a\":{\"b\":1,\"c\":null}}}",
                ADMIN,
                "If-Match: \"3\"",
                "Content-Type: application/merge-patch+json");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("ETag")).startsWith("\"4-");
        JsonNode fields = answer.json().path("fields");
        assertThat(fields.path("name").asText()).isEqualTo("new");
        assertThat(fields.path("colour").isNull()).isTrue();
        assertThat(fields.path("tags").toString()).isEqualTo("[\"a\"]");
        assertThat(fields.path("extra").toString()).isEqualTo("{\"a\":{\"b\":1}}");
    }

    @Test
    void patchIsAsStrictAsEverythingElse() throws Exception {
        String path = THINGS + "/" + ThingResource.ID;

        Answer fields =
                http.patch(path, "{\"name\":\"\",\"nome\":1,\"gone\":null,\"weight\":\"5\"}", ADMIN, "If-Match: \"3\"");
        assertThat(fields.status()).isEqualTo(400);
        assertThat(errors(fields)).containsOnlyKeys("gone");
        assertThat(errors(http.patch(path, "{\"name\":\"\",\"nome\":1,\"weight\":\"5\"}", ADMIN, "If-Match: \"3\"")))
                .containsOnlyKeys("name", "nome", "weight");
        assertThat(errors(http.patch(path, "[1]", ADMIN, "If-Match: \"3\""))).containsOnlyKeys("body");
        assertThat(errors(http.patch(path, "null", ADMIN, "If-Match: \"3\""))).containsOnlyKeys("body");
        assertThat(http.patch(path, "{", ADMIN, "If-Match: \"3\"").code()).isEqualTo("malformed-json");
        assertThat(http.patch(path, "{} {}", ADMIN, "If-Match: \"3\"").code()).isEqualTo("malformed-json");
        assertThat(errors(http.patch(path, "{\"name\":\"a\\u0000\"}", ADMIN, "If-Match: \"3\"")))
                .containsOnlyKeys("name");
    }

    @Test
    void updateWithoutOrWithAnotherVersionIsRefused() throws Exception {
        String path = THINGS + "/" + ThingResource.ID;

        assertThat(http.patch(path, "{}", ADMIN).status()).isEqualTo(428);
        assertThat(http.patch(path, "{}", ADMIN, "If-Match: *").status()).isEqualTo(412);
        assertThat(http.patch(path, "{}", ADMIN, "If-Match: W/\"3\"").status()).isEqualTo(412);
    }

    @Test
    void parametersOfTheQueryAreChecked() throws Exception {
        String search = THINGS + "/search";
        assertThat(http.get(
                                search + "?q=a%20b%2Bc+d&owner=" + ThingResource.ID
                                        + "&from=2025-01-31T12:00:00Z&colour=RED&count=5&active=true&tag=x&tag=y",
                                ADMIN)
                        .json()
                        .get(0)
                        .asText())
                .isEqualTo("a b+c d|" + ThingResource.ID + "|2025-01-31T12:00:00Z|RED|5|true|[x, y]");
        Map<String, String> wrong = Map.of(
                "owner=1", "owner",
                "from=yesterday", "from",
                "colour=red", "colour",
                "count=many", "count",
                "count=", "count",
                "active=1", "active",
                "q=12345678901", "q",
                "limit=0", "limit");
        for (Map.Entry<String, String> query : wrong.entrySet()) {
            String path = query.getKey().startsWith("limit") ? THINGS : search;
            Answer answer = http.get(path + "?" + query.getKey(), ADMIN);
            assertThat(answer.status()).as(query.getKey()).isEqualTo(400);
            assertThat(errors(answer)).as(answer.text()).containsOnlyKeys(query.getValue());
        }
    }

    @Test
    void missingParametersHaveTheirDefaults() throws Exception {
        assertThat(http.get(THINGS + "/search", ADMIN).json().get(0).asText())
                .isEqualTo("null|null|null|null|0|null|[]");
    }

    private static Map<String, String> errors(Answer answer) {
        Map<String, String> errors = new HashMap<>();
        answer.json()
                .path("errors")
                .forEach(error -> errors.put(
                        error.path("field").asText(), error.path("message").asText()));
        return errors;
    }
}
