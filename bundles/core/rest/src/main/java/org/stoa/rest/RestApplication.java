package org.stoa.rest;

import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.cxf.jaxrs.impl.RuntimeDelegateImpl;
import org.stoa.api.module.ModuleDefinition;
import org.stoa.api.module.ModuleRegistry;
import org.stoa.api.platform.ResourceInspection;
import org.stoa.api.rest.ProblemCode;
import org.stoa.rest.call.BehindFilter;
import org.stoa.rest.call.ClientAddresses;
import org.stoa.rest.call.Guard;
import org.stoa.rest.call.RateLimits;
import org.stoa.rest.call.RequestFilter;
import org.stoa.rest.call.ServerErrors;
import org.stoa.rest.call.TenantTurns;
import org.stoa.rest.call.Uploads;
import org.stoa.rest.json.JsonCodec;
import org.stoa.rest.openapi.OpenApiDocument;
import org.stoa.rest.problem.ProblemCatalog;
import org.stoa.rest.problem.ProblemTexts;
import org.stoa.rest.problem.ProblemWriter;
import org.stoa.rest.problem.Problems;
import org.stoa.rest.publish.EndpointFactory;
import org.stoa.rest.publish.Group;
import org.stoa.rest.publish.Publisher;
import org.stoa.rest.publish.ResourceInspector;
import org.stoa.rest.status.ApiServlet;
import org.stoa.rest.status.ErrorServlet;
import org.stoa.rest.status.Health;
import org.stoa.rest.status.PlatformMetrics;
import org.stoa.rest.status.RequestMetrics;
import org.stoa.rest.status.StatusServlet;

/**
 * The HTTP interface of the platform, without OSGi: resources go in, a filter and two servlets come out. Mount
 * {@link #filter} at {@code /*}, {@link #apiServlet} at {@code /api/*} and {@link #statusServlet} at {@code /}, all in
 * the root context.
 */
public final class RestApplication implements AutoCloseable {

    /** Of one tenant: half of the threads that the distribution gives to HTTP. */
    private static final int MOST_WAITING = 100;

    /** For a turn; as long as for a connection to the database, but half of what an upgrade waits for requests at most. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Publisher publisher;
    private final ResourceInspection inspection;
    private final ProblemCatalog catalog = new ProblemCatalog();
    private final PlatformMetrics metrics;
    private final Uploads uploads;
    private final ServerErrors serverErrors;
    private final JsonCodec ownCodec;
    private final Filter filter;
    private final Servlet apiServlet;
    private final Servlet statusServlet;

    /**
     * @param clock refills the allowances of clients and tenants
     */
    public RestApplication(Collaborators collaborators, RestSettings settings, Clock clock) {
        this(collaborators, settings, clock, Set.of(), () -> true, true);
    }

    /**
     * @param expected symbolic names of the bundles of the core without which the platform is not ready
     * @param booted whether every bundle of the installation has been started
     * @param direct false to call every operation through the full JAX-RS runtime
     */
    public RestApplication(
            Collaborators collaborators,
            RestSettings settings,
            Clock clock,
            Set<String> expected,
            BooleanSupplier booted,
            boolean direct) {
        // resources build responses with it, whichever way they are called
        RuntimeDelegate.setInstance(new RuntimeDelegateImpl());
        Problems problems = new Problems(new ProblemTexts(), catalog);
        this.metrics = new PlatformMetrics(
                () -> {
                    ModuleRegistry modules = collaborators.modulesOrNull();
                    return modules == null ? List.of() : modules.installed();
                },
                collaborators::cachesOrNull);
        this.uploads = new Uploads(settings.uploadLimit());
        RateLimits limits = new RateLimits(settings, clock);
        Guard guard = new Guard(
                collaborators, limits, new TenantTurns(settings.tenantRequests(), MOST_WAITING, patience(settings)));
        ClientAddresses addresses = new ClientAddresses(settings.proxies(), settings.metricsNetworks());
        EndpointFactory factory =
                new EndpointFactory(collaborators, guard, problems, settings, uploads, metrics.registry(), direct);
        this.inspection = new ResourceInspector(factory, settings.bodyLimit());
        this.publisher = new Publisher(factory, collaborators, guard, settings);
        this.ownCodec = new JsonCodec(RestApplication.class.getClassLoader(), settings.bodyLimit());
        ProblemWriter writer = new ProblemWriter(ownCodec.mapper());
        this.serverErrors = new ServerErrors(problems, writer);
        this.filter = new RequestFilter(
                settings,
                uploads,
                serverErrors,
                addresses,
                limits,
                problems,
                writer,
                new RequestMetrics(metrics.registry()));
        this.apiServlet = new ApiServlet(publisher, new OpenApiDocument(publisher), catalog);
        this.statusServlet =
                new StatusServlet(new Health(collaborators, publisher, expected, booted), metrics, addresses);
    }

    /** What every request goes through first. */
    public Filter filter() {
        return filter;
    }

    /** Serves {@code /api/*}. */
    public Servlet apiServlet() {
        return new BehindFilter(filter, apiServlet);
    }

    /** Shows errors of the servlet container: its page for every status from 400 on. */
    public Servlet errorServlet() {
        return new ErrorServlet(serverErrors);
    }

    /** Serves everything else. */
    public Servlet statusServlet() {
        return new BehindFilter(filter, statusServlet);
    }

    /**
     * Publishes the resources of a bundle of the core, in place of those it had.
     *
     * @param name symbolic name of the bundle
     */
    public void publishCore(String name, ClassLoader loader, List<?> resources) {
        publishCore(name, loader, resources, true);
    }

    /**
     * The same with resources that may not be all.
     *
     * @param whole false when more are to come, which are waited for for a while
     */
    public void publishCore(String name, ClassLoader loader, List<?> resources, boolean whole) {
        publisher.publish(Group.core(name, loader, resources, whole));
    }

    /** Lets the core wait for a while for the resources of a bundle that is there. */
    public void expectOfCore(String name) {
        publisher.expectOfCore(name);
    }

    /**
     * Publishes the resources of a version of a module, in place of those its bundle had.
     *
     * @param name of the bundle, other than that of another version that is there at the same time
     * @param version of the bundle, as OSGi writes it
     */
    public void publishModule(
            String name, ModuleDefinition definition, String version, ClassLoader loader, List<?> resources) {
        publishModule(name, definition, version, loader, resources, true);
    }

    /**
     * The same with resources that may not be all.
     *
     * @param whole false when more are to come, which are waited for for a while
     */
    public void publishModule(
            String name,
            ModuleDefinition definition,
            String version,
            ClassLoader loader,
            List<?> resources,
            boolean whole) {
        publisher.publish(Group.module(name, definition, version, loader, resources, whole));
    }

    /** Whether requests reach the resources of a version of a module, every one of these. */
    public boolean isPublished(String moduleId, String version, List<?> resources) {
        return publisher.isPublished(moduleId, version, resources);
    }

    /** Explains these kinds of problems at {@code /api/problems} from now on. */
    public void explain(Collection<? extends ProblemCode> codes) {
        catalog.learn(codes);
    }

    /** Says what would keep resources from being published. */
    public ResourceInspection inspection() {
        return inspection;
    }

    /** Takes the resources of a bundle back; requests to them have ended when this returns. */
    public void withdraw(String name) {
        publisher.withdraw(name);
    }

    /**
     * Waits until everything asked for is published.
     *
     * @return false when it is not after {@code patience}
     */
    public boolean settle(Duration patience) throws InterruptedException {
        return publisher.settle(patience);
    }

    @Override
    public void close() {
        serverErrors.close();
        publisher.close();
        uploads.close();
        ownCodec.close();
        metrics.close();
    }

    private static Duration patience(RestSettings settings) {
        Duration half = settings.drainTime().dividedBy(2);
        return half.compareTo(PATIENCE) < 0 ? half : PATIENCE;
    }
}
