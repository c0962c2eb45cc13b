package org.stoa.data.transaction;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Set;
import org.postgresql.PGStatement;

/**
 * Statements that PostgreSQL keeps parsed and planned for a connection, which halves what it spends on a short one. A
 * plan that is kept fails when a migration adds a column to what it returns, while the version that uses it goes on: so
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

    /** Whether a null of a type of {@link Types} has one of PostgreSQL. */
    static boolean hasType(int type) {
        return TYPES.contains(type);
    }

    /**
     * For a statement with a null parameter, which has no type: the driver describes such a statement in a message of
     * its own, without the preamble that goes ahead of it.
     */
    static void doNotKeep(PreparedStatement statement) throws SQLException {
        statement.unwrap(PGStatement.class).setPrepareThreshold(0);
    }
}
