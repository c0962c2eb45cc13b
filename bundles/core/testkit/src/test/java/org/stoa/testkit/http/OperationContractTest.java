package org.stoa.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Ids;

/** The contract finds what is wrong with operations, on a made-up platform with one operation. */
class OperationContractTest {
    private static final String MINE = Ids.next().toString();
    private static final String THEIRS = Ids.next().toString();
    private static final String NOT_FOUND = "404 {\"code\": \"not-found\"}";

    private static final String KEPT = "\"responses\": {\"304\": {}}";
    private static final String PAGE = "\"responses\": {\"200\": {\"content\": {\"application/json\": {\"schema\":"
            + " {\"properties\": {\"nextCursor\": {\"type\": \"string\"}}}}}}}";

    private final Map<String, String> documentPaths = new LinkedHashMap<>();
    private final Map<String, Function<String, String>> operations = new ConcurrentHashMap<>();
    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicInteger seconds = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void findsNothingWhereNothingIsWrong() {
        serve("get", "/things/{id}", "", request -> NOT_FOUND);
        serve(
                "post",
                "/parts",
                body("thingId"),
                request -> "400 {\"code\": \"invalid-request\", \"errors\": [{\"field\": \"thingId\"}]}");

        assertThat(failures()).isEmpty();
    }

    @Test
    void findsOperationThatNeedsNoToken() {
        serve("post", "/open", "", request -> "200 {}");

        assertThat(failures()).containsExactly("POST /open must answer 401", "POST /open must answer 403");
    }

    @Test
    void findsOperationThatAnswersWithAnothersThing() {
        serve("get", "/things/{id}", "", request -> request.contains(THEIRS) ? "200 {\"secret\": 1}" : NOT_FOUND);

        assertThat(failures()).containsExactly("GET /things/{id} tells an id");
    }

    @Test
    void findsOperationThatTellsWhetherAnothersThingExists() {
        serve(
                "delete",
                "/things/{id}",
                "",
                request -> request.contains(THEIRS)
                        ? "404 {\"code\": \"not-found\", \"detail\": \"not yours\"}"
                        : NOT_FOUND);

        assertThat(failures()).containsExactly("DELETE /things/{id} tells an id");
    }

    @Test
    void findsAnothersIdInABody() {
        serve(
                "post",
                "/things",
                body("thingId"),
                request -> request.contains(THEIRS) ? "201 {}" : "404 {\"code\": \"not-found\"}");

        assertThat(failures()).containsExactly("POST /things tells an id");
    }

    @Test
    void findsOperationThatChangesAnother() {
        serve("delete", "/things/{id}", "", request -> {
            if (request.contains(THEIRS)) {
                changes.incrementAndGet();
            }
            return NOT_FOUND;
        });

        assertThat(failures()).containsExactly("DELETE /things/{id} changed another tenant");
    }

    @Test
    void findsParameterThatNobodyGaveAnIdentifierFor() {
        serve("get", "/unknown/{thing}", "", request -> NOT_FOUND);

        assertThat(failures()).hasSize(4).allMatch(failure -> failure.startsWith("no identifier is known for"));
    }

    @Test
    void findsNothingWhereATagIsConfirmed() {
        serve("get", "/things/{id}", KEPT, request -> tagged(request, "\"1\""));
        serve("get", "/parts", PAGE, request -> "200 {\"nextCursor\": null}");

        assertThat(failures()).isEmpty();
    }

    @Test
    void findsReadingWithoutTag() {
        serve("get", "/parts", "", request -> "200 {}");
        serve("get", "/whole", KEPT, request -> "200 {}");

        assertThat(failures())
                .containsExactlyInAnyOrder(
                        "GET /parts must answer with an ETag", "GET /whole must answer 200 with an ETag");
    }

    @Test
    void findsTagThatIsNotConfirmed() {
        serve("get", "/whole", KEPT, request -> tagged("nothing", "\"1\""));

        assertThat(failures()).containsExactly("GET /whole must answer 304");
    }

    @Test
    void findsTagThatIsConfirmedToWhoMayNotRead() {
        serve("get", "/open", KEPT, request -> tagged(request, "\"1\""));

        assertThat(failures())
                .containsExactly("GET /open must answer 401", "GET /open must answer 403", "GET /open must answer 401");
    }

    @Test
    void findsContentThatIsRefusedBeforeTheIdsAreLookedAt() {
        serve(
                "put",
                "/things/{id}",
                body("thingId"),
                request -> "400 {\"code\": \"invalid-request\", \"errors\": [{\"field\": \"colour\"}]}");

        assertThat(failures()).containsExactly("PUT /things/{id} refused the content");
    }

    @Test
    void answersAreEqualWhenTheyDifferInWhatTheRequestSaidAndWhenItCame() {
        serve(
                "get",
                "/things/{id}",
                "",
                request -> "404 {\"code\": \"not-found\", \"requestId\": \"" + Ids.next()
                        + "\", \"detail\": \"no " + request.substring(request.lastIndexOf('/') + 1) + "\", \"at\": \""
                        + Instant.ofEpochSecond(seconds.incrementAndGet()) + "\"}");

        assertThat(failures()).isEmpty();
    }

    private List<String> failures() {
        ApiClient client = new ApiClient(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
        OperationContract contract = new OperationContract(
                        client, client.as("admin"), client.as("powerless"), identifiers(MINE), identifiers(THEIRS))
                .unchanged(changes::get);
        List<String> failures = new ArrayList<>();
        contract.tests().flatMap(OperationContractTest::flat).forEach(test -> {
            try {
                test.getExecutable().execute();
            } catch (AssertionError e) {
                failures.add(e.getMessage()
                        .replaceFirst(
                                "( an id| with an ETag| 200 with an ETag| 304| 401| 403| tenant| the content| known for)[\\s\\S]*",
                                "$1"));
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
        return failures;
    }

    private static Stream<DynamicTest> flat(DynamicNode node) {
        return node instanceof DynamicContainer container
                ? container.getChildren().flatMap(OperationContractTest::flat)
                : Stream.of((DynamicTest) node);
    }

    private static Identifiers identifiers(String thing) {
        return new Identifiers().put("/things/{id}", thing).put("thingId", thing);
    }

    /** 404 to any thing but the own one, else the thing, or that it has not changed. */
    private static String tagged(String request, String tag) {
        if (request.contains("/things/") && !request.contains(MINE)) {
            return NOT_FOUND;
        }
        return request.contains(tag) ? "304 " + tag : "200 " + tag;
    }

    private static String body(String idField) {
        return "\"requestBody\": {\"content\": {\"application/json\": {\"schema\": {\"type\": \"object\","
                + "\"properties\": {\"" + idField + "\": {\"type\": \"string\", \"format\": \"uuid\"}}}}}}";
    }

    /** @param operation gets path and body or If-None-Match, and answers status and body, which may be its own tag */
    private void serve(String method, String path, String description, Function<String, String> operation) {
        documentPaths.put("/api/v1" + path, "{\"" + method + "\": {" + description + "}}");
        operations.put("/api/v1" + path.replaceFirst("/\\{.*", ""), operation);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        if (path.equals("/api/openapi.json")) {
            send(exchange, "200 {\"paths\": " + documentPaths.toString().replaceAll("(/[^=, ]+)=", "\"$1\": ") + "}");
            return;
        }
        Function<String, String> operation = operations.entrySet().stream()
                .filter(entry -> path.startsWith(entry.getKey()))
                .findFirst()
                .orElseThrow()
                .getValue();
        boolean open = path.endsWith("/open");
        if (token == null && !open) {
            send(exchange, "401 {\"code\": \"not-authenticated\"}");
        } else if ("Bearer powerless".equals(token) && !open) {
            send(exchange, "403 {\"code\": \"permission-denied\"}");
        } else {
            String tag = exchange.getRequestHeaders().getFirst("If-None-Match");
            send(exchange, operation.apply(path + " " + (tag == null ? body : tag)));
        }
    }

    private static void send(HttpExchange exchange, String answer) throws IOException {
        int status = Integer.parseInt(answer.substring(0, 3));
        String text = answer.substring(4);
        if (text.startsWith("\"")) {
            exchange.getResponseHeaders().set("ETag", text);
            exchange.getResponseHeaders().set("Cache-Control", "private, no-cache");
        }
        if (status == 304) {
            exchange.sendResponseHeaders(status, -1);
        } else {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
