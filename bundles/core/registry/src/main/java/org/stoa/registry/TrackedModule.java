package org.stoa.registry;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.stoa.api.data.Migrations;
import org.stoa.api.module.ModuleDefinition;

/** A module whose definition is an OSGi service, fetched only when it is asked for. */
final class TrackedModule implements ModuleSource {

    private final BundleContext context;
    private final ServiceReference<ModuleDefinition> reference;
    private final Bundle bundle;
    private final Migrations migrations;
    private ModuleDefinition definition;
    private boolean released;

    TrackedModule(BundleContext context, ServiceReference<ModuleDefinition> reference, Migrations migrations) {
        this.context = context;
        this.reference = reference;
        this.bundle = reference.getBundle();
        this.migrations = migrations;
    }

    @Override
    public String symbolicName() {
        return bundle.getSymbolicName();
    }

    @Override
    public String version() {
        return bundle.getVersion().toString();
    }

    @Override
    public ModuleDefinition definition() {
        synchronized (this) {
            if (definition != null || released) {
                return definition;
            }
        }
        // Fetched outside the lock: it creates the component, which may take as long as its migrations do.
        ModuleDefinition fetched = context.getService(reference);
        synchronized (this) {
            if (fetched != null && (released || definition != null)) {
                context.ungetService(reference);
            } else {
                definition = fetched;
            }
            return definition;
        }
    }

    @Override
    public void migrate() {
        migrations.migrate(bundle);
    }

    /** Gives the service back. */
    void release() {
        synchronized (this) {
            released = true;
            if (definition == null) {
                return;
            }
            definition = null;
        }
        context.ungetService(reference);
    }
}
