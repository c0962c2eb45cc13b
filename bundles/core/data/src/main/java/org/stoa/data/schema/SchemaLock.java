package org.stoa.data.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Lets one node at a time change schemas and roles of a database. Held by a connection of its own, so that it ends with
 * the process.
 */
public final class SchemaLock implements AutoCloseable {

    /** Any number that nothing else in the database uses. */
    private static final long KEY = 0x53746f61L;

    private static final Duration LIMIT = Duration.ofSeconds(80);
    /** How long to wait before looking who holds it. */
    private static final Duration TURN = Duration.ofSeconds(3);

    private static final String CANCELED = "57014";
    /** Every role of a database can take any advisory lock; that of a module has no business with this one. */
    private static final String END_STRANGERS = "SELECT pg_terminate_backend(l.pid) FROM pg_locks l"
            + " JOIN pg_stat_activity a ON a.pid = l.pid WHERE l.locktype = 'advisory' AND l.granted AND l.classid = 0"
            + " AND l.objid = " + KEY + " AND l.objsubid = 1 AND a.usename <> current_user"
            + " AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())";

    private final Connection connection;

    private SchemaLock(Connection connection) {
        this.connection = connection;
    }

    /** Waits for the lock; ends the session of anybody who holds it and is not the owner of the database. */
    public static SchemaLock acquire(DataSource owner) throws SQLException {
        Connection connection = owner.getConnection();
        try (Statement statement = connection.createStatement()) {
            long deadline = System.nanoTime() + LIMIT.toNanos();
            statement.execute("SET statement_timeout = " + TURN.toMillis());
            while (!lock(statement, deadline)) {
                statement.execute(END_STRANGERS);
            }
            statement.execute("RESET statement_timeout");
            return new SchemaLock(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static boolean lock(Statement statement, long deadline) throws SQLException {
        try {
            statement.execute("SELECT pg_advisory_lock(" + KEY + ")");
            return true;
        } catch (SQLException e) {
            if (!CANCELED.equals(e.getSQLState()) || System.nanoTime() > deadline) {
                throw e;
            }
            return false;
        }
    }

    /** The connection that holds the lock; free for use. */
    public Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
