package org.stoa.testkit.platform;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.stoa.access.AccessProblem;
import org.stoa.activity.PostgresActivities;
import org.stoa.api.industry.IndustryTemplate;
import org.stoa.api.module.InstalledModule;
import org.stoa.api.module.ModuleDefinition;
import org.stoa.api.module.ModuleRegistry;
import org.stoa.api.platform.IndustryInspection;
import org.stoa.api.platform.RuleViolation;
import org.stoa.api.rest.RestResource;
import org.stoa.data.StandaloneDatabases;
import org.stoa.data.postgresql.PostgresServer;
import org.stoa.metadata.MetadataProblem;
import org.stoa.registry.PostgresModuleRegistry;
import org.stoa.rest.RestApplication;
import org.stoa.subscription.limit.Limits;
import org.stoa.testkit.TestDatabases;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.Identifiers;
import org.stoa.testkit.http.OperationContract;
import org.stoa.testkit.http.TestTenant;

/**
 * The platform in the JVM of the test: the real bundles of the core and the modules under test, wired by declarative
 * services, on a real PostgreSQL with a database of its own, behind a real HTTP server.
 *
 * <pre>{@code
 * try (TestPlatform platform = TestPlatform.start(HelloModule.class)) {
 *     TestTenant acme = platform.createTenant("acme");
 *     acme.enable("hello");
 *     acme.admin().post("/hello/greetings", Map.of("message", "Hi")).expect(201);
 * }
 * }</pre>
 */
public final class TestPlatform implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String ADMINISTRATOR = "operator@platform.example";
    /** Half of the time that a token lasts. */
    private static final Duration TOKEN_USED_FOR = Duration.ofMinutes(5);

    private static final String PASSWORD = "correct horse battery staple";
    private static final List<Class<?>> CORE = List.of(
            StandaloneDatabases.class,
            AccessProblem.class,
            PostgresModuleRegistry.class,
            MetadataProblem.class,
            Limits.class,
            PostgresActivities.class,
            RestApplication.class);

    private final PostgresServer database;
    private final PostgresServer reached;
    private final ClassPathFramework framework = new ClassPathFramework();
    private final HttpServer server;
    private ApiClient superAdministrator;
    private long signedIn;

    private TestPlatform(UnaryOperator<PostgresServer> way, Map<String, Object> subscription, Class<?>... modules) {
        database = TestDatabases.shared().server("platform_" + NUMBER.incrementAndGet());
        reached = way.apply(database);
        boolean started = false;
        try {
            framework.start(ConfigurationAdmin.class);
            framework.start(componentRuntime());
            configure(subscription);
            CORE.forEach(framework::start);
            Stream.of(modules).forEach(framework::start);
            framework.awaitComponents();
            awaitModules();
            checkIndustries();
            server = new HttpServer(framework);
            awaitOperations();
            started = true;
        } finally {
            if (!started) {
                framework.close();
            }
        }
    }

    /**
     * Starts the platform with these modules installed.
     *
     * @param modules a class of each module's bundle, such as its definition
     * @throws AssertionError when a module or its industry is refused, a component lacks a service or a resource is not
     *     published; says why
     */
    public static TestPlatform start(Class<?>... modules) {
        return new TestPlatform(UnaryOperator.identity(), Map.of(), modules);
    }

    /**
     * The same with a tenant that bills the others.
     *
     * @param billingTenant identifier of the tenant, which the test creates
     */
    public static TestPlatform startBilledBy(String billingTenant, Class<?>... modules) {
        return new TestPlatform(UnaryOperator.identity(), Map.of("billingTenant", billingTenant), modules);
    }

    /**
     * The same with something between it and its database.
     *
     * @param way the database as the platform reaches it
     */
    static TestPlatform startBehind(UnaryOperator<PostgresServer> way, Class<?>... modules) {
        return new TestPlatform(way, Map.of(), modules);
    }

    /** Where it listens. */
    public URI uri() {
        return server.uri();
    }

    /** A client that has not signed in. */
    public ApiClient client() {
        return new ApiClient(uri());
    }

    /** A client of the first super administrator. */
    public ApiClient superAdministrator() {
        long now = System.nanoTime();
        if (superAdministrator == null || now - signedIn > TOKEN_USED_FOR.toNanos()) {
            superAdministrator = client().login(ADMINISTRATOR, PASSWORD, null);
            signedIn = now;
        }
        return superAdministrator;
    }

    /** Creates an active tenant with a complete company and an administrator. */
    public TestTenant createTenant(String identifier) {
        return TestTenant.create(client(), superAdministrator(), identifier);
    }

    /**
     * The contract of every operation that is served now, with two new tenants that have these modules enabled. It also
     * looks into the database to see that nothing of the other tenant changes.
     *
     * @param modules ids of the modules under test
     * @param identifiers what identifies one of each thing that these modules keep for a tenant; may create them
     */
    public OperationContract operationContract(List<String> modules, Function<TestTenant, Identifiers> identifiers) {
        int number = NUMBER.incrementAndGet();
        TestTenant one = createTenant("one-" + number);
        TestTenant other = createTenant("other-" + number);
        modules.forEach(one::enable);
        modules.forEach(other::enable);
        TenantDigest digest = new TenantDigest(owner());
        return new OperationContract(client(), one, other, identifiers).unchanged(() -> digest.of(other.id()));
    }

    /** A service of the platform, such as {@link ModuleRegistry}. */
    public <S> S service(Class<S> type) {
        return framework.service(type);
    }

    /** Connections of the owner of all tables: to look at what is really there. */
    public DataSource owner() {
        return database.owner();
    }

    /** The database as the platform reaches it. */
    PostgresServer reached() {
        return reached;
    }

    /** Where modules are put to be installed. */
    Path deployFolder() {
        return framework.storage().resolve("deploy");
    }

    /** Sees every bundle of the platform. */
    BundleContext bundles() {
        return framework.context();
    }

    private void configure(Map<String, Object> subscription) {
        framework.configure(
                "org.stoa.data", Map.of("url", reached.url(), "user", reached.user(), "password", reached.password()));
        framework.configure(
                "org.stoa.access",
                Map.of(
                        "directory", framework.directory("access").toString(),
                        "administrator.email", ADMINISTRATOR,
                        ".administrator.password", PASSWORD));
        framework.configure(
                "org.stoa.registry",
                Map.of(
                        "directory",
                        framework.directory("modules").toString(),
                        "deployFolder",
                        framework.directory("deploy").toString(),
                        "profile",
                        "development",
                        "startSeconds",
                        5));
        Map<String, Object> settings = new HashMap<>(subscription);
        settings.put("calls.flushMillis", 100);
        framework.configure("org.stoa.subscription", settings);
        framework.configure(
                "org.stoa.rest",
                Map.of("rate.client.perMinute", 0, "rate.tenant.perMinute", 0, "rate.public.perMinute", 0));
    }

    private void awaitModules() {
        ModuleRegistry registry = framework.service(ModuleRegistry.class);
        int expected = framework
                .services("(objectClass=" + ModuleDefinition.class.getName() + ")")
                .size();
        ClassPathFramework.await("the modules to be ready", () -> {
            List<InstalledModule> installed = registry.installed();
            installed.stream()
                    .filter(module -> module.state() == InstalledModule.State.FAILED)
                    .forEach(module -> {
                        throw new AssertionError("module " + module.id() + " was refused: " + module.problem());
                    });
            boolean ready = installed.size() == expected
                    && installed.stream().allMatch(module -> module.state() == InstalledModule.State.READY);
            return ready ? Optional.of(installed) : Optional.empty();
        });
    }

    /** A template that is wrong is not offered to tenants, which is only logged. */
    private void checkIndustries() {
        IndustryInspection inspection = framework.service(IndustryInspection.class);
        framework
                .services("(objectClass=" + IndustryTemplate.class.getName() + ")")
                .forEach((reference, template) -> {
                    String name = reference.getBundle().getSymbolicName();
                    String id = name.substring(name.lastIndexOf('.') + 1);
                    List<RuleViolation> violations =
                            inspection.inspect(id, (IndustryTemplate) template).violations();
                    if (!violations.isEmpty()) {
                        throw new AssertionError("the industry of module " + id + " was refused:\n"
                                + violations.stream()
                                        .map(RuleViolation::toString)
                                        .collect(Collectors.joining("\n")));
                    }
                });
    }

    /** Resources are published in the background; one that is refused is never there. */
    private void awaitOperations() {
        List<String> roots = framework.services("(" + RestResource.PROPERTY + "=*)").values().stream()
                .map(resource -> resource.getClass()
                        .getAnnotation(jakarta.ws.rs.Path.class)
                        .value())
                .toList();
        ClassPathFramework.await("the operations of " + roots + " (the log says what was refused)", () -> {
            List<String> paths = new ArrayList<>();
            client().openApi().expect(200).json().path("paths").fieldNames().forEachRemaining(paths::add);
            boolean complete = roots.stream().allMatch(root -> paths.stream().anyMatch(path -> path.contains(root)));
            return complete ? Optional.of(paths) : Optional.empty();
        });
    }

    /** A class of the bundle itself: its API is in a jar of its own. */
    private static Class<?> componentRuntime() {
        try {
            return Class.forName("org.apache.felix.scr.impl.Activator", false, TestPlatform.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("declarative services are not on the class path", e);
        }
    }

    @Override
    public void close() {
        server.close();
        framework.close();
    }
}
