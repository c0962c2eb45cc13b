package org.stoa.data.transaction;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.data.json.StoredJson;

/** What a failure of the database means to the caller. */
final class SqlFailures {

    private static final Logger LOG = LoggerFactory.getLogger(SqlFailures.class);
    private static final String RETRY_AFTER_SECONDS = "1";
    /** An own state of {@code data.meter}. */
    private static final String LIMIT_EXCEEDED = "ST001";

    private static final long WARNING_INTERVAL_NANOS = 2_000_000_000L;
    private static final AtomicLong LAST_WARNING = new AtomicLong(System.nanoTime() - WARNING_INTERVAL_NANOS);

    private SqlFailures() {}

    /** The problem that {@code failure} stands for, or {@code failure} itself when it is none of the caller's making. */
    static RuntimeException translate(RuntimeException failure) {
        SQLException cause = sqlCause(failure);
        if (cause == null) {
            return failure;
        }
        RuntimeException problem = problem(cause);
        return problem == null ? failure : problem;
    }

    /** The problem that {@code failure} stands for, or an exception around it. */
    static RuntimeException translate(SQLException failure) {
        RuntimeException problem = problem(failure);
        return problem == null
                ? new IllegalStateException("the database refused: " + failure.getMessage(), failure)
                : problem;
    }

    /** A connection broke while its transaction was being committed. */
    static ProblemException outcomeUnknown(SQLException failure) {
        LOG.warn("The connection was lost during a commit: {}", failure.getMessage());
        return ProblemException.of(DatabaseProblem.OUTCOME_UNKNOWN).withHeader("Retry-After", RETRY_AFTER_SECONDS);
    }

    /** Whether the connection is of no further use, or there was none to be had. */
    static boolean isConnectionLost(SQLException failure) {
        String state = state(failure);
        return state.startsWith("08") || state.startsWith("57P0") || failure instanceof SQLTransientConnectionException;
    }

    /** The SQLException behind {@code failure}, or null. */
    static SQLException sqlCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    private static RuntimeException problem(SQLException failure) {
        if (isConnectionLost(failure)) {
            return unavailable(failure);
        }
        return switch (state(failure)) {
            // a statement that was cancelled because it took too long, among them
            case "28P01", "28000", "3D000", "53200", "53300", "53400", "57014", "58000", "58030" ->
                unavailable(failure);
            case "53100" -> full(failure);
            case "23505" -> taken(failure);
            case LIMIT_EXCEEDED -> limitExceeded(failure);
            case "23503" ->
                ProblemException.of(
                        CommonProblem.CONFLICT, "It refers to something that does not exist, or is still referred to.");
            case "40001", "40P01" ->
                ProblemException.of(
                        CommonProblem.CONFLICT, "It was changed by another request at the same time. Try again.");
            case "55P03" ->
                ProblemException.of(CommonProblem.CONFLICT, "Another request is working on the same thing. Try again.")
                        .withHeader("Retry-After", RETRY_AFTER_SECONDS);
            case "22021", "22P05" ->
                ProblemException.of(CommonProblem.INVALID_REQUEST, "Text must not contain the character NUL (U+0000).");
            case "25006" ->
                new IllegalStateException(
                        "a read tried to write: use Database.write (" + failure.getMessage() + ")", failure);
            default -> null;
        };
    }

    /** The detail of the message holds the numbers; see {@code data.meter}. */
    private static ProblemException limitExceeded(SQLException failure) {
        ServerErrorMessage server = failure instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
        Map<String, Object> numbers = server == null ? Map.of() : StoredJson.members(server.getDetail());
        ProblemException problem = ProblemException.of(
                CommonProblem.LIMIT_EXCEEDED, numbers.get("resource"), numbers.get("used"), numbers.get("limit"));
        numbers.forEach((name, value) -> {
            if (value != null) {
                problem.with(name, value);
            }
        });
        return problem;
    }

    private static ProblemException full(SQLException failure) {
        warn("The database has no room left", failure);
        return ProblemException.of(CommonProblem.STORAGE_FULL);
    }

    private static ProblemException unavailable(SQLException failure) {
        warn("The database is unavailable", failure);
        return ProblemException.of(CommonProblem.DATABASE_UNAVAILABLE).withHeader("Retry-After", RETRY_AFTER_SECONDS);
    }

    /** Every request fails while the database is away; that is worth a line now and then. */
    private static void warn(String what, SQLException failure) {
        long now = System.nanoTime();
        long last = LAST_WARNING.get();
        if (now - last > WARNING_INTERVAL_NANOS && LAST_WARNING.compareAndSet(last, now)) {
            LOG.warn("{}: {}", what, failure.getMessage());
        }
    }

    /**
     * The columns are taken from the name of the constraint ({@code customer_tenant_id_email_key},
     * {@code customer_email}): PostgreSQL does not name them where row-level security is on.
     */
    private static ProblemException taken(SQLException failure) {
        ServerErrorMessage server = failure instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
        if (server == null || server.getConstraint() == null || server.getTable() == null) {
            return ProblemException.of(CommonProblem.CONFLICT, "It exists already.");
        }
        LOG.debug("Unique constraint {} was violated", server.getConstraint());
        String thing = server.getTable().replace('_', ' ');
        List<String> words = columnWords(server.getTable(), server.getConstraint());
        if (words.isEmpty()) {
            return ProblemException.of(CommonProblem.CONFLICT, "This " + thing + " exists already.");
        }
        return ProblemException.of(
                        CommonProblem.CONFLICT,
                        "There is already a " + thing + " with this " + String.join(" ", words) + ".")
                .withField(camelCase(words), "is already taken");
    }

    private static List<String> columnWords(String table, String constraint) {
        String name = constraint.startsWith(table + "_") ? constraint.substring(table.length() + 1) : constraint;
        List<String> words =
                new ArrayList<>(List.of(name.toLowerCase(Locale.ROOT).split("_")));
        if (words.size() > 1 && words.get(0).equals("tenant") && words.get(1).equals("id")) {
            words.subList(0, 2).clear();
        }
        words.removeAll(List.of("by", "key", "idx", "index", "unique", "uq", "pkey"));
        return words;
    }

    private static String camelCase(List<String> words) {
        StringBuilder name = new StringBuilder(words.get(0));
        for (String word : words.subList(1, words.size())) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return name.toString();
    }

    private static String state(SQLException failure) {
        return failure.getSQLState() == null ? "" : failure.getSQLState();
    }
}
