package org.stoa.rest.osgi;

import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.servlet.whiteboard.HttpWhiteboardConstants;
import org.stoa.api.cache.Caches;
import org.stoa.api.module.ModuleRegistry;
import org.stoa.api.platform.CallCounter;
import org.stoa.api.platform.DatabaseHealth;
import org.stoa.api.platform.HealthIndicator;
import org.stoa.api.platform.ModulePublication;
import org.stoa.api.platform.ModuleVersions;
import org.stoa.api.platform.ResourceInspection;
import org.stoa.api.platform.StartupWork;
import org.stoa.api.security.Authenticator;
import org.stoa.api.tenant.TenantService;
import org.stoa.rest.Collaborators;
import org.stoa.rest.RestApplication;
import org.stoa.rest.RestSettings;
import org.stoa.rest.call.Networks;

/**
 * Puts the HTTP interface into the runtime: mounts it through the HTTP whiteboard, and publishes the resources that
 * bundles register. Works from the first moment on, with whatever of the platform is already there.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "org.stoa.rest")
public final class RestComponent {

    /** Without the resources of these the platform is of no use. */
    private static final Set<String> EXPECTED = Set.of("org.stoa.access", "org.stoa.registry");
    /** Registered by Karaf when everything that belongs to the installation has been started. */
    private static final String BOOT_FINISHED = "org.apache.karaf.features.BootFinished";

    private final Collaborators collaborators = Collaborators.none();
    private final RestApplication application;
    private final ResourceTracker tracker;
    private final List<ServiceRegistration<?>> mounted;
    private final List<ServiceRegistration<?>> offered;

    /** Configuration {@code org.stoa.rest}; lists are separated by commas. */
    @interface Config {
        /** Origins whose pages may call the API from a browser. */
        String[] cors_origins() default {};

        /** Largest request body, in bytes. */
        int body_maxBytes() default RestSettings.DEFAULT_BODY_LIMIT;

        /** Largest file that a client may send, in bytes. */
        int upload_maxBytes() default RestSettings.DEFAULT_UPLOAD_LIMIT;

        /** Requests a minute from one client address; 0 for no limit. */
        int rate_client_perMinute() default RestSettings.DEFAULT_CLIENT_RATE;

        /** Requests a minute of one tenant; 0 for no limit. */
        int rate_tenant_perMinute() default RestSettings.DEFAULT_TENANT_RATE;

        /** Requests a minute from one client address to operations that need no sign-in; 0 for no limit. */
        int rate_public_perMinute() default RestSettings.DEFAULT_PUBLIC_RATE;

        /** How many requests of one tenant are worked on at once; 0 for no limit. */
        int tenant_requests() default RestSettings.DEFAULT_TENANT_REQUESTS;

        /** Addresses or CIDR ranges of the reverse proxies whose X-Forwarded-For is believed. */
        String[] proxies() default {};

        /** CIDR ranges, besides the loopback interface, that may read metrics and details of health. */
        String[] metrics_networks() default {};

        /** How long requests to a module that is being replaced are held, in milliseconds. */
        long hold_millis() default RestSettings.DEFAULT_HOLD_MILLIS;

        /** How long a module that leaves may finish the requests that run, in milliseconds. */
        long drain_millis() default RestSettings.DEFAULT_DRAIN_MILLIS;
    }

    @Activate
    public RestComponent(BundleContext context, Config config) throws InvalidSyntaxException {
        this.application = new RestApplication(
                collaborators, settings(config), Clock.systemUTC(), EXPECTED, () -> hasStarted(context), true);
        this.mounted = List.of(
                context.registerService(
                        Filter.class,
                        application.filter(),
                        FrameworkUtil.asDictionary(Map.of(
                                HttpWhiteboardConstants.HTTP_WHITEBOARD_FILTER_PATTERN, "/*",
                                HttpWhiteboardConstants.HTTP_WHITEBOARD_FILTER_NAME, "stoa-request"))),
                context.registerService(
                        Servlet.class,
                        application.apiServlet(),
                        FrameworkUtil.asDictionary(Map.of(
                                HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN, "/api/*",
                                HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_NAME, "stoa-api"))),
                context.registerService(
                        Servlet.class,
                        application.statusServlet(),
                        FrameworkUtil.asDictionary(Map.of(
                                HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN, "/",
                                HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_NAME, "stoa-status"))),
                context.registerService(
                        Servlet.class,
                        application.errorServlet(),
                        FrameworkUtil.asDictionary(Map.of(
                                HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_ERROR_PAGE,
                                new String[] {"4xx", "5xx"},
                                HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_NAME,
                                "stoa-error"))));
        this.tracker = new ResourceTracker(context, application);
        tracker.open();
        this.offered = List.of(
                context.registerService(ModulePublication.class, tracker, null),
                context.registerService(ResourceInspection.class, application.inspection(), null));
    }

    /** Whether all that belongs to the installation is started, and what it has to do at first is done. */
    private static boolean hasStarted(BundleContext context) {
        if (context.getServiceReference(BOOT_FINISHED) == null) {
            return false;
        }
        List<ServiceReference<StartupWork>> works = references(context);
        return !works.isEmpty() && works.stream().allMatch(reference -> isDone(context, reference));
    }

    private static List<ServiceReference<StartupWork>> references(BundleContext context) {
        try {
            return List.copyOf(context.getServiceReferences(StartupWork.class, null));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isDone(BundleContext context, ServiceReference<StartupWork> reference) {
        StartupWork work = context.getService(reference);
        return work != null && work.isDone();
    }

    @Deactivate
    void stop() {
        offered.forEach(ServiceRegistration::unregister);
        mounted.forEach(ServiceRegistration::unregister);
        application.close();
        tracker.close();
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindAuthenticator(Authenticator service) {
        collaborators.setAuthenticator(service);
    }

    void unbindAuthenticator(Authenticator service) {
        collaborators.unsetAuthenticator(service);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindTenants(TenantService service) {
        collaborators.setTenants(service);
    }

    void unbindTenants(TenantService service) {
        collaborators.unsetTenants(service);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindModules(ModuleRegistry service) {
        collaborators.setModules(service);
    }

    void unbindModules(ModuleRegistry service) {
        collaborators.unsetModules(service);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindDatabase(DatabaseHealth service) {
        collaborators.setDatabase(service);
    }

    void unbindDatabase(DatabaseHealth service) {
        collaborators.unsetDatabase(service);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindVersions(ModuleVersions service) {
        collaborators.setVersions(service);
    }

    void unbindVersions(ModuleVersions service) {
        collaborators.unsetVersions(service);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindCaches(Caches service) {
        collaborators.setCaches(service);
    }

    void unbindCaches(Caches service) {
        collaborators.unsetCaches(service);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindCalls(CallCounter service) {
        collaborators.setCalls(service);
    }

    void unbindCalls(CallCounter service) {
        collaborators.unsetCalls(service);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindIndicator(HealthIndicator service) {
        collaborators.addIndicator(service);
    }

    void unbindIndicator(HealthIndicator service) {
        collaborators.removeIndicator(service);
    }

    private static RestSettings settings(Config config) {
        return new RestSettings(
                Set.copyOf(list(config.cors_origins())),
                config.body_maxBytes(),
                config.upload_maxBytes(),
                config.rate_client_perMinute(),
                config.rate_tenant_perMinute(),
                config.rate_public_perMinute(),
                config.tenant_requests(),
                Networks.parse(list(config.proxies())),
                Networks.parse(list(config.metrics_networks())),
                Duration.ofMillis(config.hold_millis()),
                Duration.ofMillis(config.drain_millis()));
    }

    /** A configuration file gives a list as one text. */
    private static List<String> list(String[] values) {
        return Arrays.stream(values)
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
    }
}
