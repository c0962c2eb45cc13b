package org.stoa.registry;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.stoa.api.data.Migrations;
import org.stoa.api.module.ModuleDefinition;

/** Hands every {@link ModuleDefinition} service to the registry when it appears, and takes it back when it goes. */
@Component(immediate = true, service = ModuleTracking.class)
public final class ModuleTracking {

    private record Tracked(TrackedModule module, Installation installation) {}

    private final ServiceTracker<ModuleDefinition, Tracked> tracker;

    @Activate
    public ModuleTracking(
            BundleContext context, @Reference PostgresModuleRegistry registry, @Reference Migrations migrations) {
        tracker = new ServiceTracker<>(context, ModuleDefinition.class, customizer(context, registry, migrations));
        tracker.open();
    }

    @Deactivate
    void close() {
        tracker.close();
    }

    private static ServiceTrackerCustomizer<ModuleDefinition, Tracked> customizer(
            BundleContext context, PostgresModuleRegistry registry, Migrations migrations) {
        return new ServiceTrackerCustomizer<>() {
            @Override
            public Tracked addingService(ServiceReference<ModuleDefinition> reference) {
                TrackedModule module = new TrackedModule(context, reference, migrations);
                return new Tracked(module, registry.install(module));
            }

            @Override
            public void modifiedService(ServiceReference<ModuleDefinition> reference, Tracked tracked) {
                // Properties of the service mean nothing to the registry.
            }

            @Override
            public void removedService(ServiceReference<ModuleDefinition> reference, Tracked tracked) {
                registry.remove(tracked.installation());
                tracked.module().release();
            }
        };
    }
}
