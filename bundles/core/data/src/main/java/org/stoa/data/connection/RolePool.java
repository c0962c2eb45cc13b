package org.stoa.data.connection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;
import org.stoa.data.postgresql.PostgresServer;
import org.stoa.data.schema.DatabaseRole;

/** Connections of one role to one database. Nothing is connected before the first use. */
public final class RolePool implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration IDLE_IN_TRANSACTION_TIMEOUT = Duration.ofSeconds(60);

    private final HikariDataSource pool;

    /** @param schema the schema in which names without a schema are looked up; also names the pool */
    public RolePool(PostgresServer server, DatabaseRole role, String schema, PoolSettings settings) {
        PGSimpleDataSource source = server.dataSource(role.name(), role.password(), "stoa-" + schema);
        source.setCurrentSchema(schema);
        // A server that falls silent ends no statement by itself.
        source.setSocketTimeout((int) settings.statementTimeout().plus(GRACE).toSeconds());
        // Plans are kept for the statements that can be executed anew when theirs is outdated.
        source.setPrepareThreshold(0);
        source.setOptions("-c statement_timeout=" + settings.statementTimeout().toMillis()
                + " -c idle_in_transaction_session_timeout=" + IDLE_IN_TRANSACTION_TIMEOUT.toMillis());
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setPoolName(role.name() + "@" + schema);
        config.setMaximumPoolSize(settings.size());
        config.setMinimumIdle(1);
        config.setIdleTimeout(IDLE_TIMEOUT.toMillis());
        config.setConnectionTimeout(settings.connectionTimeout().toMillis());
        config.setValidationTimeout(Math.min(2_000, settings.connectionTimeout().toMillis()));
        config.setExceptionOverride(new OutdatedPlans());
        // The first use waits for the database, not the construction.
        config.setInitializationFailTimeout(-1);
        pool = new HikariDataSource(config);
    }

    /** A connection in autocommit mode; closing it gives it back. */
    public Connection connection() throws SQLException {
        return pool.getConnection();
    }

    /** Has every connection replaced: to be called when one has turned out to be dead, as the others will be. */
    public void distrustConnections() {
        HikariPoolMXBean control = pool.getHikariPoolMXBean();
        if (control != null) {
            control.softEvictConnections();
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
