package org.stoa.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.rest.RestFixture.ADMIN;
import static org.stoa.rest.RestFixture.READER;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.rest.Http.Answer;
import org.stoa.rest.call.Networks;

/** What every request goes through, whatever it asks for. */
class RequestFilterTest {

    private static final String THING = "/api/v1/things/" + ThingResource.ID;
    private static final String SEEN = "/api/v1/things/seen";
    private static final int LIMIT = 2000;

    private static RestFixture fixture;
    private static Http http;

    @BeforeAll
    static void start() throws Exception {
        fixture = new RestFixture(
                RestFixture.settings()
                        .withBodyLimit(LIMIT)
                        .withCorsOrigins(Set.of("https://app.example"))
                        .withNetworks(Networks.parse(List.of("127.0.0.1", "10.0.0.0/8")), Networks.none()),
                true);
        http = fixture.http;
    }

    @AfterAll
    static void stop() throws Exception {
        fixture.close();
    }

    @Test
    void requestsGoThroughTheFilterAlsoWhenTheContainerHasLostIt() throws Exception {
        try (RestServer server = RestServer.startWithoutFilter(fixture.application)) {
            Http unfiltered = new Http(server);

            Answer answer = unfiltered.get(THING, READER);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers("X-Request-Id")).hasSize(1);
            assertThat(unfiltered.get(THING).status()).isEqualTo(401);
            assertThat(unfiltered.get("/nowhere").status()).isEqualTo(404);
        }
    }

    @Test
    void requestIdOfTheCallerIsKept() throws Exception {
        Answer answer = http.post(SEEN, "", READER, "X-Request-Id: My_Request-1.2");

        assertThat(answer.headers("X-Request-Id")).containsExactly("My_Request-1.2");
        assertThat(answer.json().path("requestId").asText()).isEqualTo("My_Request-1.2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "a%0d%0aSet-Cookie: x=1",
                "ü",
                "<script>",
                "a\tb",
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
            })
    void requestIdThatCouldDoHarmIsReplaced(String id) throws Exception {
        Answer answer = http.get(THING, READER, "X-Request-Id: " + id);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers("X-Request-Id")).hasSize(1);
        assertThat(answer.header("X-Request-Id")).hasSize(36).isNotEqualTo(id);
        assertThat(answer.headers("Set-Cookie")).isEmpty();
    }

    @Test
    void lineBreakInARequestIdSplitsNothing() throws Exception {
        Answer answer = http.get(THING, READER, "X-Request-Id: a\r\n b: c\r\nX-More: x");

        assertThat(answer.headers("b")).isEmpty();
        assertThat(answer.headers("X-More")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/things/seen", "/api/nothing", "/health/live", "/nothing"})
    void everyAnswerCarriesTheHeadersOfSecurity(String path) throws Exception {
        Answer answer = http.get(path);

        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("X-Request-Id")).isNotBlank();
        assertThat(answer.header("Strict-Transport-Security")).isNull();
    }

    @Test
    void strictTransportIsAskedForWhenTheProxySpeaksTls() throws Exception {
        assertThat(http.get("/health/live", "X-Forwarded-Proto: https").header("Strict-Transport-Security"))
                .startsWith("max-age=");
    }

    @Test
    void clientIsTheLastAddressThatNoProxyOfOursVouchedFor() throws Exception {
        assertThat(seenAddress("X-Forwarded-For: 203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(seenAddress("X-Forwarded-For: 6.6.6.6, 203.0.113.9, 10.1.1.1"))
                .isEqualTo("203.0.113.9");
        assertThat(seenAddress("X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-For: 2001:db8::1"))
                .isEqualTo("2001:db8:0:0:0:0:0:1");
        assertThat(seenAddress("X-Forwarded-For: nonsense")).isEqualTo("127.0.0.1");
        assertThat(seenAddress("X-Forwarded-For: localhost, 10.1.1.1")).isEqualTo("10.1.1.1");
        assertThat(seenAddress("Accept: */*")).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/things/%00",
                "/api/v1/things/a%0Ab",
                "/api/v1/things/%7f",
                "/api/v1/things/%C2%85",
                "/api/v1/things/%ff",
                "/api/v1/things/%C0%80",
                "/api/v1/things?q=%00",
                "/api/v1/things?q=%0d%0aX:1",
                "/api/v1/things?%ff=1",
                "/api/v1/things?q=%",
                "/api/v1/things?q=%zz",
                "/api/v1/things;a=b",
                "/api/v1/things/%2e%2e/x%00"
            })
    void controlCharactersAndBrokenEscapesAreRefused(String path) throws Exception {
        Answer answer = http.get(path, READER);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).doesNotContain("Exception", "\tat ");
    }

    @Test
    void pathIsNeverWalkedUp() throws Exception {
        for (String path : new String[] {
            "/api/v1/../v1/things",
            "/api/v1/./things",
            "/api//v1/things",
            "/api/v1//things",
            "/api/v1/things/..%2f",
            "/api/docs/../../META-INF/MANIFEST.MF",
            "/api/docs/%2e%2e/docs.html"
        }) {
            assertThat(http.get(path, READER).status()).as(path).isBetween(400, 404);
        }
    }

    @Test
    void tooManyParametersAreRefused() throws Exception {
        Answer answer = http.get("/api/v1/things?" + "a&".repeat(3000), READER);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid-request");
    }

    @Test
    void aHundredThousandParametersDoNotEvenArrive() throws Exception {
        Answer answer = http.get("/api/v1/things?" + "a&".repeat(100_000), READER);

        assertThat(answer.status()).isIn(414, 431);
        assertThat(answer.text()).doesNotContain("Exception", "\tat ");
        assertThat(http.get(THING, READER).status()).isEqualTo(200);
    }

    @Test
    void bodyUpToTheLimitIsTaken() throws Exception {
        assertThat(http.post("/api/v1/things", body(LIMIT), ADMIN).status()).isEqualTo(201);
        Answer answer = http.post("/api/v1/things", body(LIMIT + 1), ADMIN);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("body-too-large");
        assertThat(answer.json().path("detail").asText()).contains("2000");
    }

    @Test
    void announcedBodyThatIsTooLargeIsRefusedUnread() throws Exception {
        Answer answer = http.raw(
                "POST /api/v1/things HTTP/1.1\r\nHost: x\r\n" + ADMIN
                        + "\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n{",
                null,
                false);

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void streamedBodyIsCountedWhileItIsRead() throws Exception {
        assertThat(chunked(body(LIMIT), 64).status()).isEqualTo(201);
        assertThat(chunked(body(LIMIT + 1), 64).status()).isEqualTo(413);
        assertThat(chunked(body(50 * LIMIT), 1000).status()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "deflate, gzip", "x"})
    void encodedBodiesAreRefused(String encoding) throws Exception {
        Answer answer = http.post("/api/v1/things", "{}", ADMIN, "Content-Encoding: " + encoding);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.code()).isEqualTo("unsupported-media-type");
    }

    @Test
    void pagesOfAllowedOriginsMayRead() throws Exception {
        Answer answer = http.get(THING, READER, "Origin: https://app.example");

        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example");
        assertThat(answer.header("Access-Control-Expose-Headers")).contains("ETag");
        assertThat(answer.header("Vary")).isEqualTo("Origin");
        assertThat(answer.headers("Access-Control-Allow-Credentials")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "http://app.example", "https://app.example.evil", "null"})
    void pagesOfOtherOriginsMayNot(String origin) throws Exception {
        Answer read = http.get(THING, READER, "Origin: " + origin);
        Answer preflight = http.send("OPTIONS", THING, null, "Origin: " + origin, "Access-Control-Request-Method: GET");

        assertThat(read.headers("Access-Control-Allow-Origin")).isEmpty();
        assertThat(preflight.headers("Access-Control-Allow-Origin")).isEmpty();
        assertThat(preflight.headers("Access-Control-Allow-Methods")).isEmpty();
    }

    @Test
    void preflightIsAnsweredWithoutSigningIn() throws Exception {
        Answer answer = http.send(
                "OPTIONS",
                THING,
                null,
                "Origin: https://app.example",
                "Access-Control-Request-Method: PATCH",
                "Access-Control-Request-Headers: authorization,if-match");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example");
        assertThat(answer.header("Access-Control-Allow-Methods")).contains("PATCH");
        assertThat(answer.header("Access-Control-Allow-Headers")).contains("Authorization", "If-Match");
        assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("600");
    }

    @Test
    void refusalsCanBeReadByAllowedOriginsToo() throws Exception {
        Answer answer = http.get(THING, "Origin: https://app.example");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example");
    }

    private static String seenAddress(String header) throws Exception {
        return http.post(SEEN, "", READER, header).json().path("address").asText();
    }

    /** A valid body of exactly so many bytes. */
    private static String body(int length) {
        String frame = "{\"name\":\"a\",\"tags\":[\"\"]}";
        return frame.replace("[\"\"]", "[\"" + "x".repeat(length - frame.length()) + "\"]");
    }

    private static Answer chunked(String body, int size) throws Exception {
        StringBuilder chunks = new StringBuilder();
        for (int from = 0; from < body.length(); from += size) {
            String chunk = body.substring(from, Math.min(body.length(), from + size));
            chunks.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        return http.raw(
                "POST /api/v1/things HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + ADMIN
                        + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
                chunks.append("0\r\n\r\n").toString().getBytes(StandardCharsets.US_ASCII),
                false);
    }
}
