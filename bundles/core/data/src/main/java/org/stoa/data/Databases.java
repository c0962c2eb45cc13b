package org.stoa.data;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.stoa.api.audit.AuditLog;
import org.stoa.api.platform.TestClocks;
import org.stoa.api.platform.UsageMeter;
import org.stoa.data.audit.AuditPartitions;
import org.stoa.data.audit.PostgresAuditLog;
import org.stoa.data.cache.NodeCaches;
import org.stoa.data.cache.SharedStore;
import org.stoa.data.clock.PostgresTestClocks;
import org.stoa.data.connection.PoolSettings;
import org.stoa.data.connection.ReachabilityProbe;
import org.stoa.data.connection.RolePool;
import org.stoa.data.outbox.EventSource;
import org.stoa.data.postgresql.PostgresServer;
import org.stoa.data.postgresql.ServerRequirements;
import org.stoa.data.schema.BundleSchema;
import org.stoa.data.schema.DatabaseRole;
import org.stoa.data.schema.MigrationScripts;
import org.stoa.data.schema.PostgresModuleSchemas;
import org.stoa.data.schema.SchemaMigrator;
import org.stoa.data.signal.PostgresSignals;
import org.stoa.data.transaction.TenantPurge;
import org.stoa.data.usage.PostgresUsageMeter;

/** The platform's database, prepared: roles, journals, and what each bundle gets of it. */
public final class Databases implements AutoCloseable {

    private final PostgresServer server;
    private final MigrationScripts scripts;
    private final String version;
    private final PoolSettings settings;
    private final Clock clock;
    private final DataSource owner;
    private final SchemaMigrator migrator;
    private final DatabaseRole platformRole;
    private final List<Runnable> eventListeners = new CopyOnWriteArrayList<>();
    private final NodeCaches caches;
    private final BundleDatabases journals;
    private final AuditPartitions partitions;

    private Databases(
            PostgresServer server,
            MigrationScripts scripts,
            String version,
            PoolSettings settings,
            Clock clock,
            SchemaMigrator migrator,
            DatabaseRole platformRole,
            SharedStore store) {
        this.server = server;
        this.scripts = scripts;
        this.version = version;
        this.settings = settings;
        this.clock = clock;
        this.migrator = migrator;
        this.platformRole = platformRole;
        owner = server.owner();
        caches = NodeCaches.of(
                server.dataSource(platformRole.name(), platformRole.password(), "stoa-cache"),
                () -> journals().platform(),
                store);
        partitions = new AuditPartitions(owner, clock);
        journals =
                new BundleDatabases(this, BundleSchema.DATA, Databases.class.getClassLoader(), MigrationScripts.none());
    }

    /**
     * Prepares the database for use.
     *
     * @param scripts the data bundle's own migrations
     * @param store where caches are shared with other nodes; to be closed by the caller
     * @throws org.stoa.data.postgresql.DatabaseStartException when the server cannot serve; says what to do
     * @throws SQLException when the database cannot be reached
     */
    public static Databases open(
            PostgresServer server, PoolSettings settings, Clock clock, MigrationScripts scripts, SharedStore store)
            throws SQLException {
        String version = ServerRequirements.check(server);
        SchemaMigrator migrator = new SchemaMigrator(server, settings.moduleConnections());
        DatabaseRole platformRole = migrator.prepare(scripts);
        Databases databases = new Databases(server, scripts, version, settings, clock, migrator, platformRole, store);
        databases.partitions.ensure();
        return databases;
    }

    /** What the bundle of this schema gets; nothing is done before its first use. */
    public BundleDatabases forBundle(BundleSchema schema, ClassLoader loader, MigrationScripts scripts) {
        return new BundleDatabases(this, schema, loader, scripts);
    }

    /** The data bundle's own tables. */
    public BundleDatabases journals() {
        return journals;
    }

    /** Reads the audit log. */
    public AuditLog auditLog() {
        return new PostgresAuditLog(journals.database(), journals.platform());
    }

    /** Limits of tenants and what they have used. */
    public UsageMeter usageMeter() {
        return new PostgresUsageMeter(journals.database(), journals.platform());
    }

    /**
     * Clocks of tenants that stand still.
     *
     * @param events delivers what falls due by them
     */
    public TestClocks testClocks(EventSource events) {
        return new PostgresTestClocks(journals.platform(), events, clock);
    }

    /** Keeps partitions ready for the entries to come. */
    public AuditPartitions auditPartitions() {
        return partitions;
    }

    /** Connections of the owner, not pooled. */
    public DataSource owner() {
        return owner;
    }

    /** Version of the server, such as {@code 18.6}. */
    public String version() {
        return version;
    }

    /** Asks the server whether it answers; to be closed by the caller. */
    public ReachabilityProbe probe() {
        return new ReachabilityProbe(server.dataSource(platformRole.name(), platformRole.password(), "stoa-health"));
    }

    /** The schemas of modules whose bundles do not run. */
    public PostgresModuleSchemas moduleSchemas() {
        return new PostgresModuleSchemas(server, migrator, scripts);
    }

    /** Messages between the nodes of this database; to be started and closed by the caller. */
    public PostgresSignals signals() {
        return new PostgresSignals(
                server.dataSource(platformRole.name(), platformRole.password(), "stoa-signals"),
                signalChannel(),
                journals.platform());
    }

    /** The caches of this node; to be started by the caller, and closed with this. */
    public NodeCaches caches() {
        return caches;
    }

    /** The same on every node; no role of a module can find it out. */
    String signalChannel() {
        String secret = "signals " + platformRole.password();
        return "stoa_"
                + UUID.nameUUIDFromBytes(secret.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .replace("-", "");
    }

    /** Has {@code listener} called after each transaction that stored events. */
    public void onEvents(Runnable listener) {
        eventListeners.add(listener);
    }

    void eventsStored() {
        eventListeners.forEach(Runnable::run);
    }

    Clock clock() {
        return clock;
    }

    SchemaMigrator migrator() {
        return migrator;
    }

    DatabaseRole platformRole() {
        return platformRole;
    }

    TenantPurge purge() {
        return new TenantPurge(server);
    }

    RolePool pool(DatabaseRole role, BundleSchema schema) {
        return new RolePool(server, role, schema.name(), settings);
    }

    /** Closes the platform's own connections; those of a bundle are closed with what it was given. */
    @Override
    public void close() {
        caches.close();
        journals.close();
    }
}
