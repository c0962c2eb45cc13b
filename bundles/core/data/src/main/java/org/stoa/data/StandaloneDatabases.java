package org.stoa.data;

import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.stoa.api.audit.AuditLog;
import org.stoa.api.cache.Caches;
import org.stoa.api.data.Database;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.platform.ModuleSchemas;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.platform.Signals;
import org.stoa.api.platform.TestClocks;
import org.stoa.api.platform.UsageMeter;
import org.stoa.data.cache.SharedStore;
import org.stoa.data.connection.PoolSettings;
import org.stoa.data.outbox.OutboxDrain;
import org.stoa.data.postgresql.DatabaseStartException;
import org.stoa.data.postgresql.PostgresServer;
import org.stoa.data.schema.BundleSchema;
import org.stoa.data.schema.MigrationScripts;
import org.stoa.data.signal.PostgresSignals;

/** The database without OSGi, as tests use it: the same roles, migrations, rules and transactions. */
public final class StandaloneDatabases implements AutoCloseable {

    private final Databases databases;
    private final Map<String, BundleDatabases> bundles = new ConcurrentHashMap<>();

    private PostgresSignals signals;
    private boolean cachesStarted;

    private StandaloneDatabases(Databases databases) {
        this.databases = databases;
    }

    /**
     * Prepares the database of {@code server}.
     *
     * @param clock tells the times that are stored
     * @throws DatabaseStartException when the server cannot be reached or cannot serve
     */
    public static StandaloneDatabases start(PostgresServer server, Clock clock) {
        return start(server, clock, SharedStore.NONE);
    }

    /**
     * The same for one of several nodes.
     *
     * @param store where they share caches; to be closed by the caller
     */
    public static StandaloneDatabases start(PostgresServer server, Clock clock, SharedStore store) {
        try {
            return new StandaloneDatabases(Databases.open(
                    server, PoolSettings.DEFAULT, clock, MigrationScripts.beside(StandaloneDatabases.class), store));
        } catch (SQLException e) {
            throw new DatabaseStartException(
                    "PostgreSQL at " + server.address() + " cannot be reached: " + e.getMessage(), e);
        }
    }

    /** The same for a database given by JDBC URL and its owner. */
    public static StandaloneDatabases start(String url, String user, String password, Clock clock) {
        return start(new PostgresServer(url, user, password), clock);
    }

    /**
     * The database of the bundle {@code org.stoa.<name>}, migrated.
     *
     * @param anchor a class of the bundle: its loader finds the mappers' types, and beside it lies {@code db/migration}
     * @throws org.stoa.api.data.MigrationException when the migrations fail or break a rule
     */
    public Database forModule(String name, Class<?> anchor) {
        return bundle(name, anchor).database();
    }

    /** The database across tenants of the core bundle {@code org.stoa.<name>}, migrated. */
    public PlatformDatabase platform(String name, Class<?> anchor) {
        return bundle(name, anchor).platform();
    }

    private BundleDatabases bundle(String name, Class<?> anchor) {
        return bundles.computeIfAbsent(name, key -> {
            BundleDatabases bundle = databases.forBundle(
                    BundleSchema.of("org.stoa." + name), anchor.getClassLoader(), MigrationScripts.beside(anchor));
            bundle.migrate();
            return bundle;
        });
    }

    /** Reads the audit log. */
    public AuditLog auditLog() {
        return databases.auditLog();
    }

    /** Limits of tenants and what they have used. */
    public UsageMeter usageMeter() {
        return databases.usageMeter();
    }

    /**
     * Delivers the stored events that one of {@code listeners} wants and is due to have, in this thread.
     *
     * @return how many deliveries succeeded
     */
    public int deliverEvents(DomainEventListener<?>... listeners) {
        return new OutboxDrain(databases.journals().platform(), databases.clock()).deliver(List.of(listeners));
    }

    /** Clocks of tenants that stand still; what falls due by them goes to {@code listeners}. */
    public TestClocks testClocks(DomainEventListener<?>... listeners) {
        return databases.testClocks(
                new OutboxDrain(databases.journals().platform(), databases.clock()).of(List.of(listeners)));
    }

    /** The schemas of modules that are files. */
    public ModuleSchemas moduleSchemas() {
        return databases.moduleSchemas();
    }

    /** Messages between all that use the same database. */
    public synchronized Signals signals() {
        if (signals == null) {
            signals = databases.signals();
            signals.start();
        }
        return signals;
    }

    /** The caches of this node among all that use the same database. */
    public synchronized Caches caches() {
        if (!cachesStarted) {
            cachesStarted = true;
            databases.caches().start(signals());
        }
        return databases.caches();
    }

    /** Connections of the owner of all tables, not pooled: to look at the catalogue. */
    public DataSource owner() {
        return databases.owner();
    }

    /** Closes all connections; the server goes on. */
    @Override
    public synchronized void close() {
        if (signals != null) {
            signals.close();
        }
        bundles.values().forEach(BundleDatabases::close);
        databases.close();
    }
}
