package org.stoa.testkit.http;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/**
 * What every operation of every bundle promises, tried out on the operations that the running platform's OpenAPI
 * document names:
 *
 * <ul>
 *   <li>without a token it answers 401, unless it is public;
 *   <li>to a user of the tenant without any role it answers 403;
 *   <li>what it reads and is not one page of many has a tag, with which it is not sent again, but to nobody who may not
 *       read it;
 *   <li>called by tenant A with the ids of tenant B, in the path, the query or the body, it answers exactly as with ids
 *       that nothing has, and nothing of B changes.
 * </ul>
 *
 * <p>Only HTTP is needed, so that it runs against a platform in the same JVM and against a distribution alike. An
 * operation whose path parameters or id fields nobody gave identifiers for fails: new operations cannot be forgotten.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicNode> operations() {
 *     return new OperationContract(client, tenantA, tenantB, tenant -> new Identifiers()
 *                     .put("/hello/greetings/{id}", post(tenant)))
 *             .only(path -> path.startsWith("/hello/"))
 *             .tests();
 * }
 * }</pre>
 */
public final class OperationContract {
    /** Held by whoever is signed in. */
    private static final String OWN_SELF = "user.self.";

    private final ApiClient anonymous;
    private final ApiClient administrator;
    private final ApiClient powerless;
    private final Identifiers own;
    private final Identifiers foreign;
    private final Identifiers nonexistent;
    private final Map<String, Function<Identifiers, Object>> bodies = new LinkedHashMap<>();
    private final Map<String, String> queries = new LinkedHashMap<>();
    private final Set<String> missing = new LinkedHashSet<>();
    private Predicate<String> scope = path -> true;
    private Supplier<?> digest = () -> "";

    /**
     * @param anonymous a client that has not signed in
     * @param one the tenant whose people call
     * @param other the tenant whose ids they call with
     * @param identifiers what identifies one of each thing that the modules under test keep for a tenant; the things of
     *     the core are made by the contract itself. Values that are equal for both tenants are taken as shared by all
     */
    public OperationContract(
            ApiClient anonymous, TestTenant one, TestTenant other, Function<TestTenant, Identifiers> identifiers) {
        this(
                anonymous,
                one.admin(),
                one.user(),
                one.coreIdentifiers().putAll(identifiers.apply(one)),
                other.coreIdentifiers().putAll(identifiers.apply(other)));
        CoreRequests.describe(this);
    }

    OperationContract(
            ApiClient anonymous, ApiClient administrator, ApiClient powerless, Identifiers own, Identifiers foreign) {
        this.anonymous = anonymous;
        this.administrator = administrator;
        this.powerless = powerless;
        this.own = own;
        this.foreign = foreign;
        this.nonexistent = foreign.nonexistent(own);
    }

    /**
     * A valid body for an operation for which none can be made up from its schema.
     *
     * @param operation such as {@code POST /billing/invoices}
     * @param body from the identifiers of one tenant
     */
    public OperationContract body(String operation, Function<Identifiers, Object> body) {
        bodies.put(operation, body);
        return this;
    }

    /**
     * Query parameters without which an operation is refused, besides those that take an id.
     *
     * @param query such as {@code from=2026-01-01&to=2026-12-31}
     */
    public OperationContract query(String operation, String query) {
        queries.put(operation, query);
        return this;
    }

    /** An operation that reads what the tenants under test do not have, as somebody else has to make it. */
    public OperationContract missing(String operation) {
        missing.add(operation);
        return this;
    }

    /** Tries only the operations whose path below {@code /api/v1} fits; all when this is not called. */
    public OperationContract only(Predicate<String> paths) {
        scope = paths;
        return this;
    }

    /** What sums up all that tenant B has; it must be equal before and after the calls with B's ids. */
    public OperationContract unchanged(Supplier<?> digestOfB) {
        digest = digestOfB;
        return this;
    }

    /** One test per promise and operation. */
    public Stream<DynamicNode> tests() {
        OpenApiDocument document =
                new OpenApiDocument(anonymous.openApi().expect(200).json());
        List<Operation> operations = document.operations().stream()
                .filter(operation -> scope.test(operation.path()))
                .toList();
        return Stream.of(
                dynamicTest("the document names operations", () -> requireOperations(operations)),
                dynamicContainer(
                        "without a token",
                        operations.stream()
                                .filter(operation -> !operation.isPublic())
                                .map(operation -> dynamicTest(operation.key(), () -> asNobody(document, operation)))),
                dynamicContainer(
                        "without the permission",
                        operations.stream()
                                .filter(operation -> !operation.isPublic())
                                .filter(operation -> !operation.permission().startsWith(OWN_SELF))
                                .map(operation ->
                                        dynamicTest(operation.key(), () -> withoutPermission(document, operation)))),
                dynamicContainer(
                        "with the tag of what was read",
                        operations.stream()
                                .filter(operation -> operation.reading() != Operation.Reading.NOTHING)
                                .map(operation -> dynamicTest(operation.key(), () -> withTag(document, operation)))),
                dynamicContainer(
                        "with ids of another tenant",
                        operations.stream()
                                .map(operation ->
                                        dynamicTest(operation.key(), () -> withForeignIds(document, operation)))));
    }

    private static void requireOperations(List<Operation> operations) {
        if (operations.isEmpty()) {
            throw new AssertionError("the OpenAPI document names no operation below /api/v1 to try");
        }
    }

    private void asNobody(OpenApiDocument document, Operation operation) {
        ApiResponse answer = send(anonymous, operation, ownValues(operation), request(document, operation, own));
        require(answer.status() == 401 && !answer.code().isEmpty(), operation, "401 with a code", answer);
    }

    private void withoutPermission(OpenApiDocument document, Operation operation) {
        ApiResponse answer = send(powerless, operation, ownValues(operation), request(document, operation, own));
        require(
                answer.status() == 403 && answer.code().equals("permission-denied"),
                operation,
                "403 permission-denied",
                answer);
    }

    private void withTag(OpenApiDocument document, Operation operation) {
        ApiResponse first = read(administrator, document, operation);
        require(first.status() < 500, operation, "as it should", first);
        String tag = first.header("ETag");
        if (operation.reading() == Operation.Reading.PAGE) {
            require(tag == null, operation, "without ETag, as its description does not name 304", first);
            return;
        }
        if (operation.reading() == Operation.Reading.OTHER) {
            boolean json = !first.json().isMissingNode() && first.status() == 200;
            require(
                    !json,
                    operation,
                    "with an ETag, and name 304 in its description, as it is not one page of many",
                    first);
            return;
        }
        if (isMissing(operation, first)) {
            return;
        }
        require(first.status() == 200 && tag != null, operation, "200 with an ETag to its own tenant", first);
        require("private, no-cache".equals(first.header("Cache-Control")), operation, "private, no-cache", first);
        ApiResponse again = read(administrator.with("If-None-Match", tag), document, operation);
        boolean sameAgain = again.status() == 304 && again.text().isEmpty() && tag.equals(again.header("ETag"));
        boolean changed = again.status() == 200 && !again.text().equals(first.text());
        require(sameAgain || changed, operation, "304 to the ETag that it gave", again);
        if (!operation.isPublic()) {
            ApiResponse nobody = read(anonymous.with("If-None-Match", tag), document, operation);
            require(nobody.status() == 401 && nobody.header("ETag") == null, operation, "401 whatever the tag", nobody);
        }
        if (!operation.isPublic() && !operation.permission().startsWith(OWN_SELF)) {
            ApiResponse refused = read(powerless.with("If-None-Match", tag), document, operation);
            require(
                    refused.status() == 403 && refused.header("ETag") == null,
                    operation,
                    "403 whatever the tag",
                    refused);
        }
    }

    /** The administrator of a tenant reads nothing of the platform's, and what all tenants share need not be there. */
    private boolean isMissing(Operation operation, ApiResponse answer) {
        List<String> templates = operation.templates();
        boolean shared =
                !templates.isEmpty() && Identifiers.isShared(templates.get(templates.size() - 1), own, foreign);
        return operation.permission().startsWith("platform.") && answer.status() == 403
                || (shared || missing.contains(operation.key())) && answer.status() == 404;
    }

    private ApiResponse read(ApiClient client, OpenApiDocument document, Operation operation) {
        return send(client, operation, ownValues(operation), request(document, operation, own));
    }

    private void withForeignIds(OpenApiDocument document, Operation operation) {
        Content theirs = request(document, operation, foreign);
        Content nobodys = request(document, operation, nonexistent);
        Object before = digest.get();
        for (int firstForeign : firstForeignParameters(operation, theirs)) {
            Answer real = new Answer(
                    send(administrator, operation, values(operation, foreign, firstForeign), theirs), foreign);
            Answer none = new Answer(
                    send(administrator, operation, values(operation, nonexistent, firstForeign), nobodys), nonexistent);
            if (!real.comparable().equals(none.comparable())) {
                throw new AssertionError(operation + " tells an id of another tenant from one that nothing has:\n"
                        + real.comparable() + "\n" + none.comparable());
            }
            requireMeaning(operation, theirs, real.response());
        }
        Object after = digest.get();
        if (!after.equals(before)) {
            throw new AssertionError(operation + " changed another tenant:\nbefore " + before + "\nafter  " + after);
        }
    }

    /**
     * From which parameter on the ids are B's, those before being A's: from the first, and from each other one on. Where
     * only what is shared by all tenants is left, nothing is to be tried. Without parameters, what counts is the content.
     */
    private List<Integer> firstForeignParameters(Operation operation, Content content) {
        List<String> templates = operation.templates();
        List<Integer> starts = new ArrayList<>();
        for (int start = 0; start < templates.size(); start++) {
            List<String> rest = templates.subList(start, templates.size());
            if (rest.stream().anyMatch(template -> !Identifiers.isShared(template, own, foreign))) {
                starts.add(start);
            }
        }
        if (!content.idFields().isEmpty() && !starts.contains(templates.size())) {
            starts.add(templates.size());
        }
        return starts;
    }

    /** An answer that stems from something else than the id would prove nothing. */
    private static void requireMeaning(Operation operation, Content content, ApiResponse answer) {
        boolean defect = answer.status() >= 500 || answer.status() == 401 || answer.status() == 415;
        boolean limited = answer.status() == 429;
        boolean unknownPath = answer.code().equals("no-such-path");
        boolean invalid = answer.status() == 400 && !blamesIds(content, answer);
        if (limited) {
            throw new AssertionError(operation + " was rate limited: raise the limits of the platform under test");
        }
        if (invalid) {
            throw new AssertionError(operation + " refused the content before it looked at the ids: give the contract"
                    + " a valid one with body(\"" + operation + "\", ...); it sent " + content.body() + " and got "
                    + answer);
        }
        if (defect || unknownPath) {
            throw new AssertionError(operation + " answered " + answer + " to ids of another tenant");
        }
    }

    private static boolean blamesIds(Content content, ApiResponse answer) {
        List<String> blamed = new ArrayList<>();
        answer.json()
                .path("errors")
                .forEach(error -> blamed.add(error.path("field").asText()));
        return !blamed.isEmpty()
                && blamed.stream().allMatch(field -> content.idFields().stream()
                        .anyMatch(id -> field.equals(id) || field.endsWith("." + id) || field.endsWith("/" + id)));
    }

    private List<String> ownValues(Operation operation) {
        return values(operation, own, 0);
    }

    private List<String> values(Operation operation, Identifiers identifiers, int firstForeign) {
        List<String> templates = operation.templates();
        List<String> values = new ArrayList<>();
        for (int index = 0; index < templates.size(); index++) {
            String template = templates.get(index);
            Identifiers source = index < firstForeign ? own : identifiers;
            values.add(source.ofPath(template)
                    .orElseThrow(() -> new AssertionError("no identifier is known for " + template
                            + ": add one for both tenants, so that " + operation + " can be tried")));
        }
        return values;
    }

    private Content request(OpenApiDocument document, Operation operation, Identifiers identifiers) {
        SampleBody sample = new SampleBody(document, identifiers);
        Object body = null;
        Set<String> idFields = new LinkedHashSet<>(operation.queryIds());
        if (bodies.containsKey(operation.key())) {
            body = bodies.get(operation.key()).apply(identifiers);
            idFields.addAll(fieldsWithIds(body, identifiers));
        } else if (!operation.bodySchema().isMissingNode()) {
            body = sample.of(operation.bodySchema());
            idFields.addAll(sample.idFields());
        }
        return new Content(body, idFields, identifiers);
    }

    private static Set<String> fieldsWithIds(Object body, Identifiers identifiers) {
        Set<String> names = new LinkedHashSet<>();
        Json.read(Json.write(body)).properties().forEach(member -> {
            if (identifiers.isValue(member.getValue().asText())) {
                names.add(member.getKey());
            }
        });
        return names;
    }

    private ApiResponse send(ApiClient client, Operation operation, List<String> values, Content content) {
        List<String> query = new ArrayList<>();
        operation
                .queryIds()
                .forEach(name -> query.add(name + "=" + content.identifiers().get(name)));
        if (queries.containsKey(operation.key())) {
            query.add(queries.get(operation.key()));
        }
        String path = operation.pathWith(values) + (query.isEmpty() ? "" : "?" + String.join("&", query));
        ApiClient sender = operation.method().equals("GET") ? client : client.with("If-Match", "\"1\"");
        return sender.send(operation.method(), path, content.body());
    }

    private static void require(boolean holds, Operation operation, String expected, ApiResponse answer) {
        if (!holds) {
            throw new AssertionError(operation + " must answer " + expected + " but answered " + answer);
        }
    }

    /** @param idFields names of the members of body and query that carry ids */
    private record Content(Object body, Set<String> idFields, Identifiers identifiers) {}
}
