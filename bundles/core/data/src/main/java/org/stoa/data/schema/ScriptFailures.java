package org.stoa.data.schema;

import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.stoa.api.platform.RuleViolation;

/** Says which script failed, in which line, and why. */
final class ScriptFailures {

    private static final String FORBIDDEN = "42501";

    private ScriptFailures() {}

    /**
     * What a failed run says of the bundle.
     *
     * @throws SQLException when it says nothing of it, because the connection was lost
     */
    static List<RuleViolation> violations(RuntimeException failure, ScriptFolder folder) throws SQLException {
        SchemaRefusedException refused = SchemaRefusedException.in(failure);
        return refused == null ? List.of(violation(failure, folder)) : refused.violations();
    }

    private static RuleViolation violation(RuntimeException failure, ScriptFolder folder) throws SQLException {
        FlywaySqlScriptException statement = null;
        SQLException refusal = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ScriptLeavesTransactionException leaves) {
                return new RuleViolation(
                        "migration-leaves-transaction", leaves.script(), leaves.script(), leaves.getMessage());
            }
            if (cause instanceof FlywaySqlScriptException found) {
                statement = found;
            }
            if (cause instanceof SQLException found) {
                refusal = found;
            }
        }
        if (refusal != null
                && refusal.getSQLState() != null
                && refusal.getSQLState().startsWith("08")) {
            throw refusal;
        }
        if (statement == null || refusal == null) {
            String message = String.valueOf(failure.getMessage());
            return new RuleViolation("migration-fails", folder.path(), oneLine(message));
        }
        String file = folder.path() + "/" + statement.getResource().getFilename();
        String subject = file + ":" + line(statement, refusal);
        String message = oneLine(
                refusal.getMessage().replaceFirst("^ERROR: ", "").replaceFirst("\\s*\\R\\s*Position: \\d+", ""));
        return FORBIDDEN.equals(refusal.getSQLState())
                ? new RuleViolation(
                        CatalogueSnapshot.RULE,
                        file,
                        subject,
                        message + ": a bundle's scripts touch its own schema only")
                : new RuleViolation("migration-fails", file, subject, message);
    }

    private static String oneLine(String message) {
        return message.trim().replaceAll("\\s*\\R\\s*", "; ");
    }

    /** Where the statement begins, and how far into it PostgreSQL points. */
    private static int line(FlywaySqlScriptException statement, SQLException refusal) {
        int line = statement.getLineNumber();
        ServerErrorMessage details = refusal instanceof PSQLException answer ? answer.getServerErrorMessage() : null;
        String text = statement.getStatement();
        if (details == null || text == null || details.getPosition() <= 0) {
            return line;
        }
        String ahead = text.substring(0, Math.min(text.length(), details.getPosition() - 1));
        return line + (int) ahead.chars().filter(character -> character == '\n').count();
    }
}
