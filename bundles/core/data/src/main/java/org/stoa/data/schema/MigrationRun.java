package org.stoa.data.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.stoa.api.data.MigrationException;

/** Applies what is pending of a bundle's scripts: all in one transaction, which is inspected before it is committed. */
final class MigrationRun {

    /** Ends with the transaction. Without any tenant the tables could not be touched at all. */
    private static final String MIGRATING = "SELECT set_config('app.migrating', 'on', true),"
            + " set_config('app.tenant_id', '00000000-0000-0000-0000-000000000000', true)";

    /**
     * Undoes what a script may have set, so that the names and texts of the inspection mean what they say, and does at
     * once what would otherwise be done after it.
     */
    private static final String SOBER =
            "SET CONSTRAINTS ALL IMMEDIATE; RESET ALL; SET search_path = pg_catalog, pg_temp";

    private final SchemaRoles roles;
    private final DataSource source;
    private final MigrationScripts scripts;

    /** @param source connections of the role that owns the schema */
    MigrationRun(SchemaRoles roles, DataSource source, MigrationScripts scripts) {
        this.roles = roles;
        this.source = source;
        this.scripts = scripts;
    }

    /** Looks at the uncommitted result. */
    @FunctionalInterface
    interface Inspection {
        /** @throws RuntimeException undoes everything */
        void inspect(Connection connection) throws SQLException;
    }

    /**
     * Applies.
     *
     * @param inspection is not called when nothing was pending
     * @return how many scripts were applied
     * @throws FlywayException when a script fails
     */
    int apply(Inspection inspection) {
        List<String> unnumbered = scripts.badNames();
        if (!unnumbered.isEmpty()) {
            throw new MigrationException("The script " + scripts.folder().path() + "/" + unnumbered.get(0)
                    + " of bundle " + roles.schema().bundle()
                    + " is not named like V2__what_it_does.sql, or has the number of another.");
        }
        List<String> names = scripts.names();
        Watch watch = new Watch(roles.owns() != null, names.get(names.size() - 1), inspection);
        return withFlywayLoader(() -> {
            Flyway flyway = configuration().callbacks(watch).load();
            return flyway.migrate().migrationsExecuted;
        });
    }

    /** Applies the first script only, with which there is nothing to inspect yet. */
    void applyFirst() {
        withFlywayLoader(() ->
                configuration().target(MigrationVersion.fromVersion("1")).load().migrate());
    }

    private FluentConfiguration configuration() {
        FluentConfiguration configuration = Flyway.configure(Flyway.class.getClassLoader())
                .dataSource(source)
                .schemas(roles.schema().name())
                .defaultSchema(roles.schema().name())
                .table(scripts.folder().history())
                .resourceProvider(scripts)
                .locations(new String[0])
                .placeholderReplacement(false)
                .outputQueryResults(false)
                .group(true)
                .cleanDisabled(true)
                .validateMigrationNaming(true)
                .loggers("slf4j");
        if (roles.owns() != null) {
            // A version meets what a later one has done, after a return to it or on a node that lags behind.
            configuration.ignoreMigrationPatterns("*:future", "*:missing");
        }
        if (scripts.folder() == ScriptFolder.CONTRACTION) {
            configuration.baselineOnMigrate(true).baselineVersion("0");
        }
        return configuration;
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

    /** Opens the tables to the scripts, sees that they stay within their transaction, and has its result inspected. */
    private static final class Watch implements Callback {

        private final boolean module;
        private final Inspection inspection;
        private final String last;
        private String transaction;

        /** @param last name of the script with the highest number: whatever is pending ends with it */
        Watch(boolean module, String last, Inspection inspection) {
            this.module = module;
            this.last = last;
            this.inspection = inspection;
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
            String script = context.getMigrationInfo().getScript();
            try {
                if (event == Event.BEFORE_EACH_MIGRATE) {
                    open(context.getConnection(), script);
                } else {
                    close(context.getConnection(), script);
                }
            } catch (SQLException e) {
                throw new MigrationException("The schema could not be inspected: " + e.getMessage(), e);
            }
        }

        private void open(Connection connection, String script) throws SQLException {
            if (connection.getAutoCommit()) {
                throw new ScriptLeavesTransaction(
                        script,
                        "has a statement that PostgreSQL does not run in a transaction, such as CREATE INDEX CONCURRENTLY:"
                                + " use one that it does");
            }
            try (Statement statement = connection.createStatement()) {
                if (module) {
                    statement.execute("RESET ALL");
                }
                statement.execute(MIGRATING);
            }
            if (transaction == null) {
                transaction = transaction(connection);
            }
        }

        private void close(Connection connection, String script) throws SQLException {
            if (!transaction.equals(transaction(connection))) {
                throw new ScriptLeavesTransaction(
                        script, "ends the transaction it runs in: leave out COMMIT, ROLLBACK and BEGIN");
            }
            if (script.equals(last) || script.endsWith("/" + last)) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(module ? SOBER : "SET CONSTRAINTS ALL IMMEDIATE");
                    inspection.inspect(connection);
                    if (module) {
                        statement.execute("RESET ALL");
                    }
                }
            }
        }

        private static String transaction(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_current_xact_id()::pg_catalog.text")) {
                row.next();
                return row.getString(1);
            }
        }

        @Override
        public String getCallbackName() {
            return "inspection";
        }
    }

    /** A script of which not everything could be undone. */
    static final class ScriptLeavesTransaction extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String script;

        ScriptLeavesTransaction(String script, String message) {
            super(message);
            this.script = script;
        }

        String script() {
            return script;
        }
    }
}
