package org.stoa.billing.provider;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Behaves like Stripe's API for what is used of it, as far as its documentation tells: payment intents, refunds, search by
 * metadata, idempotency keys that bring back the first answer, and errors. The real one was not asked.
 */
public final class FakeStripe implements AutoCloseable {
    public static final String KEY = "sk_test_fake_key";
    static final String RESTRICTED_KEY = "rk_test_fake_key";
    static final String LIVE_KEY = "sk_live_fake_key";
    static final String GOOD_CARD = "pm_card_visa";
    static final String BAD_CARD = "pm_card_declined";

    private static final Instant DECLINED_AT = Instant.ofEpochSecond(1_773_000_000);
    private static final Pattern METADATA_QUERY = Pattern.compile("metadata\\['(\\w+)'\\]:'([^']*)'");

    /** What goes wrong with the next request. */
    enum Fault {
        /** 401, and nothing was done. */
        UNAUTHORIZED(401),
        /** 403, and nothing was done. */
        FORBIDDEN(403),
        /** 404, and nothing was done. */
        NOT_FOUND(404),
        /** 429, and nothing was done. */
        TOO_MANY(429),
        /** 500, and nothing was done. */
        ERROR_BEFORE(500),
        /** It was done, and 500. */
        ERROR_AFTER,
        /** It was done, and the connection is lost. */
        LOST_AFTER,
        /** It was done, and the answer takes longer than anybody waits. */
        SLOW_AFTER,
        /** The connection is lost, and nothing was done. */
        DOWN;

        private final int refusal;

        Fault() {
            this(0);
        }

        Fault(int refusal) {
            this.refusal = refusal;
        }
    }

    private record Answer(int status, String body) {}

    private record Remembered(String request, Answer answer) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, JsonObject> intents = new LinkedHashMap<>();
    private final Map<String, JsonObject> refunds = new LinkedHashMap<>();
    private final Map<String, JsonObject> customers = new HashMap<>();
    private final Map<String, JsonObject> setups = new HashMap<>();
    /** Saved payment methods, and whose they are. */
    private final Map<String, String> methods = new HashMap<>();

    private final Set<String> empty = new HashSet<>();
    private final Map<String, Remembered> keys = new HashMap<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    /** What was declined and not reported yet. */
    private final Deque<JsonObject> declined = new ArrayDeque<>();

    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean down;
    private int charges;
    private int requests;
    private int number;

    public FakeStripe() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    synchronized void next(Fault fault) {
        faults.add(fault);
        if (fault == Fault.DOWN || fault == Fault.LOST_AFTER) {
            // Java itself sends a request a second time when its connection is lost
            faults.add(fault);
        }
    }

    /** Whether no request gets through from now on. */
    synchronized void down(boolean value) {
        down = value;
    }

    /** How often money was taken. */
    public synchronized int charges() {
        return charges;
    }

    synchronized int requests() {
        return requests;
    }

    synchronized int refundCount() {
        return refunds.size();
    }

    synchronized int intentsOf(String invoice) {
        return (int) intents.values().stream()
                .filter(intent -> intent.getAsJsonObject("metadata")
                        .get("stoa_invoice")
                        .getAsString()
                        .equals(invoice))
                .count();
    }

    /** Forgets all keys, as after a day. */
    synchronized void forgetKeys() {
        keys.clear();
    }

    /** The payer pays by itself. */
    public synchronized JsonObject pay(String id) {
        JsonObject intent = intents.get(id);
        succeed(intent);
        return intent.deepCopy();
    }

    /** Somebody gives money back at Stripe itself. */
    synchronized void refundByHand(String payment, long units) {
        refund(Map.of("payment_intent", payment, "amount", Long.toString(units)));
    }

    /** The event that Stripe sends of what it declined last; null when it has sent that. */
    synchronized String nextDecline() {
        JsonObject intent = declined.poll();
        if (intent == null) {
            return null;
        }
        return StripeMessages.event("payment_intent.payment_failed", intent.toString(), DECLINED_AT);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Fault fault;
        Answer answer;
        synchronized (this) {
            requests++;
            fault = down ? Fault.DOWN : faults.poll();
            boolean before = fault != null && fault.refusal > 0 || fault == Fault.DOWN;
            answer = before ? null : answer(exchange, body);
        }
        if (fault == Fault.DOWN || fault == Fault.LOST_AFTER) {
            exchange.close();
            return;
        }
        if (fault == Fault.SLOW_AFTER) {
            awaitImpatience();
        }
        if (fault != null && fault.refusal > 0 && fault.refusal < 500) {
            answer = error(fault.refusal, "invalid_request_error", null, "Refused for another reason than the payment");
        } else if (fault == Fault.ERROR_BEFORE || fault == Fault.ERROR_AFTER) {
            answer = error(500, "api_error", null, "Something went wrong");
        }
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.getResponseHeaders().add("Request-Id", "req_" + requests);
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Holds the answer back until the tests are over. */
    private void awaitImpatience() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(HttpExchange exchange, String body) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (Stream.of(KEY, RESTRICTED_KEY, LIVE_KEY).map("Bearer "::concat).noneMatch(authorization::equals)) {
            return error(401, "invalid_request_error", null, "Invalid API Key provided");
        }
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        if (!method.equals("POST") || key == null) {
            return route(
                    method,
                    path,
                    parameters(
                            method.equals("POST")
                                    ? body
                                    : exchange.getRequestURI().getRawQuery()));
        }
        String remembered = authorization.contains("_live_") + key;
        Remembered before = keys.get(remembered);
        if (before != null) {
            return before.request().equals(path + body)
                    ? before.answer()
                    : error(
                            400,
                            "idempotency_error",
                            null,
                            "Keys for idempotent requests can only be used with the same parameters");
        }
        Answer answer = route(method, path, parameters(body));
        keys.put(remembered, new Remembered(path + body, answer));
        return answer;
    }

    private Answer route(String method, String path, Map<String, String> parameters) {
        String[] parts = path.substring(1).split("/");
        if (path.equals("/v1/payment_intents") && method.equals("POST")) {
            return create(parameters);
        }
        if (path.equals("/v1/payment_intents/search")) {
            return search(parameters.get("query"));
        }
        if (path.equals("/v1/customers")) {
            return customer(parameters);
        }
        if (path.equals("/v1/setup_intents")) {
            return setup(parameters);
        }
        if (path.startsWith("/v1/setup_intents/")) {
            return new Answer(200, setups.get(parts[2]).toString());
        }
        if (path.equals("/v1/refunds")) {
            return method.equals("POST") ? refund(parameters) : refundsOf(parameters.get("payment_intent"));
        }
        JsonObject intent = parts.length > 2 ? intents.get(parts[2]) : null;
        if (intent == null) {
            return error(404, "invalid_request_error", "resource_missing", "No such payment_intent");
        }
        if (path.endsWith("/cancel")) {
            if (intent.get("status").getAsString().equals("succeeded")) {
                return error(
                        400, "invalid_request_error", "payment_intent_unexpected_state", "It has already succeeded");
            }
            intent.addProperty("status", "canceled");
        }
        return new Answer(200, intent.toString());
    }

    private Answer customer(Map<String, String> parameters) {
        String id = "cus_" + ++number;
        JsonObject customer = new JsonObject();
        customer.addProperty("id", id);
        customer.addProperty("object", "customer");
        customer.addProperty("name", parameters.get("name"));
        customers.put(id, customer);
        return new Answer(200, customer.toString());
    }

    private Answer setup(Map<String, String> parameters) {
        if (!customers.containsKey(parameters.get("customer"))) {
            return error(400, "invalid_request_error", "resource_missing", "No such customer");
        }
        String id = "seti_" + ++number;
        JsonObject setup = new JsonObject();
        setup.addProperty("id", id);
        setup.addProperty("object", "setup_intent");
        setup.addProperty("status", "requires_payment_method");
        setup.addProperty("customer", parameters.get("customer"));
        setup.addProperty("client_secret", id + "_secret");
        setups.put(id, setup);
        return new Answer(200, setup.toString());
    }

    /** The payer leaves a card in the browser. */
    public synchronized String finishSetup(String secret, boolean good) {
        JsonObject setup = setups.get(secret.replace("_secret", ""));
        String method = "pm_" + ++number;
        methods.put(method, setup.get("customer").getAsString());
        JsonObject card = new JsonObject();
        card.addProperty("brand", "visa");
        card.addProperty("last4", "4242");
        card.addProperty("exp_month", 12);
        card.addProperty("exp_year", 2030);
        JsonObject object = new JsonObject();
        object.addProperty("id", method);
        object.addProperty("object", "payment_method");
        object.addProperty("type", "card");
        object.add("card", card);
        setup.add("payment_method", object);
        setup.addProperty("status", "succeeded");
        empty(method, !good);
        return method;
    }

    /** Whether a card is declined from now on. */
    public synchronized void empty(String method, boolean value) {
        if (value) {
            empty.add(method);
        } else {
            empty.remove(method);
        }
    }

    synchronized int customerCount() {
        return customers.size();
    }

    private Answer create(Map<String, String> parameters) {
        JsonObject intent = new JsonObject();
        String id = "pi_" + ++number;
        intent.addProperty("id", id);
        intent.addProperty("object", "payment_intent");
        intent.addProperty("amount", Long.parseLong(parameters.get("amount")));
        intent.addProperty("amount_received", 0);
        intent.addProperty("currency", parameters.get("currency"));
        intent.addProperty("client_secret", id + "_secret");
        intent.addProperty("status", "requires_payment_method");
        intent.add("metadata", metadata(parameters));
        intents.put(id, intent);
        if (!"true".equals(parameters.get("confirm"))) {
            return new Answer(200, intent.toString());
        }
        String method = parameters.get("payment_method");
        if (!Objects.equals(methods.get(method), parameters.get("customer"))) {
            return error(400, "invalid_request_error", null, "The payment method belongs to another customer");
        }
        if (method.equals(BAD_CARD) || empty.contains(method)) {
            JsonObject trouble = new JsonObject();
            trouble.addProperty("message", "Your card was declined.");
            intent.add("last_payment_error", trouble);
            declined.add(intent);
            return error(402, "card_error", "card_declined", "Your card was declined.");
        }
        succeed(intent);
        return new Answer(200, intent.toString());
    }

    private static JsonObject metadata(Map<String, String> parameters) {
        JsonObject metadata = new JsonObject();
        parameters.forEach((name, value) -> {
            if (name.startsWith("metadata[")) {
                metadata.addProperty(name.substring("metadata[".length(), name.length() - 1), value);
            }
        });
        return metadata;
    }

    private void succeed(JsonObject intent) {
        charges++;
        intent.addProperty("status", "succeeded");
        intent.addProperty("amount_received", intent.get("amount").getAsLong());
    }

    /** Like Stripe's, whose search is a little behind; the tests ask when that has passed. */
    private Answer search(String query) {
        Matcher matcher = METADATA_QUERY.matcher(query);
        if (!matcher.matches()) {
            return error(400, "invalid_request_error", null, "The query is not understood");
        }
        JsonArray data = new JsonArray();
        intents.values().stream()
                .filter(intent -> intent.getAsJsonObject("metadata").has(matcher.group(1))
                        && intent.getAsJsonObject("metadata")
                                .get(matcher.group(1))
                                .getAsString()
                                .equals(matcher.group(2)))
                .forEach(data::add);
        JsonObject result = new JsonObject();
        result.addProperty("object", "search_result");
        result.addProperty("has_more", false);
        result.add("data", data);
        return new Answer(200, result.toString());
    }

    private Answer refund(Map<String, String> parameters) {
        JsonObject intent = intents.get(parameters.get("payment_intent"));
        if (intent == null || !intent.get("status").getAsString().equals("succeeded")) {
            return error(400, "invalid_request_error", null, "Nothing was paid");
        }
        JsonObject refund = new JsonObject();
        String id = "re_" + ++number;
        refund.addProperty("id", id);
        refund.addProperty("object", "refund");
        refund.addProperty("amount", Long.parseLong(parameters.get("amount")));
        refund.addProperty("currency", intent.get("currency").getAsString());
        refund.addProperty("payment_intent", intent.get("id").getAsString());
        refund.addProperty("status", "succeeded");
        refund.add("metadata", metadata(parameters));
        refunds.put(id, refund);
        return new Answer(200, refund.toString());
    }

    private Answer refundsOf(String payment) {
        JsonArray data = new JsonArray();
        refunds.values().stream()
                .filter(refund -> refund.get("payment_intent").getAsString().equals(payment))
                .forEach(data::add);
        JsonObject result = new JsonObject();
        result.addProperty("object", "list");
        result.addProperty("url", "/v1/refunds");
        result.addProperty("has_more", false);
        result.add("data", data);
        return new Answer(200, result.toString());
    }

    private static Answer error(int status, String type, String code, String message) {
        JsonObject error = new JsonObject();
        error.addProperty("type", type);
        error.addProperty("code", code);
        error.addProperty("message", message);
        JsonObject body = new JsonObject();
        body.add("error", error);
        return new Answer(status, body.toString());
    }

    private static Map<String, String> parameters(String form) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : form == null || form.isEmpty() ? new String[0] : form.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
        }
        return parameters;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
