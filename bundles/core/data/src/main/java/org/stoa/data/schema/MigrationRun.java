package org.stoa.data.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.internal.info.MigrationInfoImpl;
import org.stoa.api.data.MigrationException;
import org.stoa.api.platform.RuleViolation;

/** Applies what is pending of a bundle's scripts: all in one transaction, which is inspected before it is committed. */
final class MigrationRun {

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
        /** What keeps it from being committed. */
        List<RuleViolation> violations(Connection connection) throws SQLException;
    }

    /**
     * Applies.
     *
     * @param inspection is not called when nothing was pending
     * @return how many scripts were applied
     * @throws FlywayException when a script fails, or the inspection finds something: then because of a {@link
     *     SchemaRefusedException} that names the script that brought it
     */
    int apply(Inspection inspection) {
        List<String> unnumbered = scripts.badNames();
        if (!unnumbered.isEmpty()) {
            throw new MigrationException("The script " + scripts.folder().path() + "/" + unnumbered.get(0)
                    + " of bundle " + roles.schema().bundle()
                    + " is not named like V2__what_it_does.sql, or has the number of another.");
        }
        ScriptWatch once = watch(inspection, false);
        try {
            return apply(once);
        } catch (FlywayException e) {
            if (SchemaRefusedException.in(e) == null || once.knowsScript()) {
                throw e;
            }
        }
        // Nothing is spent on knowing the script until something is wrong.
        return apply(watch(inspection, true));
    }

    private ScriptWatch watch(Inspection inspection, boolean afterEach) {
        return new ScriptWatch(roles.owns() != null, scripts, inspection, afterEach);
    }

    private int apply(ScriptWatch watch) {
        return withFlywayLoader(() -> {
            Flyway flyway = configuration().callbacks(watch).load();
            try {
                return flyway.migrate().migrationsExecuted;
            } catch (FlywayException e) {
                // Flyway refuses a mixture beforehand, and names the first that is of another kind.
                requireTransactions(flyway, e);
                throw e;
            }
        });
    }

    private void requireTransactions(Flyway flyway, FlywayException failure) {
        if (failure.getCause() != null) {
            return;
        }
        for (MigrationInfo pending : flyway.info().pending()) {
            if (pending instanceof MigrationInfoImpl script && !script.canExecuteInTransaction()) {
                ScriptLeavesTransactionException leaves = ScriptLeavesTransactionException.cannotRun(
                        scripts.folder().path() + "/" + MigrationScripts.fileName(pending.getScript()));
                throw new FlywayException(leaves.getMessage(), leaves);
            }
        }
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
}
