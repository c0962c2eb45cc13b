package org.stoa.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.rest.RestFixture.READER;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemCode;
import org.stoa.api.rest.ProblemException;
import org.stoa.rest.Http.Answer;
import org.stoa.rest.problem.Problem;
import org.stoa.rest.problem.ProblemCatalog;
import org.stoa.rest.problem.ProblemTexts;
import org.stoa.rest.problem.Problems;
import org.stoa.rest.problem.RestProblem;

/** The shape and the words of failures (RFC 9457); the same however operations are called. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProblemContract {

    private final boolean direct;
    private RestFixture fixture;
    private Http http;

    ProblemContract(boolean direct) {
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
    void problemHasEveryMemberAndNoOther() throws Exception {
        Answer answer = http.get("/api/v1/things/" + new java.util.UUID(1, 2), READER, "X-Request-Id: r1");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text())
                .isEqualTo(
                        "{\"type\":\"/api/problems/not-found\",\"title\":\"Not found\",\"status\":404,"
                                + "\"detail\":\"There is no thing with this id.\",\"code\":\"not-found\",\"requestId\":\"r1\"}");
    }

    @Test
    void problemCarriesErrorsAndExtensions() throws Exception {
        JsonNode problem = http.get("/api/v1/things/conflict", READER).json();

        assertThat(problem.path("status").asInt()).isEqualTo(409);
        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("name");
        assertThat(problem.at("/taken/0/unitPrice/amount").asText()).isEqualTo("1.50");
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "de-CH", "de, en;q=0.5", "en;q=0.3, de-DE"})
    void problemIsGermanForGermans(String languages) throws Exception {
        JsonNode problem = http.get("/api/v1/things/none", READER, "Accept-Language: " + languages)
                .json();

        assertThat(problem.path("title").asText()).isEqualTo("Nicht gefunden");
        assertThat(problem.path("code").asText()).isEqualTo("not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "*", "x", "de;q=0", "%", ",,,"})
    void problemIsEnglishForEverybodyElse(String languages) throws Exception {
        JsonNode problem = http.get("/api/v1/things/none", READER, "Accept-Language: " + languages)
                .json();

        assertThat(problem.path("title").asText()).isEqualTo("Not found");
    }

    @Test
    void nothingOfADefectIsShown() throws Exception {
        Answer answer = http.get("/api/v1/things/fails", READER);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.code()).isEqualTo("internal-error");
        assertThat(answer.text()).doesNotContain("secret-detail", "IllegalState", "org.stoa", "\tat ");
    }

    @ParameterizedTest
    @EnumSource(CommonProblem.class)
    void everyCommonProblemIsTranslated(CommonProblem code) {
        Problem german = translated(ProblemException.of(code, "x"));

        assertThat(german.title()).isNotEqualTo(code.title()).isNotBlank();
        if (!code.detail().equals("{0}")) {
            assertThat(german.detail()).isNotBlank().isNotEqualTo(code.detail()).doesNotContain("{", "}");
        }
    }

    @ParameterizedTest
    @EnumSource(RestProblem.class)
    void everyProblemOfThisBundleIsTranslated(RestProblem code) {
        Problem german = translated(ProblemException.of(code));

        assertThat(german.title()).isNotEqualTo(code.title()).isNotBlank();
        assertThat(german.detail()).isNotEqualTo(code.detail()).isNotBlank();
    }

    @Test
    void lostConnectionToTheDatabaseIsNotADefect() {
        Throwable lost = new IllegalStateException(new java.sql.SQLTransientConnectionException("down"));
        Problem problem =
                new Problems(new ProblemTexts(), new ProblemCatalog()).of(lost, java.util.Locale.ENGLISH, "r", "GET");

        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.code()).isEqualTo("database-unavailable");
        assertThat(problem.headers()).containsKey("Retry-After");
    }

    @Test
    void problemThatCannotBeAnsweredIsADefect() {
        ProblemException broken = ProblemException.of(new ProblemCode() {
            @Override
            public String code() {
                return "broken";
            }

            @Override
            public int status() {
                return 409;
            }

            @Override
            public String title() {
                return "Broken";
            }

            @Override
            public String detail() {
                throw new IllegalStateException("no text");
            }
        });
        Problem problem =
                new Problems(new ProblemTexts(), new ProblemCatalog()).of(broken, java.util.Locale.GERMAN, "r", "GET");

        assertThat(problem.status()).isEqualTo(500);
    }

    @Test
    void missingArgumentsLeaveNoBraces() {
        List<String> details = new ArrayList<>();
        for (CommonProblem code : CommonProblem.values()) {
            details.add(translated(ProblemException.of(code)).detail());
        }
        assertThat(details).noneMatch(detail -> detail.contains("{") || detail.contains("null"));
    }

    private static Problem translated(ProblemException problem) {
        return new Problems(new ProblemTexts(), new ProblemCatalog()).of(problem, java.util.Locale.GERMANY);
    }
}
