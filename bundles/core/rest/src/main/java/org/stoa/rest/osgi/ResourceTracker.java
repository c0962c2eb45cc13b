package org.stoa.rest.osgi;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.module.ModuleDefinition;
import org.stoa.api.platform.ModulePublication;
import org.stoa.api.rest.RestResource;
import org.stoa.rest.RestApplication;

/**
 * Collects the resources of each bundle and has them published: those of the core's bundles with the core, those of a
 * bundle with a {@link ModuleDefinition} as that version of that module. Resources of any other bundle wait for a
 * definition.
 */
final class ResourceTracker implements ServiceTrackerCustomizer<Object, Object>, ModulePublication {

    private static final Logger LOG = LoggerFactory.getLogger(ResourceTracker.class);
    private static final Set<String> CORE = Set.of(
            "org.stoa.data",
            "org.stoa.access",
            "org.stoa.registry",
            "org.stoa.metadata",
            "org.stoa.subscription",
            "org.stoa.activity",
            "org.stoa.rest",
            "org.stoa.shell");
    private static final String FILTER =
            "(|(" + RestResource.PROPERTY + "=*)(objectClass=" + ModuleDefinition.class.getName() + "))";

    private final BundleContext context;
    private final RestApplication application;
    private final ServiceTracker<Object, Object> tracker;
    private final Map<Long, Parts> bundles = new HashMap<>();
    private final Map<ServiceReference<Object>, Parts> owners = new HashMap<>();

    /** What one bundle has registered so far; guarded by {@link #bundles}. */
    private static final class Parts {
        private final Bundle bundle;
        private final Map<ServiceReference<Object>, Object> resources = new LinkedHashMap<>();
        private ModuleDefinition definition;
        private String moduleId;
        private boolean explained;

        Parts(Bundle bundle) {
            this.bundle = bundle;
        }

        boolean isVersion(String module, String version) {
            return module.equals(moduleId) && version.equals(bundle.getVersion().toString());
        }

        boolean isEmpty() {
            return resources.isEmpty() && definition == null;
        }
    }

    ResourceTracker(BundleContext context, RestApplication application) throws InvalidSyntaxException {
        this.context = context;
        this.application = application;
        this.tracker = new ServiceTracker<>(context, context.createFilter(FILTER), this);
    }

    void open() {
        for (Bundle bundle : context.getBundles()) {
            if (CORE.contains(bundle.getSymbolicName())) {
                // bundles without resources have problems too
                application.explain(DeclaredProblems.of(bundle));
                if (DeclaredResources.alwaysOf(bundle, context) > 0) {
                    application.expectOfCore(bundle.getSymbolicName());
                }
            }
        }
        tracker.open();
    }

    void close() {
        tracker.close();
    }

    @Override
    public Object addingService(ServiceReference<Object> reference) {
        Object service = context.getService(reference);
        if (service == null) {
            return null;
        }
        String moduleId = service instanceof ModuleDefinition definition ? idOf(definition) : null;
        Parts parts;
        synchronized (bundles) {
            parts = bundles.computeIfAbsent(
                    reference.getBundle().getBundleId(), any -> new Parts(reference.getBundle()));
            owners.put(reference, parts);
            if (service instanceof ModuleDefinition definition) {
                parts.definition = definition;
                parts.moduleId = moduleId;
            } else {
                parts.resources.put(reference, service);
            }
        }
        publish(parts);
        return service;
    }

    @Override
    public void modifiedService(ServiceReference<Object> reference, Object service) {
        // nothing that is published depends on properties
    }

    @Override
    public void removedService(ServiceReference<Object> reference, Object service) {
        Parts parts;
        synchronized (bundles) {
            parts = owners.remove(reference);
            if (parts.definition == service) {
                parts.definition = null;
                parts.moduleId = null;
            }
            parts.resources.remove(reference);
        }
        publish(parts);
        context.ungetService(reference);
    }

    @Override
    public boolean isPublished(String moduleId, String version) {
        Bundle bundle = null;
        List<Object> resources = List.of();
        synchronized (bundles) {
            for (Parts parts : bundles.values()) {
                if (parts.isVersion(moduleId, version)) {
                    bundle = parts.bundle;
                    resources = List.copyOf(parts.resources.values());
                }
            }
        }
        if (bundle == null || resources.size() < DeclaredResources.of(bundle, context)) {
            return false;
        }
        return resources.isEmpty() || application.isPublished(moduleId, version, resources);
    }

    /** What a module says of itself may be anything; a module that cannot say its id is none. */
    private static String idOf(ModuleDefinition definition) {
        try {
            return definition.id();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("{} does not say its id", definition.getClass().getName(), e);
            return null;
        }
    }

    /** Publishes a bundle as it is by now. Changes of one bundle follow one another; other bundles do not wait. */
    private void publish(Parts parts) {
        synchronized (parts) {
            List<Object> resources;
            ModuleDefinition definition;
            synchronized (bundles) {
                resources = List.copyOf(parts.resources.values());
                definition = parts.moduleId == null ? null : parts.definition;
            }
            try {
                explain(parts);
                publish(parts.bundle, definition, resources);
            } catch (RuntimeException | LinkageError e) {
                LOG.error("The resources of {} are not published", parts.bundle, e);
                application.withdraw(nameOf(parts.bundle));
            }
            synchronized (bundles) {
                if (parts.isEmpty()) {
                    bundles.remove(parts.bundle.getBundleId(), parts);
                }
            }
        }
    }

    /** Once: it looks through the whole bundle. */
    private void explain(Parts parts) {
        if (!parts.explained) {
            application.explain(DeclaredProblems.of(parts.bundle));
            parts.explained = true;
        }
    }

    private void publish(Bundle bundle, ModuleDefinition definition, List<Object> resources) {
        boolean core = CORE.contains(bundle.getSymbolicName());
        String name = nameOf(bundle);
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (resources.isEmpty() || wiring == null || isLeaving(bundle) || !core && definition == null) {
            application.withdraw(name);
            return;
        }
        boolean whole = resources.size() >= DeclaredResources.alwaysOf(bundle, context);
        if (core) {
            application.publishCore(name, wiring.getClassLoader(), resources, whole);
        } else {
            application.publishModule(
                    name, definition, bundle.getVersion().toString(), wiring.getClassLoader(), resources, whole);
        }
    }

    /** The services of a bundle that stops go one after the other; what is left of it is not worth publishing. */
    private static boolean isLeaving(Bundle bundle) {
        return (bundle.getState() & (Bundle.STARTING | Bundle.ACTIVE)) == 0;
    }

    /** Two versions of a module may be there at once. */
    private static String nameOf(Bundle bundle) {
        String name = bundle.getSymbolicName();
        return CORE.contains(name) ? name : name + "/" + bundle.getBundleId();
    }
}
