package org.stoa.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.rest.RestFixture.READER;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.api.cache.Cache;
import org.stoa.api.cache.CacheStatistics;
import org.stoa.api.cache.CacheTag;
import org.stoa.api.cache.Caches;
import org.stoa.api.cache.SharedForm;
import org.stoa.api.module.InstalledModule.State;
import org.stoa.rest.Http.Answer;
import org.stoa.rest.call.Networks;

/** Health, metrics and pages. */
class StatusTest {

    @Test
    void platformIsReadyWhenEverythingIsThere() throws Exception {
        try (RestFixture fixture = new RestFixture(RestFixture.settings(), true)) {
            Answer ready = fixture.http.get("/health/ready");

            assertThat(ready.status()).isEqualTo(200);
            assertThat(ready.json().path("status").asText()).isEqualTo("UP");
            assertThat(ready.json().path("checks"))
                    .extracting(check -> check.path("name").asText())
                    .containsExactly("database", "core", "modules", "resources");
            assertThat(ready.json().at("/checks/0/detail").asText()).isEqualTo("a test without a database");
        }
    }

    @Test
    void platformIsAliveBeforeItIsReady() throws Exception {
        Collaborators none = Collaborators.none();
        try (RestApplication application = new RestApplication(none, RestFixture.settings(), new MutableClock());
                RestServer server = RestServer.start(application)) {
            Http http = new Http(server);

            assertThat(http.get("/health/live").status()).isEqualTo(200);
            assertThat(http.get("/health/ready").status()).isEqualTo(503);
            assertThat(http.get("/health/ready").json().path("status").asText()).isEqualTo("DOWN");
            Answer early = http.get("/api/v1/things", READER);
            assertThat(early.status()).isEqualTo(503);
            assertThat(early.code()).isEqualTo("starting");

            application.publishCore("org.stoa.test", getClass().getClassLoader(), List.of(new ThingResource()));
            assertThat(application.settle(Duration.ofSeconds(30))).isTrue();
            assertThat(http.get("/api/v1/things", READER).status()).isEqualTo(503);
            assertThat(http.get("/api/v1/things").status()).isEqualTo(401);
        }
    }

    @Test
    void databaseThatIsAwayMakesThePlatformUnready() throws Exception {
        try (RestFixture fixture = new RestFixture(RestFixture.settings(), true)) {
            fixture.platform.databaseReachable = false;
            awaitReady(fixture.http, 503);
            fixture.platform.databaseReachable = true;
            awaitReady(fixture.http, 200);
        }
    }

    @Test
    void modulesThatStartAreWaitedForOnlyOnce() throws Exception {
        Platform platform = new Platform();
        AtomicBoolean booted = new AtomicBoolean();
        platform.installed.put("first", State.STARTING);
        try (RestApplication application = new RestApplication(
                        platform.collaborators(),
                        RestFixture.settings(),
                        new MutableClock(),
                        Set.of("org.stoa.test"),
                        booted::get,
                        true);
                RestServer server = RestServer.start(application)) {
            Http http = new Http(server);
            application.publishCore("org.stoa.test", getClass().getClassLoader(), List.of(new ThingResource()));
            assertThat(application.settle(Duration.ofSeconds(30))).isTrue();
            awaitReady(http, 503);
            platform.installed.put("first", State.READY);
            awaitReady(http, 503);
            booted.set(true);
            awaitReady(http, 200);

            platform.installed.put("second", State.STARTING);
            platform.installed.put("third", State.FAILED);
            awaitReady(http, 200);
            awaitModules(http, "1 ready, starting: second, failed: third");
        }
    }

    @Test
    void bundleThatIsExpectedIsWaitedFor() throws Exception {
        Platform platform = new Platform();
        try (RestApplication application = new RestApplication(
                        platform.collaborators(),
                        RestFixture.settings(),
                        new MutableClock(),
                        Set.of("org.stoa.test", "org.stoa.other"),
                        () -> true,
                        true);
                RestServer server = RestServer.start(application)) {
            application.publishCore("org.stoa.test", getClass().getClassLoader(), List.of(new ThingResource()));
            assertThat(application.settle(Duration.ofSeconds(30))).isTrue();

            JsonNode report = new Http(server).get("/health/ready").json();

            assertThat(report.at("/checks/1/detail").asText()).isEqualTo("no resources yet from org.stoa.other");
        }
    }

    @Test
    void detailsAndMetricsAreForOperatorsOnly() throws Exception {
        RestSettings settings = RestFixture.settings()
                .withNetworks(Networks.parse(List.of("127.0.0.1")), Networks.parse(List.of("10.0.0.0/8")));
        try (RestFixture fixture = new RestFixture(settings, true)) {
            Http http = fixture.http;
            for (String client : new String[] {"X-Forwarded-For: 10.1.2.3", "Accept: */*"}) {
                assertThat(http.get("/metrics", client).status()).isEqualTo(200);
                assertThat(http.get("/health/ready", client).text()).contains("checks");
            }
            Answer metrics = http.get("/metrics", "X-Forwarded-For: 192.0.2.1");
            assertThat(metrics.status()).isEqualTo(404);
            assertThat(metrics.code()).isEqualTo("no-such-path");
            assertThat(http.get("/health/ready", "X-Forwarded-For: 192.0.2.1").text())
                    .isEqualTo("{\"status\":\"UP\"}");
        }
    }

    @Test
    void requestThatAnUnknownProxyForwardsIsNobodysOfOurs() throws Exception {
        try (RestFixture fixture = new RestFixture(RestFixture.settings(), true)) {
            for (String header : new String[] {"X-Forwarded-For: 127.0.0.1", "Forwarded: for=127.0.0.1"}) {
                assertThat(fixture.http.get("/metrics", header).status()).isEqualTo(404);
            }
        }
    }

    @Test
    void metricsTellRoutesAndNoIdsOrTenants() throws Exception {
        try (RestFixture fixture = new RestFixture(RestFixture.settings(), true)) {
            Http http = fixture.http;
            http.get("/api/v1/things/" + ThingResource.ID, READER);
            http.get("/api/v1/tenants/acme/things", READER);
            http.get("/api/v1/stall/goods", READER);
            http.get("/api/v1/nowhere-at-all", READER);
            http.send("WEIRD", "/api/v1/things", null);

            Answer metrics = http.get("/metrics");

            assertThat(metrics.header("Content-Type")).startsWith("text/plain");
            assertThat(metrics.text())
                    .contains("http_server_requests_seconds_count{method=\"GET\",route=\"/api/v1/things/{id}\","
                            + "status=\"200\"} 1")
                    .contains("route=\"/api/v1/tenants/{tenant}/things\"")
                    .contains("route=\"/api/v1/stall/goods\",status=\"403\"")
                    .contains("route=\"unmatched\"")
                    .contains("jvm_memory_used_bytes", "jvm_threads_live_threads", "process_uptime_seconds", "jvm_gc_")
                    .doesNotContain("acme", ThingResource.ID.toString(), "nowhere-at-all", "WEIRD");
        }
    }

    @Test
    void metricsTellStateAndAnswersOfEachVersionOfAModule() throws Exception {
        try (RestFixture fixture = new RestFixture(RestFixture.settings(), true)) {
            fixture.platform.installed.put("stall", State.READY);
            fixture.application.publishModule(
                    "org.stoa.stall",
                    new StallModule("stall"),
                    "1.0.0",
                    getClass().getClassLoader(),
                    List.of(new FaultyResource()));
            fixture.settle();
            for (String kind : List.of("ok", "ok", "not-found", "exception", "database")) {
                fixture.http.get("/api/v1/stall/faults/" + kind, RestFixture.ADMIN);
            }

            awaitMetrics(
                    fixture.http,
                    answers("succeeded", 2),
                    answers("refused", 1),
                    answers("failed", 1),
                    answers("unavailable", 1),
                    "stoa_module_state{module=\"stall\",state=\"READY\",version=\"1.0.0\"} 1",
                    "stoa_module_state{module=\"stall\",state=\"FAILED\",version=\"1.0.0\"} 0");
            fixture.platform.installed.clear();
            fixture.application.withdraw("org.stoa.stall");
            fixture.settle();
            assertThat(fixture.http.get("/metrics").text())
                    .doesNotContain("stoa_module_answers_total{", "stoa_module_state{");
        }
    }

    @Test
    void metricsTellHowCachesServe() throws Exception {
        try (RestFixture fixture = new RestFixture(RestFixture.settings(), true)) {
            assertThat(fixture.http.get("/metrics").text()).contains("stoa_caches_trusted 0", "stoa_caches_shared 0");
            KnownCaches caches = new KnownCaches();
            fixture.platform.collaborators().setCaches(caches);
            caches.statistics = List.of(new CacheStatistics("things", 1, 1, 1, 1, null));
            fixture.http.get("/metrics");
            caches.statistics = List.of(new CacheStatistics(
                    "things", 30, 4, 2_500_000_000L, 3, new CacheStatistics.Shared(20, 3, 1, 500_000_000)));

            assertThat(fixture.http.get("/metrics").text())
                    .contains(
                            "stoa_caches_trusted 1",
                            "stoa_caches_shared 1",
                            "stoa_cache_shared_requests_total{cache=\"things\",result=\"hit\"} 20",
                            "stoa_cache_shared_requests_total{cache=\"things\",result=\"miss\"} 3",
                            "stoa_cache_shared_requests_total{cache=\"things\",result=\"failure\"} 1",
                            "stoa_cache_shared_seconds_count{cache=\"things\"} 24",
                            "stoa_cache_shared_seconds_sum{cache=\"things\"} 0.5",
                            "stoa_cache_requests_total{cache=\"things\",result=\"hit\"} 30",
                            "stoa_cache_requests_total{cache=\"things\",result=\"miss\"} 4",
                            "stoa_cache_load_seconds_count{cache=\"things\"} 4",
                            "stoa_cache_load_seconds_sum{cache=\"things\"} 2.5",
                            "stoa_cache_entries{cache=\"things\"} 3");
        }
    }

    private static final class KnownCaches implements Caches {

        private List<CacheStatistics> statistics = List.of();

        @Override
        public <K, V> Cache<K, V> create(
                String name, long mostEntries, Duration lifetime, BiFunction<K, V, Collection<CacheTag>> tags) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <K, V> Cache<K, V> create(
                String name,
                long mostEntries,
                Duration lifetime,
                BiFunction<K, V, Collection<CacheTag>> tags,
                SharedForm<K, V, ?> form) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void forget(CacheTag tag) {
            // remembers nothing
        }

        @Override
        public AutoCloseable onChange(CacheTag tag, Runnable listener) {
            return () -> {};
        }

        @Override
        public List<CacheStatistics> statistics() {
            return statistics;
        }

        @Override
        public boolean isTrusted() {
            return true;
        }

        @Override
        public boolean isShared() {
            return true;
        }
    }

    private static String answers(String outcome, int count) {
        return "stoa_module_answers_total{module=\"stall\",outcome=\"" + outcome + "\",version=\"1.0.0\"} " + count;
    }

    @Test
    void docsAreCompleteWithoutAnyOtherHost() throws Exception {
        try (RestFixture fixture = new RestFixture(RestFixture.settings(), true)) {
            Http http = fixture.http;
            Answer page = http.get("/api/docs");
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.header("Content-Type")).startsWith("text/html");
            assertThat(page.header("Content-Security-Policy")).contains("script-src 'self'", "frame-ancestors 'none'");
            assertThat(page.text()).doesNotContain("http://", "https://", "onload", "<script>");

            Matcher named = Pattern.compile("(?:src|href)=\"(docs/[^\"]+)\"").matcher(page.text());
            List<String> parts =
                    named.results().map(part -> "/api/" + part.group(1)).toList();
            assertThat(parts).hasSize(4);
            for (String part : parts) {
                Answer answer = http.get(part);
                assertThat(answer.status()).as(part).isEqualTo(200);
                assertThat(answer.header("Cache-Control"))
                        .isEqualTo(
                                part.matches("/api/docs/[0-9.]+/.*")
                                        ? "public, max-age=31536000, immutable"
                                        : "no-cache");
                assertThat(http.get(part, "If-None-Match: " + answer.header("ETag"))
                                .status())
                        .isEqualTo(304);
            }
            Answer script = http.get(parts.stream()
                    .filter(part -> part.endsWith("/swagger-ui-bundle.js"))
                    .findFirst()
                    .orElseThrow());
            assertThat(script.header("Content-Type")).startsWith("text/javascript");
            assertThat(script.bytes().length).isGreaterThan(1_000_000);
            for (String unknown : new String[] {"other.js", "swagger-ui-bundle.js", "0.0.0/swagger-ui-bundle.js"}) {
                assertThat(http.get("/api/docs/" + unknown).status()).isEqualTo(404);
            }
            assertThat(http.send("POST", "/api/docs", new byte[0]).status()).isEqualTo(405);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api", "/api/"})
    void rootLeadsToTheDocs(String path) throws Exception {
        try (RestFixture fixture = new RestFixture(RestFixture.settings(), true)) {
            assertThat(fixture.http.get(path).json().path("docs").asText()).isEqualTo("/api/docs");
            assertThat(fixture.http.get(path, "Accept: text/html,*/*").text()).contains("href=\"/api/docs\"");
        }
    }

    /** The report is at most a moment old. */
    private static void awaitReady(Http http, int status) throws Exception {
        Instant deadline = Instant.now().plusSeconds(20);
        while (http.get("/health/ready").status() != status) {
            assertThat(Instant.now()).isBefore(deadline);
        }
    }

    /** An answer is on its way before it is counted. */
    private static void awaitMetrics(Http http, String... lines) throws Exception {
        Instant deadline = Instant.now().plusSeconds(20);
        String metrics = http.get("/metrics").text();
        while (!Stream.of(lines).allMatch(metrics::contains)) {
            assertThat(Instant.now()).as(metrics).isBefore(deadline);
            metrics = http.get("/metrics").text();
        }
    }

    private static void awaitModules(Http http, String detail) throws Exception {
        Instant deadline = Instant.now().plusSeconds(20);
        while (!http.get("/health/ready").json().at("/checks/2/detail").asText().equals(detail)) {
            assertThat(Instant.now()).isBefore(deadline);
        }
    }
}
