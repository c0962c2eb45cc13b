package org.stoa.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.rest.RestFixture.ADMIN;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.rest.Http.Answer;

/** Whatever is sent, the answer is a problem or a result: no defect, no trace, and the platform goes on. */
class HostileInputTest {

    private static final String VALID =
            """
            {"name":"thing","email":"a@b.example","colour":"GREEN","active":false,"weight":12,
             "from":"2025-01-31T13:00:00Z","day":"2024-02-29","owner":"00000000-0000-7000-8000-0000000000ff",
             "lines":[{"name":"x","quantity":2,"unitPrice":{"amount":"12.3","currency":"EUR"}}],
             "tags":["a","b"],"extra":{"deep":[1,2.50,null,true,{"x":"y"}]}}
            """;
    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "null",
        "true",
        "1e99",
        "-",
        "\\u0000",
        "\\ud800",
        "0",
        "\\",
        "é",
        "😀",
        "NaN",
        "\u0000",
        "' OR 1=1 --",
        "*)(uid=*))(|(uid=*",
        "${jndi:ldap://x}",
        "../../etc/passwd",
        "<script>",
        "9".repeat(50),
        "\"a\":",
        "{}".repeat(20),
        "\t",
        "\r\n",
        "#{1+1}",
        "${1+1}",
        "{0}",
        "%s%n"
    };

    private static RestFixture fixture;
    private static Http http;

    @BeforeAll
    static void start() throws Exception {
        fixture = new RestFixture(RestFixture.settings(), true);
        http = fixture.http;
    }

    @AfterAll
    static void stop() throws Exception {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void damagedBodiesNeverCauseADefect(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 400; i++) {
            String body = damaged(VALID, random);
            Answer answer = i % 2 == 0
                    ? http.post("/api/v1/things", body, ADMIN)
                    : http.patch("/api/v1/things/" + ThingResource.ID, body, ADMIN, "If-Match: \"1\"");
            assertThat(answer.status()).as("seed %d, body %s", seed, body).isIn(200, 201, 400);
            assertHarmless(answer);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void damagedBytesNeverCauseADefect(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            byte[] body = VALID.getBytes(StandardCharsets.UTF_8);
            for (int n = random.nextInt(4); n >= 0; n--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            Answer answer = http.send("POST", "/api/v1/things", body, ADMIN, "Content-Type: application/json");
            assertThat(answer.status()).isIn(201, 400);
            assertHarmless(answer);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "' OR 1=1 --",
                "*)(uid=*",
                "${jndi:ldap://x}",
                "<script>alert(1)</script>",
                "#{1+1}",
                "{0}",
                "%s%n",
                "../../etc/passwd",
                "\u202e",
                "😀"
            })
    void textIsOnlyText(String text) throws Exception {
        String escaped = new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(text);
        Answer taken = http.post("/api/v1/things", "{\"name\":\"a\",\"tags\":[" + escaped + "]}", ADMIN);
        Answer refused = http.post("/api/v1/things", "{\"name\":\"a\",\"colour\":" + escaped + "}", ADMIN);
        Answer unknown = http.post("/api/v1/things", "{\"name\":\"a\"," + escaped + ":1}", ADMIN);

        assertThat(taken.json().at("/fields/tags/0").asText()).isEqualTo(text);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.header("Content-Type")).isEqualTo("application/problem+json");
        String encoded =
                java.net.URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        assertThat(http.get("/api/v1/things?cursor=" + encoded, ADMIN).status()).isEqualTo(400);
        assertThat(http.get("/api/v1/tenants/" + encoded + "/things", ADMIN).status())
                .isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/things HTTP/1.1\r\n\r\n",
                "GET http://evil.example/api/v1/things HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
                "GET /api/v1/things HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /api/v1/things HTTP/1.1\r\nHost: a\r\nAuthorization : Bearer x\r\n\r\n",
                "GET /api/v1/th\u0001ings HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /api/v1/things\u00e9 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "POST /api/v1/things HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                "POST /api/v1/things HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "POST /api/v1/things HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /api/v1/things HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: nonsense\r\n\r\n",
                "GET /api/v1/things HTTP/9.9\r\nHost: a\r\n\r\n",
                "\u0016\u0003\u0001 not HTTP at all\r\n\r\n"
            })
    void brokenHttpIsRefusedWithoutATrace(String head) throws Exception {
        Answer answer = http.raw(head, null, false);

        assertThat(answer.status()).isBetween(400, 505);
        assertHarmless(answer);
        assertThat(http.get("/api/v1/things", ADMIN).status()).isEqualTo(200);
    }

    @Test
    void headersOfTheCallerNeverComeBack() throws Exception {
        Answer answer = http.get(
                "/api/v1/things",
                ADMIN,
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Prefix: /evil",
                "Origin: https://evil.example",
                "Referer: https://evil.example/",
                "X-Request-Id: evil example");

        assertThat(String.join("\n", answer.headers())).doesNotContain("evil");
    }

    @Test
    void hugeHeaderIsRefused() throws Exception {
        Answer answer = http.get("/api/v1/things", ADMIN, "X-Big: " + "x".repeat(100_000));

        assertThat(answer.status()).isEqualTo(431);
        assertHarmless(answer);
    }

    private static String damaged(String text, Random random) {
        StringBuilder damaged = new StringBuilder(text);
        for (int n = random.nextInt(4); n >= 0; n--) {
            int at = random.nextInt(damaged.length());
            switch (random.nextInt(3)) {
                case 0 -> damaged.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 1 -> damaged.deleteCharAt(at);
                default -> {
                    int end = Math.min(damaged.length(), at + random.nextInt(20));
                    damaged.replace(at, end, PIECES[random.nextInt(PIECES.length)]);
                }
            }
        }
        return damaged.toString();
    }

    private static void assertHarmless(Answer answer) {
        assertThat(answer.text()).doesNotContain("Exception", "\tat ", "com.fasterxml", "org.stoa.", "java.lang");
    }
}
