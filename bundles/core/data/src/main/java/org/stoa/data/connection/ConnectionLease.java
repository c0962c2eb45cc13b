package org.stoa.data.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;

/** A connection of a pool until it is given back, by whoever took it. */
public final class ConnectionLease implements AutoCloseable {

    private final Connection connection;
    private final Semaphore free;
    private boolean closed;

    ConnectionLease(Connection connection, Semaphore free) {
        this.connection = connection;
        this.free = free;
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
            free.release();
        }
    }
}
