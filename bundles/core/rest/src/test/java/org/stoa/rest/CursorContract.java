package org.stoa.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.rest.RestFixture.ADMIN;
import static org.stoa.rest.RestFixture.AUTH;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.rest.Http.Answer;

/** A cursor belongs to the list that returned it; the same however operations are called. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CursorContract {

    private static final String BOOKS = "/api/v1/tenants/acme/shelves/a/books";
    private static final String THINGS = "/api/v1/things";

    private final boolean direct;
    private RestFixture fixture;
    private Http http;

    CursorContract(boolean direct) {
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

    private String cursorOf(String path) throws Exception {
        Answer first = http.get(path, ADMIN);
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        return first.json().path("nextCursor").asText();
    }

    @Test
    void cursorLeadsToTheNextPageOfItsList() throws Exception {
        String cursor = cursorOf(BOOKS);

        Answer next = http.get(BOOKS + "?cursor=" + cursor, ADMIN);

        assertThat(next.status()).as(next.text()).isEqualTo(200);
        assertThat(next.json().at("/items/0").asText()).isEqualTo("after " + ThingResource.ID);
        assertThat(next.json().path("nextCursor").isNull()).isTrue();
    }

    @Test
    void tenantByItsIdAndOtherFiltersAreTheSameList() throws Exception {
        String cursor = cursorOf(BOOKS);

        assertThat(http.get(
                                BOOKS.replace("acme", Platform.ACME.toString()) + "?title=x&limit=3&cursor=" + cursor,
                                ADMIN)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {THINGS, "/api/v1/tenants/acme/shelves/b/books", "/api/v1/tenants/beta/shelves/a/books"})
    void cursorOfAnotherListIsRefused(String other) throws Exception {
        String user = other.contains("beta") ? AUTH + Platform.BETA_ADMIN : ADMIN;

        refused(http.get(other + "?cursor=" + cursorOf(BOOKS), user));
        assertThat(http.get(other, user).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "MDAwMDAwMDAtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAx", "x.y", "%2e", "a.b.c"})
    void whatNoListReturnedIsRefused(String cursor) throws Exception {
        refused(http.get(BOOKS + "?cursor=" + cursor, ADMIN));
    }

    private static void refused(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid-request");
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("cursor");
        assertThat(answer.json().at("/errors/0/message").asText())
                .isEqualTo("must be the nextCursor of the page before");
    }
}
