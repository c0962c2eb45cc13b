package org.stoa.data.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Lets one node at a time change schemas and roles of a database. Held by a connection of its own, so that it ends with
 * the process.
 */
public final class SchemaLock implements AutoCloseable {

    /** Any number that nothing else in the database uses. */
    private static final long KEY = 0x53746f61L;

    private final Connection connection;

    private SchemaLock(Connection connection) {
        this.connection = connection;
    }

    /** Waits for the lock. */
    public static SchemaLock acquire(DataSource owner) throws SQLException {
        Connection connection = owner.getConnection();
        try (Statement patience = connection.createStatement();
                PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_lock(?)")) {
            patience.execute("SET statement_timeout = '80s'");
            lock.setLong(1, KEY);
            lock.execute();
            patience.execute("RESET statement_timeout");
            return new SchemaLock(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
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
