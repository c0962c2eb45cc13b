package org.stoa.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.rest.RestFixture.ADMIN;
import static org.stoa.rest.RestFixture.AUTH;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stoa.api.module.ModuleRegistry.Availability;
import org.stoa.api.security.RequiresPermission;
import org.stoa.rest.Http.Answer;

/** Versions of a module that are published side by side. */
class VersionsTest {

    private static final ClassLoader LOADER = VersionsTest.class.getClassLoader();
    private static final String GOODS = "/api/v1/stall/goods";
    private static final int SWITCHES = Integer.getInteger("stoa.switches", 60);
    private static final String BETA_ADMIN = AUTH + Platform.BETA_ADMIN;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final FakeVersions versions = new FakeVersions("1.0.0");
    private RestFixture fixture;
    private RestApplication application;
    private Http http;

    @BeforeEach
    void start() throws Exception {
        fixture = new RestFixture(
                RestFixture.settings().withPatience(Duration.ofSeconds(2), Duration.ofSeconds(10)), true);
        application = fixture.application;
        http = fixture.http;
        fixture.platform.set(Platform.BETA, "stall", Availability.ENABLED);
        fixture.platform.collaborators().setVersions(versions);
    }

    @AfterEach
    void stop() throws Exception {
        threads.shutdownNow();
        fixture.close();
    }

    @Test
    void eachTenantIsServedByItsVersion() throws Exception {
        publish("2.0.0");
        versions.pinned.put(Platform.BETA, "2.0.0");

        assertThat(version(http.get(GOODS, ADMIN))).isEqualTo("first");
        assertThat(version(http.get(GOODS, BETA_ADMIN))).isEqualTo("2.0.0");
        versions.serving = "2.0.0";
        versions.pinned.put(Platform.BETA, "1.0.0");
        assertThat(version(http.get(GOODS, ADMIN))).isEqualTo("2.0.0");
        assertThat(version(http.get(GOODS, BETA_ADMIN))).isEqualTo("first");
    }

    @Test
    void anonymousCallsAreServedByTheVersionOfTheDomain() throws Exception {
        publish("2.0.0");
        versions.pinned.put(Platform.BETA, "2.0.0");

        http.get(GOODS + "/window", "Host: acme.example");
        http.get(GOODS + "/window", "Host: beta.example");
        http.get(GOODS + "/window", "Host: beta.example");

        awaitTold(versions, "stall 1.0.0", "1 0");
        awaitTold(versions, "stall 2.0.0", "2 0");
    }

    @Test
    void latestVersionServesWhenNobodySaysWhich() throws Exception {
        fixture.platform.collaborators().unsetVersions(versions);
        publish("10.0.0");
        publish("9.0.0");

        assertThat(version(http.get(GOODS, ADMIN))).isEqualTo("10.0.0");
        application.withdraw("org.stoa.stall/10.0.0");
        assertThat(version(http.get(GOODS, ADMIN))).isEqualTo("9.0.0");
    }

    @Test
    void anotherVersionServesWhenTheOneNamedIsNotThere() throws Exception {
        versions.serving = "3.0.0";
        publish("2.0.0");

        assertThat(version(http.get(GOODS, ADMIN))).isEqualTo("2.0.0");
        application.withdraw("org.stoa.stall/2.0.0");
        assertThat(version(http.get(GOODS, ADMIN))).isEqualTo("first");
        publish("3.0.0");
        assertThat(version(http.get(GOODS, ADMIN))).isEqualTo("3.0.0");
    }

    @Test
    void nobodyIsAskedWhileThereIsOneVersion() throws Exception {
        http.get(GOODS, ADMIN);
        http.get(GOODS + "/window", ADMIN);

        assertThat(versions.asked).hasValue(0);
        assertThat(fixture.platform.authentications).hasValue(1);
    }

    @Test
    void credentialsAreLookedAtOnce() throws Exception {
        publish("2.0.0");

        assertThat(http.get(GOODS, ADMIN).status()).isEqualTo(200);
        assertThat(fixture.platform.authentications).hasValue(1);
        assertThat(http.get(GOODS, AUTH + "wrong").status()).isEqualTo(401);
        assertThat(fixture.platform.authentications).hasValue(2);
    }

    @Test
    void whoIsNotKnownIsRefusedAsEver() throws Exception {
        publish("2.0.0");

        assertThat(http.get(GOODS).status()).isEqualTo(401);
        assertThat(http.get(GOODS, AUTH + "wrong").status()).isEqualTo(401);
        assertThat(http.get(GOODS, "X-API-Key: a", ADMIN).status()).isEqualTo(400);
        assertThat(http.get(GOODS + "/window", AUTH + "wrong", "Host: acme.example")
                        .status())
                .isEqualTo(200);
        assertThat(http.get(GOODS + "/nothing", ADMIN).status()).isEqualTo(404);
    }

    @Test
    void withdrawalOfAVersionWaitsForItsRequestsOnly() throws Exception {
        StallResource old = new StallResource("old");
        application.publishModule("org.stoa.stall", new StallModule("stall"), "1.0.0", LOADER, List.of(old));
        publish("2.0.0");
        Future<Answer> slow = threads.submit(() -> http.get(GOODS + "/slow", ADMIN));
        assertThat(old.running.await(20, TimeUnit.SECONDS)).isTrue();

        Future<?> withdrawal = threads.submit(() -> application.withdraw("org.stoa.stall"));
        awaitVersion("2.0.0");
        assertThat(withdrawal.isDone()).isFalse();
        old.released.countDown();

        assertThat(version(slow.get(20, TimeUnit.SECONDS))).isEqualTo("old");
        withdrawal.get(20, TimeUnit.SECONDS);
    }

    @Test
    void versionIsPublishedWhenAllOfItsResourcesAre() throws Exception {
        StallResource goods = new StallResource("2.0.0");
        assertThat(application.isPublished("stall", "2.0.0", List.of(goods))).isFalse();
        publish("2.0.0", goods);

        assertThat(application.isPublished("stall", "2.0.0", List.of(goods))).isTrue();
        assertThat(application.isPublished("stall", "2.0.0", List.of(goods, new Offers())))
                .isFalse();
        assertThat(application.isPublished("stall", "3.0.0", List.of(goods))).isFalse();
        assertThat(application.isPublished("other", "2.0.0", List.of(goods))).isFalse();
        application.withdraw("org.stoa.stall/2.0.0");
        assertThat(application.isPublished("stall", "2.0.0", List.of(goods))).isFalse();
    }

    @Test
    void versionWithARefusedResourceIsNotPublished() throws Exception {
        Object refused = new PublishingTest.SaysNeither();
        StallResource goods = new StallResource("2.0.0");
        publish("2.0.0", goods, refused);

        assertThat(application.isPublished("stall", "2.0.0", List.of(goods, refused)))
                .isFalse();
        assertThat(http.get("/health/ready").text()).contains("{stall 2.0.0=1}");
    }

    @Test
    void descriptionIsOfTheVersionThatServesMost() throws Exception {
        publish("2.0.0", new StallResource("2.0.0"), new Offers());
        assertThat(http.get("/api/openapi.json").text()).doesNotContain("/api/v1/stall/offers");

        versions.serving = "2.0.0";
        assertThat(http.get("/api/openapi.json").text()).contains("/api/v1/stall/offers");
        versions.serving = "1.0.0";
        assertThat(http.get("/api/openapi.json").text()).doesNotContain("/api/v1/stall/offers");
    }

    @ParameterizedTest
    @CsvSource({
        "ok,200,1 0",
        "not-found,404,1 0",
        "web-refusal,403,1 0",
        "database,503,1 0",
        "storage,507,1 0",
        "connection,503,1 0",
        "client,500,1 0",
        "exception,500,0 1",
        "linkage,500,0 1",
        "answer,500,0 1",
        "problem,500,0 1",
        "web,500,0 1"
    })
    void onlyWhatTheModuleIsToBlameForCountsAsItsFailure(String kind, int status, String told) throws Exception {
        for (boolean direct : new boolean[] {true, false}) {
            try (RestFixture other = new RestFixture(RestFixture.settings(), direct)) {
                FakeVersions counted = new FakeVersions("1.0.0");
                other.platform.collaborators().setVersions(counted);
                other.application.publishModule(
                        "org.stoa.stall", new StallModule("stall"), "1.0.0", LOADER, List.of(new FaultyResource()));
                other.settle();

                assertThat(other.http.get("/api/v1/stall/faults/" + kind, ADMIN).status())
                        .isEqualTo(status);
                awaitTold(counted, "stall 1.0.0", told);
            }
        }
    }

    @Test
    void whatNeverReachesTheModuleIsNotItsAnswer() throws Exception {
        http.get(GOODS);
        http.get(GOODS, AUTH + Platform.ACME_READER);
        http.get(GOODS + "?unknown=1", ADMIN);
        http.get(GOODS + "/nothing", ADMIN);
        http.post(GOODS, "{}", ADMIN);
        http.get(GOODS, ADMIN);

        awaitTold(versions, "stall 1.0.0", "1 0");
    }

    /** Tenants are moved to and fro between versions that come and go, under continuous load. */
    @Test
    void noRequestFailsWhileVersionsComeAndGo() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong answers = new AtomicLong();
        Set<String> seen = ConcurrentHashMap.newKeySet();
        List<Future<?>> clients = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String who = i % 2 == 0 ? ADMIN : BETA_ADMIN;
            clients.add(threads.submit(() -> {
                try (Http.Connection connection = http.connect()) {
                    while (!over.get()) {
                        Answer answer = connection.get(GOODS, who);
                        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
                        seen.add(version(answer));
                        answers.incrementAndGet();
                    }
                }
                return null;
            }));
        }
        String before = "org.stoa.stall";
        try {
            for (int i = 2; i < SWITCHES + 2; i++) {
                String next = i + ".0.0";
                StallResource goods = new StallResource(next);
                publish(next, goods);
                assertThat(application.isPublished("stall", next, List.of(goods)))
                        .isTrue();
                if (i % 3 == 0) {
                    versions.pinned.put(Platform.BETA, next);
                }
                versions.serving = next;
                versions.pinned.remove(Platform.BETA);
                if (i % 7 == 0) {
                    // there is nothing at all for a moment
                    application.withdraw("org.stoa.stall/" + next);
                    application.withdraw(before);
                    publish(next, goods);
                } else {
                    application.withdraw(before);
                }
                awaitSeen(next, seen, clients);
                before = "org.stoa.stall/" + next;
            }
        } finally {
            over.set(true);
        }
        for (Future<?> client : clients) {
            client.get(20, TimeUnit.SECONDS);
        }
        assertThat(seen).hasSizeGreaterThanOrEqualTo(SWITCHES);
        assertThat(answers).hasValueGreaterThan(SWITCHES);
        System.out.println(answers + " requests during " + SWITCHES + " switches of the version, 0 failed");
    }

    private void awaitSeen(String version, Set<String> seen, List<Future<?>> clients) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!seen.contains(version)) {
            assertThat(clients).noneMatch(Future::isDone);
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** An answer is on its way before it is counted. */
    private static void awaitTold(FakeVersions versions, String version, String told) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!versions.told(version).equals(told)) {
            assertThat(System.nanoTime()).as(versions.told(version)).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private void publish(String version) throws Exception {
        publish(version, new StallResource(version));
    }

    private void publish(String version, Object... resources) throws Exception {
        application.publishModule(
                "org.stoa.stall/" + version, new StallModule("stall"), version, LOADER, List.of(resources));
        fixture.settle();
    }

    private void awaitVersion(String version) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!version.equals(version(http.get(GOODS, ADMIN)))) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    private static String version(Answer answer) {
        return answer.json().path("version").asText();
    }

    /** What a later version has besides. */
    @Path("offers")
    public static final class Offers {
        @GET
        @RequiresPermission("tenant.stall.read")
        public List<String> list() {
            return List.of();
        }
    }
}
