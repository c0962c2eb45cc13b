package org.stoa.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.rest.RestFixture.AUTH;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.rest.ProblemCode;
import org.stoa.rest.Http.Answer;

/** Where the types of problems lead. */
class ProblemPageTest {

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

    @Test
    void typeLeadsToAnExplanation() throws Exception {
        String type = http.get("/api/v1/things").json().path("type").asText();

        Answer json = http.get(type);
        assertThat(json.status()).isEqualTo(200);
        assertThat(json.header("Content-Type")).isEqualTo("application/json");
        assertThat(json.json().path("code").asText()).isEqualTo("not-authenticated");
        assertThat(json.json().path("status").asInt()).isEqualTo(401);
        assertThat(json.json().path("detail").asText()).contains("X-API-Key");

        Answer html = http.get(type, "Accept: text/html,application/xhtml+xml,*/*;q=0.8");
        assertThat(html.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(html.text()).contains("<h1>Sign-in needed</h1>", "<code>not-authenticated</code>");
    }

    @Test
    void whatWasAnsweredOnceIsExplained() throws Exception {
        String type =
                http.get("/api/v1/things", AUTH + "wrong").json().path("type").asText();

        assertThat(http.get(type).json().path("title").asText()).isEqualTo("Token not valid");
    }

    @Test
    void codesOfBundlesAreExplainedBeforeTheyAreAnswered() throws Exception {
        assertThat(http.get("/api/problems/hostile").status()).isEqualTo(404);
        fixture.application.explain(List.of(Hostile.HOSTILE));

        assertThat(http.get("/api/problems/hostile").json().path("detail").asText())
                .isEqualTo("<b>… of …</b>");
        assertThat(http.get("/api/problems/hostile", "Accept: text/html").text())
                .contains("&lt;b&gt;… of …&lt;/b&gt;")
                .doesNotContain("<script>");
    }

    @Test
    void allAreListed() throws Exception {
        assertThat(http.get("/api/problems").json())
                .extracting(entry -> entry.path("code").asText())
                .contains("conflict", "starting", "malformed-multipart")
                .isSorted();
        assertThat(http.get("/api/problems", "Accept: text/html").text()).contains("href=\"/api/problems/conflict\"");
    }

    @Test
    void unknownOnesAreNotThere() throws Exception {
        Answer answer = http.get("/api/problems/no-such-code");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("no-such-path");
        assertThat(http.send("POST", "/api/problems/conflict", new byte[0]).status())
                .isEqualTo(405);
    }

    /** A code from anywhere. */
    enum Hostile implements ProblemCode {
        HOSTILE;

        @Override
        public String code() {
            return "hostile";
        }

        @Override
        public int status() {
            return 400;
        }

        @Override
        public String title() {
            return "<script>alert(1)</script>";
        }

        @Override
        public String detail() {
            return "<b>{0} of {1}</b>";
        }
    }
}
