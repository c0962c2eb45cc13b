package org.stoa.data.connection;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the server whether it answers, over a connection of its own: the pools may be exhausted and all be well. */
public final class ReachabilityProbe implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReachabilityProbe.class);
    private static final int LIMIT_SECONDS = 2;

    private final PGSimpleDataSource source;
    private Connection connection;

    public ReachabilityProbe(PGSimpleDataSource source) {
        this.source = source;
        source.setConnectTimeout(LIMIT_SECONDS);
        source.setLoginTimeout(LIMIT_SECONDS);
        source.setSocketTimeout(LIMIT_SECONDS);
    }

    /** Whether the server answers within two seconds. */
    public synchronized boolean isReachable() {
        try {
            if (connection != null && connection.isValid(LIMIT_SECONDS)) {
                return true;
            }
            close();
            connection = source.getConnection();
            return connection.isValid(LIMIT_SECONDS);
        } catch (SQLException e) {
            LOG.debug("The database cannot be reached", e);
            return false;
        }
    }

    @Override
    public synchronized void close() {
        if (connection == null) {
            return;
        }
        try (Connection finished = connection) {
            LOG.debug("Closing {}", finished);
        } catch (SQLException e) {
            LOG.debug("The connection was broken already", e);
        } finally {
            connection = null;
        }
    }
}
