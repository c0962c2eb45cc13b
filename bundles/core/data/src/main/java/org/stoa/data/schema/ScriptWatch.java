package org.stoa.data.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.stoa.api.data.MigrationException;
import org.stoa.api.platform.RuleViolation;

/** Opens the tables to the scripts, sees that they stay within their transaction, and has its result inspected. */
final class ScriptWatch implements Callback {

    /** Ends with the transaction. Without any tenant the tables could not be touched at all. */
    private static final String MIGRATING = "SELECT set_config('app.migrating', 'on', true),"
            + " set_config('app.tenant_id', '00000000-0000-0000-0000-000000000000', true)";

    /** Does at once what would otherwise be done after the inspection. */
    private static final String SETTLED = "SET CONSTRAINTS ALL IMMEDIATE";

    /** Undoes what a script may have set, so that the names and texts of the inspection mean what they say. */
    private static final String SOBER = "RESET ALL; SET search_path = pg_catalog, pg_temp";

    private final boolean module;
    private final MigrationScripts scripts;
    private final MigrationRun.Inspection inspection;
    private final boolean afterEach;
    private final String last;
    /** Path of the first script after which each violation was there without a break. */
    private final Map<RuleViolation, String> broughtBy = new LinkedHashMap<>();

    private int applied;
    private String transaction;

    /** @param afterEach whether to inspect after each script, and not after the last one only */
    ScriptWatch(boolean module, MigrationScripts scripts, MigrationRun.Inspection inspection, boolean afterEach) {
        this.module = module;
        this.scripts = scripts;
        this.inspection = inspection;
        this.afterEach = afterEach;
        List<String> names = scripts.names();
        // Whatever is pending ends with the script of the highest number.
        last = names.get(names.size() - 1);
    }

    /** Whether it is known which script has brought a violation. */
    boolean knowsScript() {
        return afterEach || applied == 1;
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
        String name = MigrationScripts.fileName(context.getMigrationInfo().getScript());
        try {
            if (event == Event.BEFORE_EACH_MIGRATE) {
                open(context.getConnection(), name);
            } else {
                close(context.getConnection(), name);
            }
        } catch (SQLException e) {
            throw new MigrationException("The schema could not be inspected: " + e.getMessage(), e);
        }
    }

    private void open(Connection connection, String script) throws SQLException {
        if (connection.getAutoCommit()) {
            throw ScriptLeavesTransactionException.cannotRun(path(script));
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
            throw ScriptLeavesTransactionException.ends(path(script));
        }
        applied++;
        boolean isLast = script.equals(last);
        if (!isLast && !afterEach) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            if (isLast) {
                statement.execute(SETTLED);
            }
            if (module) {
                statement.execute(SOBER);
            }
            List<RuleViolation> violations = inspection.violations(connection);
            if (module) {
                statement.execute("RESET ALL");
            }
            broughtBy.keySet().retainAll(violations);
            violations.forEach(violation -> broughtBy.putIfAbsent(violation, path(script)));
        }
        if (isLast && !broughtBy.isEmpty()) {
            throw new SchemaRefusedException(broughtBy.entrySet().stream()
                    .map(entry -> knowsScript() ? entry.getKey().in(entry.getValue()) : entry.getKey())
                    .toList());
        }
    }

    private String path(String script) {
        return scripts.folder().path() + "/" + script;
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
