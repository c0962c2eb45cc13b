package org.stoa.access.role;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.cache.CacheTag;
import org.stoa.api.cache.Caches;
import org.stoa.api.module.ModuleDefinition;
import org.stoa.api.module.PermissionDefinition;

/**
 * Collects the permissions of the platform and of the modules that are installed. A definition that cannot be made for
 * the moment, say because its bundle waits for the database, is asked for again.
 */
@Component(service = PermissionDefinitions.class)
public final class PermissionDefinitions {

    private static final Logger LOG = LoggerFactory.getLogger(PermissionDefinitions.class);
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final BundleContext bundleContext;
    private final Caches caches;
    private final Clock clock;
    private final Lock lock = new ReentrantLock();
    private final Map<Object, Supplier<ModuleDefinition>> modules = new LinkedHashMap<>();
    private final Map<Object, ModuleDefinition> fetched = new HashMap<>();
    private volatile Map<String, PermissionDefinition> byName = index(List.of());

    /** When to ask again for what is missing; null when nothing is. */
    private volatile Instant retryAt;

    @Activate
    public PermissionDefinitions(BundleContext bundleContext, @Reference Caches caches) {
        this(bundleContext, caches, Clock.systemUTC());
    }

    /** Definitions that modules are added to by hand. */
    public PermissionDefinitions(Caches caches, Clock clock) {
        this(null, caches, clock);
    }

    private PermissionDefinitions(BundleContext bundleContext, Caches caches, Clock clock) {
        this.bundleContext = bundleContext;
        this.caches = caches;
        this.clock = clock;
    }

    @Reference(
            service = ModuleDefinition.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void bindModule(ServiceReference<ModuleDefinition> reference) {
        add(reference, () -> bundleContext.getService(reference));
    }

    void unbindModule(ServiceReference<ModuleDefinition> reference) {
        remove(reference);
        bundleContext.ungetService(reference);
    }

    /**
     * Adds what a module defines.
     *
     * @param key by which it is removed again
     * @param module gives the definition, or null when there is none for the moment
     */
    public void add(Object key, Supplier<ModuleDefinition> module) {
        lock.lock();
        try {
            modules.put(key, module);
            rebuild();
        } finally {
            lock.unlock();
        }
    }

    /** Removes what a module defined. */
    public void remove(Object key) {
        lock.lock();
        try {
            modules.remove(key);
            fetched.remove(key);
            rebuild();
        } finally {
            lock.unlock();
        }
    }

    /** All permissions by name, in alphabetical order. */
    Map<String, PermissionDefinition> byName() {
        Instant due = retryAt;
        if (due != null && !clock.instant().isBefore(due) && lock.tryLock()) {
            try {
                rebuild();
            } finally {
                lock.unlock();
            }
        }
        return byName;
    }

    /** With the permissions changes what the shipped roles hold; other nodes come to it by themselves. */
    private void rebuild() {
        modules.forEach((key, module) -> fetched.computeIfAbsent(key, missing -> module.get()));
        Map<String, PermissionDefinition> present = index(fetched.values());
        retryAt = fetched.size() < modules.size() ? clock.instant().plus(RETRY) : null;
        if (!present.equals(byName)) {
            byName = present;
            caches.forget(CacheTag.EVERYTHING);
        }
    }

    private static Map<String, PermissionDefinition> index(Collection<ModuleDefinition> modules) {
        Map<String, PermissionDefinition> definitions = new TreeMap<>();
        for (ModuleDefinition module : modules) {
            for (PermissionDefinition definition : module.permissions()) {
                if (belongsTo(module.id(), definition.name().resource())) {
                    definitions.put(definition.name().toString(), definition);
                } else {
                    LOG.warn("Module {} may not define the permission {}; ignored", module.id(), definition.name());
                }
            }
        }
        CorePermissions.all()
                .forEach(definition -> definitions.put(definition.name().toString(), definition));
        return Collections.unmodifiableMap(definitions);
    }

    private static boolean belongsTo(String moduleId, String resource) {
        return resource.equals(moduleId) || resource.startsWith(moduleId + "-");
    }
}
