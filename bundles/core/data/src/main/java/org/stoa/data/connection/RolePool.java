package org.stoa.data.connection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TransferQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import org.postgresql.ds.PGSimpleDataSource;
import org.stoa.data.postgresql.PostgresServer;
import org.stoa.data.schema.DatabaseRole;

/**
 * Connections of one role to one database. Nothing is connected before the first use.
 *
 * <p>Who waits for a connection waits here, in turn, and not in the pool, which wakes the thread that opens connections
 * for each of those who wait there, and yields the processor to them. A permit is handed to whoever has waited longest. A
 * fair {@link java.util.concurrent.Semaphore} would wake them one after the other, each by the one before it: where waking
 * a thread takes long, connections lie idle while many wait.
 */
public final class RolePool implements AutoCloseable, ConnectionPoolMXBean {

    private static final AtomicLong NUMBERS = new AtomicLong();

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration IDLE_IN_TRANSACTION_TIMEOUT = Duration.ofSeconds(60);

    private final HikariDataSource pool;
    private final TransferQueue<Permit> permits = new LinkedTransferQueue<>();
    private final Duration connectionTimeout;
    private final ObjectName objectName;

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
        Stream.generate(Permit::new).limit(settings.size()).forEach(permits::add);
        connectionTimeout = settings.connectionTimeout();
        try {
            objectName = new ObjectName("org.stoa.data:type=ConnectionPool,number=" + NUMBERS.incrementAndGet());
            ManagementFactory.getPlatformMBeanServer().registerMBean(this, objectName);
        } catch (JMException e) {
            pool.close();
            throw new IllegalStateException(e);
        }
    }

    /**
     * A connection for the caller alone. Waits for at most the connection timeout until one is free, and as long again
     * where it has to be opened first.
     *
     * @throws SQLTransientConnectionException when there was none in time
     */
    public ConnectionLease lease() throws SQLException {
        Permit permit = awaitPermit();
        boolean leased = false;
        try {
            ConnectionLease lease = new ConnectionLease(open(), permit, permits);
            leased = true;
            return lease;
        } finally {
            if (!leased) {
                permits.add(permit);
            }
        }
    }

    private Connection open() throws SQLException {
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            if (pool.isClosed()) {
                throw new SQLTransientConnectionException(
                        "the connections of " + pool.getPoolName() + " are closed", e);
            }
            throw e;
        }
    }

    private Permit awaitPermit() throws SQLException {
        try {
            // who is to stop soon may still do what needs no waiting
            Permit free = permits.poll();
            Permit permit = free == null ? permits.poll(connectionTimeout.toNanos(), TimeUnit.NANOSECONDS) : free;
            if (permit == null) {
                throw new SQLTransientConnectionException("no connection of " + pool.getPoolName()
                        + " has become free within " + connectionTimeout.toMillis() + " ms");
            }
            return permit;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("interrupted while waiting for a connection", e);
        }
    }

    /** Has every connection replaced: to be called when one has turned out to be dead, as the others will be. */
    public void distrustConnections() {
        HikariPoolMXBean control = pool.getHikariPoolMXBean();
        if (control != null) {
            control.softEvictConnections();
        }
    }

    @Override
    public String getName() {
        return pool.getPoolName();
    }

    @Override
    public int getActiveConnections() {
        return count(HikariPoolMXBean::getActiveConnections);
    }

    @Override
    public int getIdleConnections() {
        return count(HikariPoolMXBean::getIdleConnections);
    }

    @Override
    public int getTotalConnections() {
        return count(HikariPoolMXBean::getTotalConnections);
    }

    @Override
    public int getThreadsAwaitingConnection() {
        return permits.getWaitingConsumerCount() + count(HikariPoolMXBean::getThreadsAwaitingConnection);
    }

    private int count(ToIntFunction<HikariPoolMXBean> attribute) {
        HikariPoolMXBean control = pool.getHikariPoolMXBean();
        return control == null ? 0 : attribute.applyAsInt(control);
    }

    @Override
    public void close() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(objectName);
        } catch (InstanceNotFoundException e) {
            // closed before
        } catch (JMException e) {
            throw new IllegalStateException(e);
        } finally {
            pool.close();
        }
    }
}
