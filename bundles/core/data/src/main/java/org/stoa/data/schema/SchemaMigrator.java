package org.stoa.data.schema;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.data.MigrationException;
import org.stoa.api.platform.RuleViolation;
import org.stoa.data.postgresql.PostgresServer;

/**
 * Brings schemas up to date: those of the core as the owner of the database, those of modules as a role that owns that
 * schema and nothing else. All pending scripts of a bundle run in one transaction that is inspected before it is
 * committed: a bundle that breaks a rule leaves nothing behind.
 */
public final class SchemaMigrator {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaMigrator.class);
    /** How long a script waits for a table in use; everybody else who wants that table waits behind it. */
    private static final Duration LOCK_LIMIT = Duration.ofSeconds(1);

    /** Shorter than the driver waits for an answer, so that the server gives up as well. */
    private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(80);

    private static final int ATTEMPTS = 12;
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final PostgresServer server;
    private final DataSource owner;
    private final int moduleConnections;

    /** @param moduleConnections most connections of the role that works in a module's schema, over all nodes */
    public SchemaMigrator(PostgresServer server, int moduleConnections) {
        this.server = server;
        this.moduleConnections = moduleConnections;
        owner = server.owner();
    }

    /**
     * @param role the role that works in the schema
     * @param migrations how many scripts were applied
     */
    public record Outcome(DatabaseRole role, int migrations) {}

    /**
     * Prepares the database for bundles: the data bundle's own schema and the role that works across tenants.
     *
     * @param scripts the data bundle's own
     * @return that role
     * @throws SQLException when the database cannot be reached
     */
    public DatabaseRole prepare(MigrationScripts scripts) throws SQLException {
        try (SchemaLock lock = SchemaLock.acquire(owner)) {
            DatabaseRoles roles = roles(lock);
            roles.closeDatabase();
            if (!roles.areKept()) {
                new MigrationRun(new SchemaRoles(BundleSchema.DATA, null, null, null, null), owner, scripts)
                        .applyFirst();
            }
            apply(lock, roles.ensure(BundleSchema.DATA), scripts);
            DatabaseRole platform = roles.ensurePlatform();
            roles.grantJournals(platform);
            return platform;
        }
    }

    /**
     * Applies what is pending of a bundle's scripts.
     *
     * @throws MigrationException when a script fails or the schema breaks a rule
     * @throws SQLException when the database cannot be reached
     */
    public Outcome migrate(BundleSchema schema, MigrationScripts scripts) throws SQLException {
        try (SchemaLock lock = SchemaLock.acquire(owner)) {
            DatabaseRoles roles = roles(lock);
            boolean created = !roles.exists(schema);
            SchemaRoles own = roles.ensure(schema);
            roles.grantJournals(own.works());
            try {
                return new Outcome(own.works(), scripts.isEmpty() ? 0 : apply(lock, own, scripts));
            } catch (MigrationException | SQLException e) {
                if (own.owns() != null) {
                    cleanUp(roles, own, created, e);
                }
                throw e;
            }
        }
    }

    /**
     * Drops the schema of a module, its rows and its roles. Does nothing when there is none.
     *
     * @throws SQLException when the database cannot be reached, or the schema is in use for too long
     */
    public void drop(BundleSchema schema) throws SQLException {
        if (schema.isCore()) {
            throw new IllegalArgumentException("bundle " + schema.bundle() + " is part of the platform");
        }
        try (SchemaLock lock = SchemaLock.acquire(owner)) {
            roles(lock).drop(schema);
        }
    }

    private static void cleanUp(DatabaseRoles roles, SchemaRoles own, boolean created, Exception cause) {
        try {
            roles.endMigrations(own.owns());
            if (created) {
                roles.drop(own.schema());
            }
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private DatabaseRoles roles(SchemaLock lock) throws SQLException {
        return new DatabaseRoles(lock.connection(), lock.connection().getCatalog(), moduleConnections);
    }

    private int apply(SchemaLock lock, SchemaRoles roles, MigrationScripts scripts) throws SQLException {
        CatalogueInspection inspection = new CatalogueInspection(roles);
        CatalogueSnapshot before = CatalogueSnapshot.outside(roles.schema(), lock.connection());
        long start = System.nanoTime();
        int applied = patiently(
                roles.schema(), () -> new MigrationRun(roles, source(server, roles), scripts).apply(connection -> {
                    List<RuleViolation> violations = new ArrayList<>(inspection.violations(connection));
                    violations.addAll(before.changes(connection));
                    return violations;
                }));
        if (applied > 0) {
            LOG.info(
                    "Schema {}: {} scripts of {} applied in {} ms.",
                    roles.schema().name(),
                    applied,
                    scripts.folder().path(),
                    (System.nanoTime() - start) / 1_000_000);
        }
        List<RuleViolation> violations = inspection.violations(lock.connection());
        if (!violations.isEmpty()) {
            throw refusal(roles.schema(), violations);
        }
        return applied;
    }

    /** Connections for migrations. */
    static PGSimpleDataSource source(PostgresServer server, SchemaRoles roles) {
        if (roles.owns() == null) {
            return server.owner();
        }
        PGSimpleDataSource source =
                server.dataSource(roles.owns().name(), roles.owns().password(), "stoa-migration");
        source.setCurrentSchema(roles.schema().name());
        // A script cannot put another statement in the place of a prepared one.
        source.setPrepareThreshold(0);
        source.setOptions(
                "-c lock_timeout=" + LOCK_LIMIT.toMillis() + " -c statement_timeout=" + STATEMENT_LIMIT.toMillis());
        return source;
    }

    /** Work that Flyway does. */
    private interface Work {
        int run();
    }

    /** Begins anew when a table was in use for too long. */
    private static int patiently(BundleSchema schema, Work work) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.run();
            } catch (FlywayException e) {
                if (attempt == ATTEMPTS || !isLockTimeout(e)) {
                    throw failure(schema, e);
                }
                LOG.info("Schema {}: a table is in use; the scripts are applied a little later.", schema.name());
                LockSupport.parkNanos(PAUSE.multipliedBy(attempt).toNanos());
            }
        }
    }

    private static boolean isLockTimeout(FlywayException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && LOCK_NOT_AVAILABLE.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static RuntimeException failure(BundleSchema schema, FlywayException failure) throws SQLException {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MigrationException refused) {
                return refused;
            }
            if (cause instanceof SchemaRefusedException refused) {
                return refusal(schema, refused.violations());
            }
            if (cause instanceof ScriptLeavesTransactionException leaves) {
                return new MigrationException("The script " + leaves.script() + " of bundle " + schema.bundle() + " "
                        + leaves.getMessage() + ".");
            }
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().startsWith("08")) {
                throw sql;
            }
        }
        return new MigrationException(
                "The migrations of bundle " + schema.bundle() + " failed: "
                        + failure.getMessage().trim(),
                failure);
    }

    private static MigrationException refusal(BundleSchema schema, List<RuleViolation> violations) {
        return new MigrationException(
                "Bundle " + schema.bundle() + " is refused, its schema breaks the platform's rules:\n"
                        + violations.stream().map(violation -> "- " + violation).collect(Collectors.joining("\n")));
    }
}
