package org.stoa.data.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.data.MigrationException;

/**
 * Brings schemas up to date as the owner of the database. All pending scripts of a bundle run in one transaction that
 * is inspected before it is committed: a bundle that breaks a rule leaves nothing behind.
 */
public final class SchemaMigrator {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaMigrator.class);
    private static final String HISTORY = "schema_history";

    /** Ends with the transaction. Without any tenant the tables could not be touched at all. */
    private static final String MIGRATING = "SELECT set_config('app.migrating', 'on', true),"
            + " set_config('app.tenant_id', '00000000-0000-0000-0000-000000000000', true)";

    private final DataSource owner;

    public SchemaMigrator(DataSource owner) {
        this.owner = owner;
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
            return prepare(lock, scripts);
        }
    }

    private DatabaseRole prepare(SchemaLock lock, MigrationScripts scripts) throws SQLException {
        DatabaseRoles roles = new DatabaseRoles(lock.connection());
        roles.closeDatabase();
        if (!roles.areKept()) {
            flyway(BundleSchema.DATA, scripts)
                    .target(MigrationVersion.fromVersion("1"))
                    .load()
                    .migrate();
        }
        roles.ensure(BundleSchema.DATA);
        apply(lock, BundleSchema.DATA, scripts);
        DatabaseRole platform = roles.ensurePlatform();
        roles.grantJournals(platform);
        return platform;
    }

    /**
     * Applies what is pending of a bundle's scripts.
     *
     * @throws MigrationException when a script fails or the schema breaks a rule
     * @throws SQLException when the database cannot be reached
     */
    public Outcome migrate(BundleSchema schema, MigrationScripts scripts) throws SQLException {
        try (SchemaLock lock = SchemaLock.acquire(owner)) {
            DatabaseRoles roles = new DatabaseRoles(lock.connection());
            DatabaseRole role = roles.ensure(schema);
            roles.grantJournals(role);
            return new Outcome(role, scripts.isEmpty() ? 0 : apply(lock, schema, scripts));
        }
    }

    private int apply(SchemaLock lock, BundleSchema schema, MigrationScripts scripts) throws SQLException {
        CatalogueInspection inspection = new CatalogueInspection(schema, HISTORY);
        CatalogueSnapshot before = CatalogueSnapshot.outside(schema, lock.connection());
        long start = System.nanoTime();
        try {
            InspectionCallback callback = new InspectionCallback(inspection, before);
            Flyway flyway = flyway(schema, scripts).callbacks(callback).load();
            int applied = withFlywayLoader(() -> {
                callback.expect(flyway.info().pending().length);
                return flyway.migrate().migrationsExecuted;
            });
            if (applied == 0) {
                refuse(schema, inspection.violations(lock.connection()));
                return 0;
            }
            LOG.info(
                    "Schema {}: {} migrations applied in {} ms.",
                    schema.name(),
                    applied,
                    (System.nanoTime() - start) / 1_000_000);
            return applied;
        } catch (FlywayException e) {
            throw failure(schema, e);
        }
    }

    private static RuntimeException failure(BundleSchema schema, FlywayException failure) throws SQLException {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MigrationException refused) {
                return refused;
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

    static void refuse(BundleSchema schema, List<RuleViolation> violations) {
        if (violations.isEmpty()) {
            return;
        }
        throw new MigrationException(
                "Bundle " + schema.bundle() + " is refused, its schema breaks the platform's rules:\n"
                        + violations.stream().map(violation -> "- " + violation).collect(Collectors.joining("\n")));
    }

    private FluentConfiguration flyway(BundleSchema schema, MigrationScripts scripts) {
        return withFlywayLoader(() -> Flyway.configure(Flyway.class.getClassLoader())
                .dataSource(owner)
                .schemas(schema.name())
                .defaultSchema(schema.name())
                .table(HISTORY)
                .resourceProvider(scripts)
                .locations(new String[0])
                .placeholderReplacement(false)
                .outputQueryResults(false)
                .group(true)
                .cleanDisabled(true)
                .validateMigrationNaming(true)
                .loggers("slf4j"));
    }

    /** Flyway looks up its parts through the loader of the thread. */
    private static <T> T withFlywayLoader(Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader previous = thread.getContextClassLoader();
        thread.setContextClassLoader(Flyway.class.getClassLoader());
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(previous);
        }
    }

    /** Opens the tables to the scripts, and inspects the schema after the last one, within their transaction. */
    private static final class InspectionCallback implements Callback {

        private final CatalogueInspection inspection;
        private final CatalogueSnapshot before;
        private int expected;

        InspectionCallback(CatalogueInspection inspection, CatalogueSnapshot before) {
            this.inspection = inspection;
            this.before = before;
        }

        void expect(int scripts) {
            expected = scripts;
        }

        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
        }

        @Override
        public boolean canHandleInTransaction(Event event, Context context) {
            return true;
        }

        @Override
        public void handle(Event event, Context context) {
            try {
                if (event == Event.BEFORE_EACH_MIGRATE) {
                    open(context.getConnection());
                } else if (--expected == 0) {
                    inspect(context.getConnection());
                }
            } catch (SQLException e) {
                throw new MigrationException("The schema could not be inspected: " + e.getMessage(), e);
            }
        }

        private static void open(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(MIGRATING);
            }
        }

        private void inspect(Connection connection) throws SQLException {
            List<RuleViolation> violations = new ArrayList<>(inspection.violations(connection));
            violations.addAll(before.changes(connection));
            refuse(inspection.schema(), violations);
        }

        @Override
        public String getCallbackName() {
            return "inspection";
        }
    }
}
