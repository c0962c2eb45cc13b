package org.stoa.metadata.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.stoa.metadata.MetadataFixture;

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

    private final MetadataFixture metadata;
    private final Set<String> tables = new TreeSet<>();
    private final List<SQLException> failures = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "lock-watch");
    private volatile boolean stopped;
    private double longestMillis;
    private String longestKind = "";
    private int waits;

    LockWatch(MetadataFixture metadata) {
        this.metadata = metadata;
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

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join();
        assertThat(failures).isEmpty();
        assertThat(tables).as("locks of whole tables").isEmpty();
    }
}
