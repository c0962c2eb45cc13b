package org.stoa.data.service;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.data.MigrationException;
import org.stoa.api.data.Migrations;
import org.stoa.api.rest.ProblemException;
import org.stoa.data.BundleDatabases;
import org.stoa.data.Databases;
import org.stoa.data.schema.BundleSchema;
import org.stoa.data.schema.MigrationScripts;

/** What each running bundle has been given of the database; taken back when the bundle stops. */
final class BundlesInUse implements SynchronousBundleListener, Migrations, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BundlesInUse.class);

    private final Databases databases;
    private final Map<Bundle, BundleDatabases> inUse = new ConcurrentHashMap<>();

    BundlesInUse(Databases databases) {
        this.databases = databases;
    }

    /**
     * What {@code bundle} is given, its migrations applied if that can be done at present.
     *
     * @throws MigrationException when the bundle cannot have a schema at all
     */
    BundleDatabases of(Bundle bundle) {
        BundleDatabases known = inUse.get(bundle);
        if (known != null) {
            return known;
        }
        BundleDatabases own = inUse.computeIfAbsent(bundle, this::create);
        try {
            own.migrate();
        } catch (MigrationException e) {
            LOG.error("{}", e.getMessage());
        } catch (ProblemException e) {
            LOG.warn("The migrations of {} wait for the database.", bundle.getSymbolicName());
        }
        return own;
    }

    private BundleDatabases create(Bundle bundle) {
        return databases.forBundle(
                BundleSchema.of(bundle.getSymbolicName()),
                bundle.adapt(BundleWiring.class).getClassLoader(),
                MigrationScripts.of(bundle));
    }

    @Override
    public int migrate(Bundle bundle) {
        if (MigrationScripts.of(bundle).isEmpty()) {
            return 0;
        }
        return inUse.computeIfAbsent(bundle, this::create).migrate();
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() != BundleEvent.STOPPED) {
            return;
        }
        BundleDatabases own = inUse.remove(event.getBundle());
        if (own != null) {
            own.close();
        }
    }

    @Override
    public void close() {
        inUse.values().forEach(BundleDatabases::close);
        inUse.clear();
    }
}
