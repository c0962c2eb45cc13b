package org.stoa.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks the platform over HTTP whether it is ready. */
final class Readiness {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int LONGEST_BODY = 2_000;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final HttpRequest request;
    private String missing = "the HTTP server does not answer";

    Readiness(String baseUrl) {
        this.request = HttpRequest.newBuilder(URI.create(baseUrl + "/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
    }

    /** @return empty as soon as the platform is ready, else what it said last when the time was over */
    Optional<String> await(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            if (isReady()) {
                return Optional.empty();
            }
            Thread.sleep(PAUSE.toMillis());
        }
        return Optional.of(missing);
    }

    private boolean isReady() throws InterruptedException {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                return true;
            }
            String body = response.body();
            missing = "GET /health/ready answers " + response.statusCode() + " "
                    + body.substring(0, Math.min(body.length(), LONGEST_BODY));
        } catch (IOException e) {
            missing = "the HTTP server does not answer";
        }
        return false;
    }
}
