package org.stoa.distribution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** A client of the API of a running platform, signed in or not. */
final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final String baseUrl;
    private final String token;

    /** @param body the JSON, or a missing node when the body is empty or something else */
    record Answer(int status, JsonNode body, String text, HttpHeaders headers) {

        /** The member at a JSON pointer, as text. */
        String at(String pointer) {
            return body.at(pointer).asText();
        }

        String code() {
            return at("/code");
        }

        /** What is on a page of a list. */
        List<JsonNode> items() {
            return StreamSupport.stream(body.path("items").spliterator(), false).toList();
        }

        Answer expect(int expected) {
            if (status != expected) {
                throw new AssertionError("expected status " + expected + " but was " + status + ": " + text);
            }
            return this;
        }
    }

    Api(String baseUrl) {
        this(baseUrl, null);
    }

    private Api(String baseUrl, String token) {
        this.baseUrl = baseUrl;
        this.token = token;
    }

    Api signIn(String email, String password) {
        Answer answer = new Api(baseUrl)
                .post("/auth/login", "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password))
                .expect(200);
        return withToken(answer.at("/accessToken"));
    }

    Api withToken(String accessToken) {
        return new Api(baseUrl, accessToken);
    }

    /**
     * As an operator: a tenant in Berlin with a company, and with an administrator {@code admin@<identifier>.example}.
     *
     * @return its id
     */
    String createTenant(String identifier, String password) {
        return post(
                        "/platform/tenants",
                        """
                        {"identifier": "%1$s", "name": "%1$s", "currency": "EUR", "timezone": "Europe/Berlin",
                         "company": {"legalName": "%1$s GmbH", "taxId": "DE123456788", "email": "office@%1$s.example",
                          "phone": "+49 30 1234567", "street": "Unter den Linden 1", "postalCode": "10117",
                          "city": "Berlin", "country": "DE"},
                         "administrator": {"email": "admin@%1$s.example", "password": "%2$s", "displayName": "Admin"}}"""
                                .formatted(identifier, password))
                .expect(201)
                .at("/id");
    }

    /** A path that the platform has named, below {@code /api/v1} as it is asked for here. */
    static String relative(String path) {
        return path.substring("/api/v1".length());
    }

    Answer get(String path) {
        return call("GET", path, null);
    }

    Answer post(String path, String json, String... headers) {
        return call("POST", path, json, headers);
    }

    Answer patch(String path, String json, String... headers) {
        return call("PATCH", path, json, headers);
    }

    Answer delete(String path) {
        return call("DELETE", path, null);
    }

    /**
     * A file.
     *
     * @param path below {@code /api/v1}
     */
    byte[] file(String path) {
        try {
            HttpResponse<byte[]> response = CLIENT.send(request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new AssertionError("expected a file but was " + response.statusCode() + ": "
                        + new String(response.body(), StandardCharsets.UTF_8));
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @param path below {@code /api/v1} */
    Answer call(String method, String path, String json, String... headers) {
        HttpRequest.Builder request = request(path)
                .method(
                        method,
                        json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json));
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), parse(response.body()), response.body(), response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(baseUrl + "/api/v1" + path)).timeout(Duration.ofSeconds(60));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    private static JsonNode parse(String text) {
        try {
            return text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
