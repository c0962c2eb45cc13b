package org.stoa.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.rest.RestFixture.READER;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.rest.Http.Answer;

/** What the operations learn of an Idempotency-Key; the same however operations are called. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class IdempotencyContract {

    private static final String SEEN = "/api/v1/things/seen";

    private final boolean direct;
    private RestFixture fixture;
    private Http http;

    IdempotencyContract(boolean direct) {
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
    void keyReachesTheOperationWithAFingerprint() throws Exception {
        JsonNode seen = http.post(SEEN, "{}", READER, "Idempotency-Key: k-1").json();

        assertThat(seen.path("idempotencyKey").asText()).isEqualTo("k-1");
        assertThat(seen.path("fingerprint").asText()).matches("[0-9a-f]{64}");
    }

    @Test
    void sameRequestHasTheSameFingerprintAndEveryOtherAnother() throws Exception {
        String first = fingerprint(SEEN, "{}");

        assertThat(fingerprint(SEEN, "{}")).isEqualTo(first);
        assertThat(fingerprint(SEEN, "{ }")).isNotEqualTo(first);
        assertThat(fingerprint(SEEN, "")).isNotEqualTo(first);
    }

    @Test
    void bodyIsStillThereForTheOperation() throws Exception {
        Answer answer =
                http.post("/api/v1/things", "{\"name\":\"a\"}", RestFixture.ADMIN, "Idempotency-Key: \"quoted\"");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().at("/fields/name").asText()).isEqualTo("a");
    }

    @Test
    void withoutAKeyThereIsNone() throws Exception {
        assertThat(http.post(SEEN, "{}", READER).json().path("idempotencyKey").isNull())
                .isTrue();
    }

    @Test
    void callersWhoAreNobodyHaveNone() throws Exception {
        assertThat(http.post("/api/v1/things/open", "{}", "Idempotency-Key: k")
                        .json()
                        .path("idempotencyKey")
                        .isNull())
                .isTrue();
    }

    @Test
    void onlyPostHasOne() throws Exception {
        assertThat(http.get("/api/v1/things/" + ThingResource.ID, READER, "Idempotency-Key: \u0001")
                        .status())
                .isIn(200, 400);
        assertThat(http.get("/api/v1/things/" + ThingResource.ID, READER, "Idempotency-Key: a b")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ü", "\u007f"})
    void keyThatIsNoneIsRefused(String key) throws Exception {
        assertThat(http.post(SEEN, "{}", READER, "Idempotency-Key: " + key).status())
                .isEqualTo(400);
    }

    @Test
    void longestKeyIsTakenAndALongerOneIsNot() throws Exception {
        assertThat(http.post(SEEN, "{}", READER, "Idempotency-Key: " + "k".repeat(255))
                        .status())
                .isEqualTo(200);
        Answer answer = http.post(SEEN, "{}", READER, "Idempotency-Key: " + "k".repeat(256));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("Idempotency-Key");
    }

    @Test
    void twoKeysAreRefused() throws Exception {
        assertThat(http.post(SEEN, "{}", READER, "Idempotency-Key: a", "Idempotency-Key: b")
                        .status())
                .isEqualTo(400);
    }

    private String fingerprint(String path, String body) throws Exception {
        return http.post(path, body, READER, "Idempotency-Key: k")
                .json()
                .path("fingerprint")
                .asText();
    }
}
