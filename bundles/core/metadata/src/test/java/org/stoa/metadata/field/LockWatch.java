package org.stoa.metadata.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.MetadataFixture;
import org.stoa.testkit.SqlMapper;

/** Asks PostgreSQL every few milliseconds who waits for a lock and since when, and who locks whole tables. */
final class LockWatch implements AutoCloseable {

    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final String WAITS =
            """
            SELECT locktype, extract(epoch FROM clock_timestamp() - waitstart) * 1000 FROM pg_locks
            WHERE NOT granted AND waitstart IS NOT NULL ORDER BY waitstart LIMIT 1
            """;
    /** What keeps others from writing to a table; sessions without a user are PostgreSQL's own. */
    private static final String TABLES =
            """
            SELECT l.relation::regclass || ' ' || l.mode FROM pg_locks l
            JOIN pg_class c ON c.oid = l.relation
            JOIN pg_stat_activity a ON a.pid = l.pid AND a.usesysid IS NOT NULL
            WHERE l.locktype = 'relation' AND c.relnamespace = 'metadata'::regnamespace AND c.relkind = 'r'
              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND l.mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
            """;

    /** What sessions of the platform are at that have been at the same thing for more than 50 ms, in a transaction. */
    private static final String SLOW =
            """
            SELECT CASE WHEN state <> 'active' THEN 'Java' ELSE coalesce(wait_event, 'processor') END FROM pg_stat_activity
            WHERE usename = current_user AND datname = current_database() AND pid <> pg_backend_pid()
              AND (state = 'active' AND clock_timestamp() - query_start > interval '50 ms'
                OR state = 'idle in transaction' AND clock_timestamp() - state_change > interval '50 ms')
            """;

    private final MetadataFixture metadata;
    private final CallContext tenant;
    private final Map<String, Integer> slow = new TreeMap<>();
    private final Set<String> tables = new TreeSet<>();
    private final List<SQLException> failures = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "lock-watch");
    private volatile boolean stopped;
    private double longestMillis;
    private String longestKind = "";
    private int waits;

    LockWatch(MetadataFixture metadata, CallContext tenant) {
        this.metadata = metadata;
        this.tenant = tenant;
        thread.start();
    }

    private void run() {
        try (Connection connection = metadata.databases.owner().getConnection();
                PreparedStatement waiting = connection.prepareStatement(WAITS);
                PreparedStatement locking = connection.prepareStatement(TABLES)) {
            while (!stopped) {
                LockSupport.parkNanos(PERIOD_NANOS);
                look(waiting, locking);
            }
        } catch (SQLException e) {
            failures.add(e);
        }
    }

    private void look(PreparedStatement waiting, PreparedStatement locking) throws SQLException {
        try (ResultSet row = waiting.executeQuery()) {
            if (row.next()) {
                waits++;
                if (row.getDouble(2) > longestMillis) {
                    longestMillis = row.getDouble(2);
                    longestKind = row.getString(1);
                }
            }
        }
        metadata.database
                .read(tenant, SqlMapper.class, mapper -> mapper.texts(SLOW))
                .forEach(reason -> slow.merge(reason, 1, Integer::sum));
        try (ResultSet rows = locking.executeQuery()) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
    }

    /** The longest wait that was seen, for what, and how often anybody was seen to wait. */
    String report() {
        return waits == 0 ? "none" : String.format("%.0f ms (%s), %d seen", longestMillis, longestKind, waits);
    }

    /** How often what was seen to take longer than 50 ms. */
    String slow() {
        return slow.toString();
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join();
        assertThat(failures).isEmpty();
        assertThat(tables).as("locks of whole tables").isEmpty();
    }
}
