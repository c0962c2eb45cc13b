package org.stoa.testkit.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.stoa.testkit.MemoryTenants;

/** A tenant made for a test, with its people. Everything is done over HTTP, as its administrator would. */
public final class TestTenant {
    /** Deployments are no tenant's: nobody but operators may ask for one. */
    private static final String NO_DEPLOYMENT = "01980000-0000-7000-8000-000000000000";

    private static final String PASSWORD = "correct horse battery staple";

    private final ApiClient anonymous;
    private final UUID id;
    private final String identifier;
    private final ApiClient admin;
    private final AtomicInteger people = new AtomicInteger();

    private TestTenant(ApiClient anonymous, UUID id, String identifier) {
        this.anonymous = anonymous;
        this.id = id;
        this.identifier = identifier;
        this.admin = anonymous.login(administratorOf(identifier), PASSWORD, identifier);
    }

    /**
     * Creates an active tenant with a complete company, in euros and in Berlin, and with an administrator.
     *
     * @param anonymous a client that has not signed in
     * @param superAdministrator a client of a super administrator
     */
    public static TestTenant create(ApiClient anonymous, ApiClient superAdministrator, String identifier) {
        return create(
                anonymous,
                superAdministrator,
                identifier,
                Map.of("company", MemoryTenants.company(identifier + " GmbH"), "timezone", "Europe/Berlin"));
    }

    /**
     * Creates an active tenant with an administrator.
     *
     * @param details further members of the request, such as {@code company}
     */
    public static TestTenant create(
            ApiClient anonymous, ApiClient superAdministrator, String identifier, Map<String, ?> details) {
        Map<String, Object> administrator =
                Map.of("email", administratorOf(identifier), "password", PASSWORD, "displayName", "Ada Administrator");
        Map<String, Object> body = new LinkedHashMap<>(details);
        body.put("identifier", identifier);
        body.put("name", "Tenant " + identifier);
        body.putIfAbsent("currency", "EUR");
        body.put("administrator", administrator);
        ApiResponse created = superAdministrator.post("/platform/tenants", body).expect(201);
        return new TestTenant(anonymous, UUID.fromString(created.text("/id")), identifier);
    }

    public UUID id() {
        return id;
    }

    public String identifier() {
        return identifier;
    }

    /** The path of the tenant's own resources: {@code /tenants/<identifier>}. */
    public String path() {
        return "/tenants/" + identifier;
    }

    /** A client of the tenant's administrator. */
    public ApiClient admin() {
        return admin;
    }

    /** A client of the tenant's administrator with a new token: one lasts ten minutes, some tests take longer. */
    public ApiClient signedIn() {
        return anonymous.login(administratorOf(identifier), PASSWORD, identifier);
    }

    /** A client of a new user who holds these permissions for the tenant as a whole, and no others. */
    public ApiClient user(String... permissions) {
        String email = newEmail();
        addUser(email, addRole(permissions).text("/name"));
        return anonymous.login(email, PASSWORD, identifier);
    }

    /** Enables a module, and those it requires. */
    public TestTenant enable(String moduleId) {
        ApiResponse answer = admin.post(path() + "/modules", Map.of("moduleId", moduleId));
        if (answer.status() != 200 && answer.status() != 201) {
            throw new AssertionError(moduleId + " could not be enabled: " + answer);
        }
        return this;
    }

    /** One of everything that the core keeps for a tenant, made now, under the keys of {@link OperationContract}. */
    public Identifiers coreIdentifiers() {
        ApiResponse role = addRole("tenant.user.read");
        String user = addUser(newEmail(), role.text("/name"));
        String assignment =
                admin.get(path() + "/users/" + user + "/roles").expect(200).text("/items/0/id");
        String grant = admin.post(
                        path() + "/users/" + user + "/permissions",
                        Map.of("permission", "tenant.role.read", "effect", "GRANT"))
                .expect(201)
                .text("/id");
        String account = admin.post(
                        path() + "/accounts",
                        Map.of("identifier", "account-of-" + identifier, "name", "Account", "type", "CLIENT"))
                .expect(201)
                .text("/id");
        String invitation = admin.post(path() + "/invitations", Map.of("email", newEmail(), "role", role.text("/name")))
                .expect(201)
                .text("/id");
        String apiKey = admin.post(
                        path() + "/api-keys", Map.of("name", "Key", "permissions", List.of("tenant.user.read")))
                .expect(201)
                .text("/id");
        String setting = "setting-of-" + identifier;
        admin.put(path() + "/settings/" + setting, Map.of("value", true));
        String session = admin.get("/me/sessions").expect(200).text("/items/0/id");
        return new Identifiers()
                .put("{tenant}", id)
                .put("parentId", id)
                .put("{role}", role.text("/id"))
                .put("roleId", role.text("/id"))
                .put("{user}", user)
                .put("user", user)
                .put("{assignment}", assignment)
                .put("{grant}", grant)
                .put("{account}", account)
                .put("account", account)
                .put("accountId", account)
                .put("{invitation}", invitation)
                .put("/tenants/{tenant}/api-keys/{id}", apiKey)
                .put("{key}", setting)
                .put("/me/sessions/{id}", session)
                .put("{moduleId}", "hello")
                .put("{flag}", "no-feature")
                .put("enabledTenants", id)
                .put("disabledTenants", id)
                .put("{deployment}", NO_DEPLOYMENT);
    }

    private ApiResponse addRole(String... permissions) {
        Map<String, ?> role = Map.of(
                "name", "Role " + people.incrementAndGet(), "level", "TENANT", "permissions", List.of(permissions));
        return admin.post(path() + "/roles", role).expect(201);
    }

    /** Adds a user who can sign in, and returns its id. */
    private String addUser(String email, String role) {
        Map<String, ?> user = Map.of("email", email, "password", PASSWORD, "displayName", "Uma User", "role", role);
        return admin.post(path() + "/users", user).expect(201).text("/id");
    }

    private String newEmail() {
        return "user" + people.incrementAndGet() + "@" + identifier + ".example";
    }

    private static String administratorOf(String identifier) {
        return "admin@" + identifier + ".example";
    }
}
