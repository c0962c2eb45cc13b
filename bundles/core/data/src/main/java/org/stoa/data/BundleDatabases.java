package org.stoa.data;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.data.Database;
import org.stoa.api.data.MigrationException;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.data.connection.RolePool;
import org.stoa.data.placement.Placement;
import org.stoa.data.placement.SharedPlacement;
import org.stoa.data.schema.BundleSchema;
import org.stoa.data.schema.MigrationScripts;
import org.stoa.data.schema.SchemaMigrator;
import org.stoa.data.transaction.AcrossTenantsDatabase;
import org.stoa.data.transaction.TenantDatabase;
import org.stoa.data.transaction.UnitsOfWork;

/**
 * What one bundle gets of the database. Its migrations are applied before the first use; when they fail or break a rule,
 * every use is refused with the reason.
 */
public final class BundleDatabases implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BundleDatabases.class);

    private final Databases databases;
    private final BundleSchema schema;
    private final MigrationScripts scripts;
    private final SharedPlacement placement;
    private final AtomicReference<RolePool> platformPool = new AtomicReference<>();
    private final Database database;
    private final PlatformDatabase platform;
    private volatile boolean ready;
    private volatile MigrationException refusal;
    private volatile boolean closed;

    BundleDatabases(Databases databases, BundleSchema schema, ClassLoader loader, MigrationScripts scripts) {
        this.databases = databases;
        this.schema = schema;
        this.scripts = scripts;
        UnitsOfWork units = new UnitsOfWork(
                schema,
                loader,
                databases.clock(),
                databases.caches(),
                databases.signalChannel(),
                databases::eventsStored);
        placement = new SharedPlacement(schema.bundle());
        database = new TenantDatabase(units, placement, schema.isCore(), this::requireReady);
        platform = new AcrossTenantsDatabase(units, this::platformPool, databases.purge(), this::requireReady);
    }

    /** The bundle's tables as one tenant. */
    public Database database() {
        return database;
    }

    /** Connections of the bundle's own role. */
    Placement placement() {
        return placement;
    }

    /** The bundle's tables across tenants; for core bundles only. */
    public PlatformDatabase platform() {
        if (!schema.isCore()) {
            throw new IllegalStateException(
                    "bundle " + schema.bundle() + " is a module and works for one tenant at a time");
        }
        return platform;
    }

    /**
     * Applies what is pending of the bundle's migrations; there is nothing when that has been done before.
     *
     * @return how many were applied
     * @throws MigrationException when a script fails or the schema breaks a rule
     * @throws ProblemException 503 {@code database-unavailable}; the next use tries again
     */
    public synchronized int migrate() {
        if (closed) {
            throw new IllegalStateException("bundle " + schema.bundle() + " has been stopped");
        }
        if (ready) {
            return 0;
        }
        try {
            SchemaMigrator.Outcome outcome = databases.migrator().migrate(schema, scripts);
            placement.open(() -> databases.pool(outcome.role(), schema));
            refusal = null;
            ready = true;
            return outcome.migrations();
        } catch (MigrationException e) {
            ready = false;
            refusal = e;
            throw e;
        } catch (SQLException e) {
            LOG.warn("The schema of {} waits for the database: {}", schema.bundle(), e.getMessage());
            throw ProblemException.of(CommonProblem.DATABASE_UNAVAILABLE).withHeader("Retry-After", "1");
        }
    }

    private void requireReady() {
        if (ready) {
            return;
        }
        MigrationException refused = refusal;
        if (refused != null) {
            throw new IllegalStateException(refused.getMessage(), refused);
        }
        synchronized (this) {
            if (!ready && refusal == null) {
                migrate();
            }
        }
        requireReady();
    }

    private RolePool platformPool() {
        RolePool pool = platformPool.get();
        if (pool != null) {
            return pool;
        }
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("bundle " + schema.bundle() + " has been stopped");
            }
            if (platformPool.get() == null) {
                platformPool.set(databases.pool(databases.platformRole(), schema));
            }
            return platformPool.get();
        }
    }

    /** Closes the bundle's connections; work that is under way fails. */
    @Override
    public synchronized void close() {
        closed = true;
        ready = false;
        placement.close();
        RolePool pool = platformPool.getAndSet(null);
        if (pool != null) {
            pool.close();
        }
    }
}
