package org.stoa.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stoa.rest.Http.Answer;

/** Requests that the HTTP server refuses before any filter sees them. */
class ServerErrorsTest {

    private static RestFixture fixture;

    @BeforeAll
    static void start() throws Exception {
        fixture = new RestFixture(RestFixture.settings(), true);
        fixture.http.get("/health/live");
    }

    @AfterAll
    static void stop() throws Exception {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'GET /api/v1/things HTTP/1.1|Host: a b||',400,malformed-request",
        "'GET /api/v1/things HTTP/1.1||',400,malformed-request",
        "'GET /api/v1/things HTTP/1.1|Host: a|Content-Length: x||',400,malformed-request",
        "'GET /api/v1/%zz HTTP/1.1|Host: a||',400,malformed-request",
        "'GET /api/v1/things HTTP/9.9|Host: a||',505,malformed-request",
        "'G\u0001T / HTTP/1.1|Host: a||',400,malformed-request"
    })
    void malformedRequestsAreProblemsToo(String head, int status, String code) throws Exception {
        expectProblem(fixture.http.raw(head.replace("|", "\r\n"), null, false), status, code);
    }

    @Test
    void longPathsAndHeadersAreProblemsToo() throws Exception {
        String path = "/api/v1/" + "x".repeat(20_000);
        expectProblem(
                fixture.http.raw("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n", null, false), 414, "uri-too-long");
        String header = "X-Long: " + "x".repeat(20_000);
        expectProblem(
                fixture.http.raw("GET /api HTTP/1.1\r\nHost: a\r\n" + header + "\r\n\r\n", null, false),
                431,
                "headers-too-large");
    }

    @Test
    void pathsThatTheContainerKeepsToItselfAreUnknown() throws Exception {
        for (String path : new String[] {"/WEB-INF/web.xml", "/META-INF", "/web-inf/"}) {
            expectProblem(fixture.http.get(path, "Accept: text/html"), 404, "no-such-path");
        }
    }

    private static void expectProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("requestId").asText()).isEqualTo(answer.header("X-Request-Id"));
    }
}
