package org.stoa.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.stoa.testkit.modules.ModuleBuilder;

/**
 * Upgrades of a module, one after the other, while clients send reads and writes at a steady rate, whether answers come
 * or not. Prints what was sent, what failed, and how long answers took: {@code -Dstoa.upgrades=50 -Dstoa.rate=200}.
 */
class UpgradeLoadIT {

    private static final String PASSWORD = "upgrades-of-Stoa-42";
    private static final int UPGRADES = Integer.getInteger("stoa.upgrades", 10);
    private static final int RATE = Integer.getInteger("stoa.rate", 100);

    /** @param started nanoseconds, when it was due to be sent */
    private record Sample(long started, long nanos) {}

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong written = new AtomicLong();

    @Test
    void noRequestFailsAndNoRowIsLost() throws Exception {
        try (StoaProcess stoa = StoaProcess.prepare("upgrade-load")
                .asShipped()
                .with("STOA_ADMIN_PASSWORD", PASSWORD)
                .with("STOA_PROFILE", "development")
                .withoutRateLimits()
                .start()) {
            Path directory = Files.createDirectories(stoa.dataDirectory().resolveSibling("modules"));
            ModuleBuilder module = ModuleBuilder.of("load");
            stoa.shell("module:install " + module.kar(directory));
            String token = enabledTenant(stoa);
            long start = System.nanoTime();
            ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
            ScheduledFuture<?> sending = clock.scheduleAtFixedRate(
                    () -> send(stoa.baseUrl(), token), 0, TimeUnit.SECONDS.toNanos(1) / RATE, TimeUnit.NANOSECONDS);
            try {
                for (int i = 1; i <= UPGRADES; i++) {
                    module = module.version("1." + i + ".0")
                            .entry(
                                    "db/migration/V" + (i + 1) + "__added.sql",
                                    "ALTER TABLE @id@.row ADD COLUMN added_" + i + " text;");
                    assertThat(stoa.shell("module:install " + module.kar(directory)))
                            .contains("COMPLETED");
                }
            } finally {
                sending.cancel(false);
                clock.shutdown();
            }
            assertThat(clock.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            assertThat(Poll.until(Duration.ofSeconds(30), () -> samples.size() + failures.size() == sent.get()))
                    .as("every request was answered")
                    .isTrue();
            report(start);
            assertThat(failures).isEmpty();
            long stored = new Api(stoa.baseUrl())
                    .withToken(token)
                    .get("/load/rows")
                    .expect(200)
                    .body()
                    .path("rows")
                    .asLong();
            assertThat(stored)
                    .as("rows: those answered 201, and the one of seed")
                    .isEqualTo(written.get() + 1);
        }
    }

    private static String enabledTenant(StoaProcess stoa) {
        Api admin = new Api(stoa.baseUrl()).signIn("admin@stoa.local", PASSWORD);
        admin.post(
                        "/platform/tenants",
                        """
                        {"identifier": "acme", "name": "Acme",
                         "administrator": {"email": "anna@acme.example", "password": "%s", "displayName": "Anna"}}"""
                                .formatted(PASSWORD))
                .expect(201);
        admin.post("/tenants/acme/modules", "{\"moduleId\": \"load\"}").expect(200);
        return new Api(stoa.baseUrl())
                .post("/auth/login", "{\"email\": \"anna@acme.example\", \"password\": \"%s\"}".formatted(PASSWORD))
                .expect(200)
                .at("/accessToken");
    }

    private void send(String base, String token) {
        boolean write = sent.getAndIncrement() % 4 == 0;
        long started = System.nanoTime();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(base + "/api/v1/load/" + (write ? "rows" : "version")))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token);
        if (write) {
            request.header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"note\": \"under load\"}"));
        }
        var unused = client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .whenComplete((response, failure) -> {
                    int expected = write ? 201 : 200;
                    if (failure != null) {
                        failures.add(failure.toString());
                    } else if (response.statusCode() != expected) {
                        failures.add(response.statusCode() + " " + response.body());
                    } else {
                        written.addAndGet(write ? 1 : 0);
                        samples.add(new Sample(started, System.nanoTime() - started));
                    }
                });
    }

    private void report(long start) {
        List<Long> all = new ArrayList<>();
        Map<Long, List<Long>> bySecond = new TreeMap<>();
        for (Sample sample : samples) {
            all.add(sample.nanos());
            bySecond.computeIfAbsent((sample.started() - start) / 1_000_000_000L, any -> new ArrayList<>())
                    .add(sample.nanos());
        }
        double worst = bySecond.values().stream()
                .mapToDouble(second -> percentile(second, 0.99))
                .max()
                .orElse(0);
        System.out.printf(
                "%d upgrades, %d requests at %d/s, failed: %d, p50 %.1f ms, p99 %.1f ms, p99 of the worst second %.1f ms%n",
                UPGRADES, sent.get(), RATE, failures.size(), percentile(all, 0.5), percentile(all, 0.99), worst);
    }

    private static double percentile(List<Long> nanos, double share) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((int) (share * (sorted.size() - 1))) / 1e6;
    }
}
