package org.stoa.data.transaction;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.UUID;
import org.postgresql.PGStatement;
import org.postgresql.util.PGobject;

/**
 * Statements that PostgreSQL keeps parsed and planned for a connection, which is most of what it spends on a short
 * one. A plan that is kept fails when a migration adds a column to what it returns, while the version that uses it goes on: so
 * they are kept only of statements that begin a transaction, and can be executed anew, and of those of the platform that
 * return nothing.
 */
final class KeptPlans {

    /** How often a statement is executed on a connection before its plan is kept. */
    private static final int USES = 3;

    /** Types of JDBC that the driver has one of PostgreSQL for. */
    private static final Set<Integer> TYPES = Set.of(
            Types.SMALLINT,
            Types.INTEGER,
            Types.BIGINT,
            Types.REAL,
            Types.DOUBLE,
            Types.NUMERIC,
            Types.BOOLEAN,
            Types.VARCHAR);

    private KeptPlans() {}

    /** Has the plan of a statement kept. */
    static void keep(PreparedStatement statement) throws SQLException {
        statement.unwrap(PGStatement.class).setPrepareThreshold(USES);
    }

    /**
     * Whether the driver knows the type of a parameter by how it is bound. A statement with one whose type it does not
     * know, such as a null, must not be kept: the driver describes it first, and from then on sends it in a message of its
     * own, without the preamble that goes ahead of it.
     *
     * @param setter name of the method of {@link PreparedStatement}
     * @param arguments the position, the value, and what else the method takes
     */
    static boolean isTyped(String setter, Object[] arguments) {
        Object value = arguments[1];
        return switch (setter) {
            case "setNull" -> TYPES.contains(value);
            case "setString",
                    "setInt",
                    "setLong",
                    "setShort",
                    "setBoolean",
                    "setDouble",
                    "setFloat",
                    "setBigDecimal",
                    "setBytes" -> true;
            case "setArray" -> value != null;
            case "setObject" ->
                value instanceof PGobject
                        || arguments.length == 2
                                && (value instanceof UUID
                                        || value instanceof OffsetDateTime
                                        || value instanceof LocalDate);
            default -> false;
        };
    }
}
