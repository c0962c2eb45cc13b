package org.stoa.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Asks the platform over HTTP whether it is ready, and hears what is missing. */
final class Readiness {

    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Between two reports of progress: what is missing for less is not worth a line. */
    private static final Duration REPORTS = Duration.ofSeconds(1);

    private static final int LONGEST_ANSWER = 500;

    /** A check that failed, in the answer of {@code /health/ready}. */
    private static final Pattern DOWN =
            Pattern.compile("\"name\":\"([^\"]*)\",\"status\":\"DOWN\",\"detail\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final HttpRequest request;
    private final Consumer<String> progress;
    private volatile String missing = "the HTTP server";
    private String reported = missing;
    private long lastReport = System.nanoTime();

    /** @param progress hears what is missing whenever that changes */
    Readiness(String baseUrl, Consumer<String> progress) {
        this.request = HttpRequest.newBuilder(URI.create(baseUrl + "/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        this.progress = progress;
    }

    /** @return empty as soon as the platform is ready, else what was missing when the time was over */
    Optional<String> await(Duration time) throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(1);
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
        var unused = thread.scheduleWithFixedDelay(() -> look(ready), 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return ready.await(time.toMillis(), TimeUnit.MILLISECONDS) ? Optional.empty() : Optional.of(missing);
        } finally {
            thread.shutdownNow();
        }
    }

    private void look(CountDownLatch ready) {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                ready.countDown();
                return;
            }
            missing = describe(response.statusCode(), response.body());
        } catch (IOException e) {
            missing = "the HTTP server";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        report();
    }

    private static String describe(int status, String body) {
        Matcher checks = DOWN.matcher(body);
        String failed = checks.results()
                .map(check -> check.group(1) + " (" + check.group(2) + ")")
                .collect(Collectors.joining(", "));
        if (!failed.isEmpty()) {
            return failed;
        }
        return status == 404
                ? "the REST part"
                : "status " + status + " " + body.substring(0, Math.min(body.length(), LONGEST_ANSWER));
    }

    private void report() {
        if (!missing.equals(reported) && System.nanoTime() - lastReport > REPORTS.toNanos()) {
            reported = missing;
            lastReport = System.nanoTime();
            progress.accept(missing);
        }
    }
}
