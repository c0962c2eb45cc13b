package org.stoa.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every operation that the running platform describes, of the core and of every module: called without signing in,
 * without the permission, and by one tenant with the ids of another. An operation with a parameter that this test does
 * not know fails it, so that none is forgotten.
 */
class OperationsIT {

    private static final String PASSWORD = "operations-of-Stoa-42";
    private static final Pattern PARAMETER = Pattern.compile("\\{([a-zA-Z]+)}");
    /** Stands for things that this test makes none of; the operation contract of the test kit goes through all. */
    private static final String NOWHERE = "01234567-89ab-7cde-8f01-23456789abcd";

    /** Bodies that operations with an id in their path need to get as far as looking for it. */
    private static final Map<String, String> BODIES = Map.of(
            "POST /users/{user}/roles", "{\"role\": \"User\"}",
            "POST /users/{user}/permissions", "{\"permission\": \"tenant.hello.read\", \"effect\": \"GRANT\"}",
            "PUT /members/{user}", "{\"role\": \"member\"}",
            "PUT /settings/{key}", "{\"value\": 1}",
            "POST /invoices/{id}/void", "{\"reason\": \"not theirs\"}",
            "POST /tenants/{tenant}/modules", "{\"moduleId\": \"hello\", \"simulate\": true}");

    private static StoaProcess stoa;
    private static List<Operation> operations;
    private static Api anna;
    private static Api nobody;
    private static Map<String, String> own;
    private static Map<String, String> foreign;

    /** What answers the same of everybody of whom nothing is known, whether or not there is such a user. */
    private static final Set<String> ABOUT_ANYBODY =
            Set.of("/api/v1/marketplace/users/{user}/rating", "/api/v1/marketplace/users/{user}/reviews");

    private record Operation(String method, String path, String permission, boolean isPublic, List<String> query) {

        boolean hasParameter() {
            return path.contains("{");
        }

        String body() {
            String suffix = method + " " + path;
            return BODIES.entrySet().stream()
                    .filter(entry -> suffix.startsWith(entry.getKey().split(" ")[0] + " ")
                            && path.endsWith(entry.getKey().split(" ")[1]))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(method.equals("GET") || method.equals("DELETE") ? null : "{}");
        }

        /** The path with the ids of {@code ids}; below {@code /api/v1}. */
        String with(Map<String, String> ids) {
            String[] template = path.substring("/api/v1".length()).split("/");
            String[] filled = template.clone();
            for (int i = 1; i < template.length; i++) {
                Matcher parameter = PARAMETER.matcher(template[i]);
                if (parameter.matches()) {
                    String kind = parameter.group(1).equals("id") ? template[i - 1] : parameter.group(1);
                    filled[i] = ids.getOrDefault(kind, NOWHERE);
                }
            }
            return String.join("/", filled);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @BeforeAll
    static void startWithTwoTenants() throws Exception {
        stoa = StoaProcess.prepare("operations")
                .withoutRateLimits()
                .with("STOA_ADMIN_PASSWORD", PASSWORD)
                .start();
        Api admin = new Api(stoa.baseUrl()).signIn("admin@stoa.local", PASSWORD);
        own = new TreeMap<>();
        foreign = new TreeMap<>();
        anna = tenant(admin, "go-models", own);
        Api bert = tenant(admin, "film-studio-x", foreign);
        assertThat(bert.get("/hello/greetings").status()).isEqualTo(200);
        nobody = userWithoutAnyRole();
        operations = operations();
    }

    @AfterAll
    static void stop() {
        stoa.close();
    }

    @Test
    void modulesAndCoreAreDescribed() {
        assertThat(operations).hasSizeGreaterThan(80);
        assertThat(operations.stream().map(Operation::path))
                .contains("/api/v1/auth/login", "/api/v1/billing/invoices/{id}/issue", "/api/v1/hello/greetings/{id}");
    }

    @Test
    void withoutSigningInNothingButThePublicIsAnswered() {
        List<String> wrong = new ArrayList<>();
        Api stranger = new Api(stoa.baseUrl());
        for (Operation operation : operations) {
            if (!operation.isPublic()) {
                Api.Answer answer = call(stranger, operation, operation.with(own));
                if (answer.status() != 401 || !answer.code().equals("not-authenticated")) {
                    wrong.add(operation + " -> " + answer.status() + " " + answer.code());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void withoutThePermissionNothingIsAnswered() {
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        for (Operation operation : operations) {
            // What concerns the caller alone needs no role.
            if (operation.isPublic() || operation.permission().startsWith("user.self.")) {
                continue;
            }
            asked++;
            Api.Answer answer = call(nobody, operation, operation.with(own));
            if (answer.status() != 403 || !answer.code().equals("permission-denied")) {
                wrong.add(operation + " -> " + answer.status() + " " + answer.code());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThan(60);
    }

    @Test
    void idsOfAnotherTenantAreLikeIdsThatDoNotExist() throws Exception {
        Map<String, String> before = rowsOf(foreign.get("tenant"));
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        for (Operation operation : operations) {
            if (!operation.hasParameter()) {
                continue;
            }
            for (boolean inOwnTenant : new boolean[] {false, true}) {
                Map<String, String> theirs = new TreeMap<>(foreign);
                Map<String, String> nowhere = unknownIds();
                if (inOwnTenant) {
                    theirs.put("tenant", own.get("tenant"));
                    nowhere.put("tenant", own.get("tenant"));
                }
                if (operation.with(theirs).equals(operation.with(nowhere))) {
                    continue;
                }
                asked++;
                Api.Answer real = call(anna, operation, operation.with(theirs));
                Api.Answer none = call(anna, operation, operation.with(nowhere));
                if (!comparable(real, theirs).equals(comparable(none, nowhere))) {
                    wrong.add(operation + "\n  theirs:  " + real.status() + " " + real.text() + "\n  nowhere: "
                            + none.status() + " " + none.text());
                } else if (real.status() < 400
                        && !operation.path().contains("{key}")
                        && !ABOUT_ANYBODY.contains(operation.path())) {
                    wrong.add(operation + " succeeded with an id of another tenant: " + real.text());
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(asked).as("pairs compared").isGreaterThan(60);
        assertThat(rowsOf(foreign.get("tenant"))).as("rows of the other tenant").isEqualTo(before);
        int calls = asked;
        assertThat(Poll.until(Duration.ofSeconds(30), () -> callsOf(own.get("tenant")) >= calls))
                .as("calls are counted for the tenant of the caller")
                .isTrue();
        assertThat(callsOf(foreign.get("tenant")))
                .as("and not for the tenant they were aimed at")
                .isLessThan(calls);
    }

    @Test
    void idsOfAnotherTenantInQueriesAreLikeIdsThatDoNotExist() {
        Map<String, String> parameters = Map.of("user", "user", "account", "account", "customer", "customers");
        for (Operation operation : operations) {
            for (String parameter : operation.query()) {
                String kind = parameters.get(parameter);
                if (kind == null) {
                    continue;
                }
                String path = operation.with(own) + "?permission=tenant.hello.read&user=" + own.get("user");
                path = operation.path().endsWith("/explain") ? path : operation.with(own) + "?limit=10";
                path = path.replaceAll("&" + parameter + "=[^&]*", "") + "&" + parameter + "=";
                String unknown = UUID.randomUUID().toString();
                assertThat(comparable(anna.get(path + foreign.get(kind)), foreign))
                        .as(operation + " with " + parameter)
                        .isEqualTo(comparable(anna.get(path + unknown), Map.of("x", unknown)));
            }
        }
    }

    @Test
    void idsOfAnotherTenantInBodiesAreLikeIdsThatDoNotExist() {
        String invoice =
                """
                {"customerId": "%s", "currency": "EUR", "items": [{"description": "x", "quantity": 1,
                 "unitPrice": {"amount": "1.00", "currency": "EUR"}, "taxRate": 0}]}""";
        String role = "{\"role\": \"User\", \"accountId\": \"%s\"}";
        String roleId = "{\"roleId\": \"%s\"}";
        String users = "/tenants/" + own.get("tenant") + "/users/" + own.get("user") + "/roles";
        String invitation = "{\"email\": \"new@go-models.example\", \"role\": \"User\", \"accountId\": \"%s\"}";
        List<String[]> cases = List.of(
                new String[] {"/billing/invoices", invoice, "customers"},
                new String[] {users, role, "account"},
                new String[] {users, roleId, "role"},
                new String[] {"/tenants/" + own.get("tenant") + "/invitations", invitation, "account"});
        for (String[] one : cases) {
            String unknown = UUID.randomUUID().toString();
            Api.Answer theirs = anna.post(one[0], one[1].formatted(foreign.get(one[2])));
            Api.Answer nowhere = anna.post(one[0], one[1].formatted(unknown));
            assertThat(theirs.status()).as(one[0] + " " + theirs.text()).isBetween(400, 499);
            assertThat(comparable(theirs, foreign)).as(one[0]).isEqualTo(comparable(nowhere, Map.of("x", unknown)));
        }
    }

    private static Api.Answer call(Api api, Operation operation, String path) {
        return api.call(operation.method(), path, operation.body(), "If-Match", "\"1\"");
    }

    /** Status and body without what differs by nature: the id of the request, and the ids that were asked for. */
    private static String comparable(Api.Answer answer, Map<String, String> ids) {
        String text = answer.text().replaceAll("\"requestId\":\"[^\"]*\"", "\"requestId\":\"-\"");
        for (String id : ids.values()) {
            text = text.replace(id, "<id>");
        }
        return answer.status() + " " + text.replaceAll("\"(updatedAt|createdAt)\":\"[^\"]*\"", "\"time\":\"-\"");
    }

    private static Map<String, String> unknownIds() {
        Map<String, String> ids = new TreeMap<>();
        foreign.forEach((name, id) ->
                ids.put(name, name.equals("moduleId") ? id : name.equals("key") ? "nowhere.key" : unlike(id)));
        return ids;
    }

    /** A UUID of the same version that is nobody's. */
    private static String unlike(String id) {
        String other = UUID.randomUUID().toString();
        return id.substring(0, 15) + other.substring(15);
    }

    private static Api tenant(Api admin, String identifier, Map<String, String> ids) {
        String email = "admin@" + identifier + ".example";
        ids.put(
                "tenant",
                admin.post(
                                "/platform/tenants",
                                """
                        {"identifier": "%s", "name": "%s",
                         "company": {"legalName": "L", "taxId": "T1", "email": "o@x.example", "street": "S 1",
                                     "postalCode": "1", "city": "C", "country": "DE"},
                         "administrator": {"email": "%s", "password": "%s", "displayName": "Admin"}}"""
                                        .formatted(identifier, identifier, email, PASSWORD))
                        .expect(201)
                        .at("/id"));
        Api api = new Api(stoa.baseUrl()).signIn(email, PASSWORD);
        String base = "/tenants/" + identifier;
        api.post(base + "/modules", "{\"moduleId\": \"billing\"}");
        api.post(base + "/modules", "{\"moduleId\": \"hello\"}");
        api.post(base + "/modules", "{\"moduleId\": \"booking\"}").expect(200);
        api.post(base + "/modules", "{\"moduleId\": \"marketplace\"}").expect(200);
        ids.put("moduleId", "billing");
        ids.put("deployment", "01980000-0000-7000-8000-000000000000");
        ids.put(
                "user",
                created(
                        api,
                        base + "/users",
                        "{\"email\": \"user@%s.example\", \"displayName\": \"U\", \"role\": \"User\", \"password\": \"%s\"}"
                                .formatted(identifier, PASSWORD)));
        ids.put(
                "account",
                created(
                        api,
                        base + "/accounts",
                        "{\"identifier\": \"main\", \"name\": \"Main\", \"type\": \"AGENCY\"}"));
        ids.put(
                "role",
                created(
                        api,
                        base + "/roles",
                        "{\"name\": \"Greeter\", \"level\": \"TENANT\", \"permissions\": [\"tenant.hello.read\"]}"));
        ids.put(
                "invitation",
                created(
                        api,
                        base + "/invitations",
                        "{\"email\": \"guest@%s.example\", \"role\": \"User\"}".formatted(identifier)));
        ids.put(
                "api-keys",
                created(api, base + "/api-keys", "{\"name\": \"key\", \"permissions\": [\"tenant.hello.read\"]}"));
        String user = base + "/users/" + ids.get("user");
        ids.put("assignment", created(api, user + "/roles", "{\"roleId\": \"%s\"}".formatted(ids.get("role"))));
        ids.put(
                "grant",
                created(api, user + "/permissions", "{\"permission\": \"tenant.hello.read\", \"effect\": \"GRANT\"}"));
        api.call("PUT", base + "/settings/" + identifier + ".key", "{\"value\": \"secret of " + identifier + "\"}");
        ids.put("key", identifier + ".key");
        ids.put("sessions", api.get("/me/sessions").expect(200).at("/items/0/id"));
        ids.put("customers", created(api, "/billing/customers", "{\"name\": \"C\", \"currency\": \"EUR\"}"));
        ids.put(
                "invoices",
                created(
                        api,
                        "/billing/invoices",
                        """
                        {"customerId": "%s", "currency": "EUR", "items": [{"description": "x", "quantity": 1,
                         "unitPrice": {"amount": "1.00", "currency": "EUR"}, "taxRate": 0}]}"""
                                .formatted(ids.get("customers"))));
        ids.put("resources", created(api, "/booking/resources", "{\"kind\": \"ROOM\", \"name\": \"R\"}"));
        ids.put(
                "listings",
                created(
                        api,
                        "/marketplace/listings",
                        "{\"type\": \"JOB\", \"title\": \"T\", \"description\": \"D\", \"priceType\": \"NEGOTIABLE\"}"));
        ids.put("greetings", created(api, "/hello/greetings", "{\"message\": \"hello\"}"));
        return api;
    }

    private static String created(Api api, String path, String json) {
        return api.post(path, json).expect(201).at("/id");
    }

    private static Api userWithoutAnyRole() {
        String base = "/tenants/go-models/users";
        String id = created(
                anna,
                base,
                "{\"email\": \"nobody@go-models.example\", \"displayName\": \"Nobody\", \"role\": \"User\", \"password\": \"%s\"}"
                        .formatted(PASSWORD));
        for (JsonNode role :
                anna.get(base + "/" + id + "/roles").expect(200).body().at("/items")) {
            anna.delete(base + "/" + id + "/roles/" + role.at("/id").asText()).expect(204);
        }
        return new Api(stoa.baseUrl()).signIn("nobody@go-models.example", PASSWORD);
    }

    private static List<Operation> operations() throws Exception {
        JsonNode document = new ObjectMapper()
                .readTree(stoa.send(HttpRequest.newBuilder(URI.create(stoa.baseUrl() + "/api/openapi.json"))
                                .build())
                        .body());
        List<Operation> found = new ArrayList<>();
        document.at("/paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    JsonNode operation = method.getValue();
                    List<String> query = new ArrayList<>();
                    for (Iterator<JsonNode> all = operation.path("parameters").elements(); all.hasNext(); ) {
                        JsonNode parameter = all.next();
                        if (parameter.at("/in").asText().equals("query")) {
                            query.add(parameter.at("/name").asText());
                        }
                    }
                    found.add(new Operation(
                            method.getKey().toUpperCase(java.util.Locale.ROOT),
                            path.getKey(),
                            operation.path("x-stoa-permission").asText(),
                            operation.path("x-stoa-public").asBoolean(),
                            query));
                }));
        return found;
    }

    /** How many calls of a tenant were counted and written, which is done every few seconds. */
    private static long callsOf(String tenant) throws IOException, SQLException {
        try (Connection connection = EmbeddedDatabase.of(stoa).connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT coalesce(sum(used), 0) FROM data.usage_total"
                        + " WHERE resource = 'api_calls' AND tenant_id = '" + tenant + "'")) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * Table to a digest of the rows of one tenant, over every table with a tenant; without the counts of its own calls,
     * which are written later.
     */
    private static Map<String, String> rowsOf(String tenant) throws Exception {
        Map<String, String> digests = new TreeMap<>();
        try (Connection connection = EmbeddedDatabase.of(stoa).connect();
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                try (ResultSet row =
                        statement.executeQuery("SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|'"
                                + " ORDER BY t::text)), '-') FROM " + table + " t WHERE tenant_id = '" + tenant
                                + "' AND coalesce(to_jsonb(t)->>'resource', '') <> 'api_calls'")) {
                    row.next();
                    digests.put(table, row.getString(1));
                }
            }
        }
        assertThat(digests).as("tables with a tenant").hasSizeGreaterThan(15);
        return digests;
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                """
                SELECT c.table_schema || '.' || c.table_name
                FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
                WHERE c.column_name = 'tenant_id' AND t.table_type = 'BASE TABLE'""")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }
}
