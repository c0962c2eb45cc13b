package org.stoa.data.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Queue;

/** A connection of a pool until it is given back, by whoever took it. */
public final class ConnectionLease implements AutoCloseable {

    private final Connection connection;
    private final Permit permit;
    private final Queue<Permit> permits;
    private boolean closed;

    /** @param permits where the permit goes back to */
    ConnectionLease(Connection connection, Permit permit, Queue<Permit> permits) {
        this.connection = connection;
        this.permit = permit;
        this.permits = permits;
    }

    /** The connection, in autocommit mode at first. */
    public Connection connection() {
        return connection;
    }

    /** Gives it back; the pool drops it when it is broken. */
    @Override
    public void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            connection.close();
        } finally {
            permits.add(permit);
        }
    }
}
