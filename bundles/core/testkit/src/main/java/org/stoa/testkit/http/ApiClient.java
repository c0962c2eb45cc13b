package org.stoa.testkit.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A small client of the platform. Immutable: {@link #with} and {@link #as} give another one over the same connections.
 *
 * <pre>{@code
 * ApiClient admin = new ApiClient(base).login("ada@example.org", "correct horse battery", "acme");
 * admin.post("/hello/greetings", Map.of("message", "Hi")).expect(201).text("/id");
 * }</pre>
 */
public final class ApiClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI api;
    private final Map<String, String> headers;

    /** @param base address of the platform, such as {@code http://127.0.0.1:8181} */
    public ApiClient(URI base) {
        this(
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(TIMEOUT)
                        .build(),
                base.resolve("/api/v1"),
                Map.of());
    }

    private ApiClient(HttpClient http, URI api, Map<String, String> headers) {
        this.http = http;
        this.api = api;
        this.headers = headers;
    }

    /** The same client that sends this header too. */
    public ApiClient with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ApiClient(http, api, more);
    }

    /** The value of a header that it sends with every request, or null. */
    public String header(String name) {
        return headers.get(name);
    }

    /** The same client with this access token. */
    public ApiClient as(String accessToken) {
        return with("Authorization", "Bearer " + accessToken);
    }

    /**
     * The same client, signed in.
     *
     * @param tenant identifier of the tenant to work in, or null for the only one
     */
    public ApiClient login(String email, String password, String tenant) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("email", email);
        body.put("password", password);
        if (tenant != null) {
            body.put("tenant", tenant);
        }
        return as(post("/auth/login", body).expect(200).text("/accessToken"));
    }

    public ApiResponse get(String path) {
        return send("GET", path, null);
    }

    /** @param body anything Jackson can write, JSON as a text, or null for none */
    public ApiResponse post(String path, Object body) {
        return send("POST", path, body);
    }

    public ApiResponse put(String path, Object body) {
        return send("PUT", path, body);
    }

    /** @param etag of what was read last */
    public ApiResponse patch(String path, String etag, Object body) {
        return with("If-Match", etag).send("PATCH", path, body);
    }

    public ApiResponse delete(String path) {
        return send("DELETE", path, null);
    }

    /**
     * Sends any request.
     *
     * @param path below {@code /api/v1}
     * @param body anything Jackson can write, JSON as a text, or null for none
     */
    public ApiResponse send(String method, String path, Object body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(api + path)).timeout(TIMEOUT);
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            String text = body instanceof String ? (String) body : Json.write(body);
            request.setHeader("Content-Type", contentType(method));
            request.method(method, BodyPublishers.ofString(text, StandardCharsets.UTF_8));
        }
        headers.forEach(request::setHeader);
        return exchange(request.build());
    }

    /** The OpenAPI document of what is mounted at this moment. */
    public ApiResponse openApi() {
        return exchange(HttpRequest.newBuilder(api.resolve("/api/openapi.json"))
                .timeout(TIMEOUT)
                .build());
    }

    private ApiResponse exchange(HttpRequest request) {
        try {
            var response = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new ApiResponse(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String contentType(String method) {
        return "PATCH".equals(method) ? "application/merge-patch+json" : "application/json";
    }
}
