package org.stoa.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Sends the same requests in turn at a steady rate, whether answers come or not, from when it is made until it is ended. */
final class SteadyLoad {

    /**
     * One kind of request.
     *
     * @param path below {@code /api/v1}
     * @param json body of a POST; null for a GET
     */
    record Kind(String path, String json) {

        int expected() {
            return json == null ? 200 : 201;
        }
    }

    /** @param started nanoseconds, when it was due to be sent */
    private record Sample(long started, long nanos) {}

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong sent = new AtomicLong();
    private final ConcurrentMap<Kind, AtomicLong> answered = new ConcurrentHashMap<>();
    private final long start = System.nanoTime();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final String base;
    private final String token;
    private final int rate;
    private final List<Kind> kinds;
    private final ScheduledFuture<?> sending;

    /**
     * Begins to send.
     *
     * @param rate requests a second
     */
    SteadyLoad(String baseUrl, String token, int rate, List<Kind> kinds) {
        this.base = baseUrl + "/api/v1";
        this.token = token;
        this.rate = rate;
        this.kinds = kinds;
        this.sending =
                clock.scheduleAtFixedRate(this::send, 0, TimeUnit.SECONDS.toNanos(1) / rate, TimeUnit.NANOSECONDS);
    }

    private void send() {
        Kind kind = kinds.get((int) (sent.getAndIncrement() % kinds.size()));
        long started = System.nanoTime();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + kind.path()))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token);
        if (kind.json() != null) {
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(kind.json()));
        }
        var unused = client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .whenComplete((response, failure) -> {
                    if (failure != null) {
                        failures.add(kind.path() + ": " + failure);
                    } else if (response.statusCode() != kind.expected()) {
                        failures.add(kind.path() + ": " + response.statusCode() + " " + response.body());
                    } else {
                        answered.computeIfAbsent(kind, any -> new AtomicLong()).incrementAndGet();
                        samples.add(new Sample(started, System.nanoTime() - started));
                    }
                });
    }

    /** Stops to send, waits for all answers and fails if one was not as it should be. Prints how long answers took. */
    void end(String what) throws InterruptedException {
        sending.cancel(false);
        clock.shutdown();
        assertThat(clock.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Poll.until(Duration.ofSeconds(30), () -> samples.size() + failures.size() == sent.get()))
                .as("every request was answered")
                .isTrue();
        report(what);
        assertThat(failures).isEmpty();
    }

    /** How often requests of this kind were answered as they should be. */
    long answered(Kind kind) {
        AtomicLong count = answered.get(kind);
        return count == null ? 0 : count.get();
    }

    private void report(String what) {
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
                "%s, %d requests at %d/s, failed: %d, p50 %.1f ms, p99 %.1f ms, p99 of the worst second %.1f ms%n",
                what, sent.get(), rate, failures.size(), percentile(all, 0.5), percentile(all, 0.99), worst);
    }

    private static double percentile(List<Long> nanos, double share) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((int) (share * (sorted.size() - 1))) / 1e6;
    }
}
