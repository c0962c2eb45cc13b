package org.stoa.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.rest.RestFixture.ADMIN;
import static org.stoa.rest.RestFixture.AUTH;
import static org.stoa.rest.RestFixture.READER;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.stoa.rest.Http.Answer;
import org.stoa.rest.call.Networks;

/** Allowances of clients and tenants, with a clock that the test moves. */
class RateLimitTest {

    private static final String THING = "/api/v1/things/" + ThingResource.ID;

    @Test
    void clientHasSoManyRequestsAMinute() throws Exception {
        try (RestFixture fixture = new RestFixture(settings(3, 0, 0), true)) {
            Http http = fixture.http;
            assertRemaining(http.get(THING, READER), 3, 2);
            assertRemaining(http.get("/api/nothing"), 3, 1);
            assertRemaining(http.get(THING), 3, 0);

            Answer refused = http.get(THING, READER);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.code()).isEqualTo("too-many-requests");
            assertThat(refused.header("Retry-After")).isEqualTo("20");
            assertThat(refused.header("RateLimit-Remaining")).isEqualTo("0");
            assertThat(refused.header("RateLimit-Reset")).isEqualTo("60");
            assertThat(refused.json().path("detail").asText()).isEqualTo("Try again in 20 seconds.");

            fixture.clock.advance(Duration.ofSeconds(19));
            assertThat(http.get(THING, READER).status()).isEqualTo(429);
            fixture.clock.advance(Duration.ofSeconds(1));
            assertThat(http.get(THING, READER).status()).isEqualTo(200);
            assertThat(http.get(THING, READER).status()).isEqualTo(429);
            fixture.clock.advance(Duration.ofMinutes(10));
            assertRemaining(http.get(THING, READER), 3, 2);
        }
    }

    @Test
    void clientsDoNotSpendOneAnothersAllowance() throws Exception {
        RestSettings settings = settings(1, 0, 0).withNetworks(Networks.parse(List.of("127.0.0.1")), Networks.none());
        try (RestFixture fixture = new RestFixture(settings, true)) {
            Http http = fixture.http;
            assertThat(http.get(THING, READER, "X-Forwarded-For: 192.0.2.1").status())
                    .isEqualTo(200);
            assertThat(http.get(THING, READER, "X-Forwarded-For: 192.0.2.1").status())
                    .isEqualTo(429);
            assertThat(http.get(THING, READER, "X-Forwarded-For: 192.0.2.2").status())
                    .isEqualTo(200);
            assertThat(http.get(THING, READER, "X-Forwarded-For: 2001:db8::1").status())
                    .isEqualTo(200);
            assertThat(http.get(THING, READER, "X-Forwarded-For: 2001:db8::ffff:2")
                            .status())
                    .isEqualTo(429);
            assertThat(http.get(THING, READER, "X-Forwarded-For: 2001:db8:0:1::1")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void tenantHasSoManyRequestsAMinuteHoweverManyItsClientsAre() throws Exception {
        try (RestFixture fixture = new RestFixture(settings(100, 2, 0), true)) {
            Http http = fixture.http;
            assertRemaining(http.get(THING, READER), 2, 1);
            assertRemaining(http.get(THING, ADMIN), 2, 0);
            assertThat(http.get(THING, "X-API-Key: " + Platform.KEY).status()).isEqualTo(429);
            assertThat(http.get(THING, AUTH + Platform.BETA_ADMIN).status()).isEqualTo(200);
        }
    }

    @Test
    void tighterOfTheAllowancesIsTold() throws Exception {
        try (RestFixture fixture = new RestFixture(settings(2, 100, 0), true)) {
            assertRemaining(fixture.http.get(THING, READER), 2, 1);
        }
    }

    @Test
    void operationsWithoutSigningInHaveAnAllowanceOfTheirOwn() throws Exception {
        try (RestFixture fixture = new RestFixture(settings(100, 100, 2), true)) {
            Http http = fixture.http;
            assertRemaining(http.post("/api/v1/things/open", ""), 2, 1);
            assertRemaining(http.post("/api/v1/things/open", ""), 2, 0);
            assertThat(http.post("/api/v1/things/open", "").status()).isEqualTo(429);
            assertThat(http.get(THING, READER).status()).isEqualTo(200);
        }
    }

    @Test
    void withoutLimitsNothingIsTold() throws Exception {
        try (RestFixture fixture = new RestFixture(settings(0, 0, 0), true)) {
            assertThat(fixture.http.get(THING, READER).headers("RateLimit-Limit"))
                    .isEmpty();
        }
    }

    @Test
    void healthAndMetricsAreNotCounted() throws Exception {
        try (RestFixture fixture = new RestFixture(settings(1, 0, 0), true)) {
            for (int i = 0; i < 5; i++) {
                assertThat(fixture.http.get("/health/live").status()).isEqualTo(200);
            }
            assertThat(fixture.http.get(THING, READER).status()).isEqualTo(200);
        }
    }

    @Test
    void busyTenantHoldsUpNobodyButItself() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (RestFixture fixture = new RestFixture(RestFixture.settings().withTenantRequests(1), true)) {
            Http http = fixture.http;
            StallResource stall = new StallResource("busy");
            fixture.application.publishModule(
                    "org.stoa.stall",
                    new StallModule("stall"),
                    "1.0.0",
                    getClass().getClassLoader(),
                    List.of(stall));
            fixture.settle();
            Future<Answer> slow = threads.submit(() -> http.get("/api/v1/stall/goods/slow", ADMIN));
            assertThat(stall.running.await(20, TimeUnit.SECONDS)).isTrue();
            Future<Answer> waiting = threads.submit(() -> http.get(THING, READER));

            assertThat(http.get(THING, AUTH + Platform.BETA_ADMIN).status()).isEqualTo(200);
            assertThat(http.post("/api/v1/things/open", "").status()).isEqualTo(200);
            assertThat(http.get("/api/v1/tenants/acme/things", AUTH + Platform.SUPER_ADMIN)
                            .status())
                    .as("who administers the platform does not wait for the tenant")
                    .isEqualTo(200);
            assertThat(waiting.isDone()).isFalse();

            stall.released.countDown();
            assertThat(slow.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
            assertThat(waiting.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void refusedRequestGivesItsTurnBack() throws Exception {
        try (RestFixture fixture = new RestFixture(RestFixture.settings().withTenantRequests(1), true)) {
            Http http = fixture.http;
            assertThat(http.get("/api/v1/things/" + new UUID(0, 1), READER).status())
                    .isGreaterThanOrEqualTo(400);
            assertThat(http.post("/api/v1/things", "{", ADMIN).status()).isGreaterThanOrEqualTo(400);
            assertThat(http.get(THING, READER).status()).isEqualTo(200);
        }
    }

    private static RestSettings settings(int client, int tenant, int open) {
        return RestSettings.defaults().withRates(client, tenant, open);
    }

    private static void assertRemaining(Answer answer, int limit, int remaining) {
        assertThat(answer.headers("RateLimit-Limit")).containsExactly(Integer.toString(limit));
        assertThat(answer.headers("RateLimit-Remaining")).containsExactly(Integer.toString(remaining));
        assertThat(Integer.parseInt(answer.header("RateLimit-Reset"))).isBetween(1, 60);
    }
}
