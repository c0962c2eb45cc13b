package org.stoa.data.cache;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.cache.CacheTag;
import org.stoa.data.schema.NoTenant;

/**
 * This node's row of data.cache_node, over a connection of its own: the pools may be exhausted and all be well. What is
 * new is what the snapshot of the last answer did not see; numbers in a sequence would not do, as transactions do not end
 * in the order in which they draw them.
 */
final class NodeTable implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NodeTable.class);

    /**
     * Every answer waits until what it tells of is on the server's disk: after a crash, the numbers of transactions that
     * were not are given out again. A node that falls silent while it joins holds up the others for a second.
     */
    static final String OPTIONS = "-c search_path=pg_catalog -c statement_timeout=1000"
            + " -c idle_in_transaction_session_timeout=1000 -c app.tenant_id=" + NoTenant.ID;

    /**
     * A dump has brought along changes with numbers that this server has yet to give out: they would be new each time.
     * What it sees and has numbered itself is below xmax.
     */
    private static final String DROP_FUTURE =
            """
            DELETE FROM data.cache_change WHERE (tenant_id, id) IN (
                SELECT tenant_id, id FROM data.cache_change
                WHERE written_by >= pg_snapshot_xmax(pg_current_snapshot()) LIMIT 10000)""";

    /** Of nodes that join at the same time, the second sees the first. */
    private static final String ONE_AT_A_TIME = "LOCK TABLE data.cache_node IN SHARE ROW EXCLUSIVE MODE";

    private static final String JOIN =
            """
            INSERT INTO data.cache_node (id, seen_at, heard) VALUES (?, clock_timestamp(), pg_current_snapshot())
            RETURNING heard::text, (SELECT count(*) FROM data.cache_node), pg_postmaster_start_time()::text,
                extract(epoch FROM pg_postmaster_start_time()) || '/'
                    || (SELECT oid FROM pg_database WHERE datname = current_database())""";

    /**
     * What a dump has brought along from another server is numbered otherwise, and may be in the future. Of more changes
     * than can be read in time the oldest are like those that are forgotten.
     */
    private static final String EARLIER =
            """
            WITH late AS MATERIALIZED (
                SELECT id, tags, written_by FROM data.cache_change ORDER BY written_by DESC LIMIT 5000
            )
            SELECT least(pg_snapshot_xmax(pg_current_snapshot()), greatest(h.forgotten,
                    CASE WHEN (SELECT count(*) FROM late) = 5000
                        THEN (SELECT written_by FROM late ORDER BY written_by LIMIT 1) END))::text,
                c.id, c.tags, c.written_by::text
            FROM data.cache_horizon h LEFT JOIN late c ON true""";

    /**
     * A row that is being renewed is not taken away, and counts. A server that was started anew may be another one, which
     * knows less: its snapshots say nothing of those of the one before.
     */
    private static final String ASK =
            """
            WITH self AS (
                UPDATE data.cache_node SET seen_at = clock_timestamp(), heard = ?::pg_snapshot
                WHERE id = ? AND pg_postmaster_start_time()::text = ? RETURNING id
            ), gone AS (
                DELETE FROM data.cache_node WHERE id IN (
                    SELECT id FROM data.cache_node WHERE id <> ? AND seen_at < clock_timestamp() - interval '5 seconds'
                    FOR UPDATE SKIP LOCKED)
                RETURNING id
            )
            SELECT pg_current_snapshot()::text,
                (SELECT count(*) FROM data.cache_node WHERE id <> self.id) - (SELECT count(*) FROM gone), c.id, c.tags,
                c.written_by::text
            FROM self LEFT JOIN data.cache_change c
                ON c.written_by >= pg_snapshot_xmin(?::pg_snapshot)
                AND NOT pg_visible_in_snapshot(c.written_by, ?::pg_snapshot)""";

    private static final String LEAVE = "DELETE FROM data.cache_node WHERE id = ?";
    /**
     * Much longer than a node may be silent before it has to join anew, and than values are shared: who joins has to know
     * of what has changed since they were loaded. No more at a time than can be deleted within a second.
     */
    static final String PRUNE =
            """
            WITH gone AS (
                DELETE FROM data.cache_change WHERE (tenant_id, id) IN (
                    SELECT tenant_id, id FROM data.cache_change
                    WHERE written_at < clock_timestamp() - interval '12 minutes'
                    ORDER BY written_by LIMIT 10000)
                RETURNING written_by
            )
            UPDATE data.cache_horizon SET forgotten = least(pg_current_xact_id(), greatest(forgotten, latest.written_by))
            FROM (SELECT written_by FROM gone ORDER BY written_by DESC LIMIT 1) latest""";

    private final DataSource source;
    private final UUID id;
    private Connection connection;
    private String heard;
    private String server;
    private String history;
    private Snapshot before;

    /** @param id another one each time that the node joins */
    NodeTable(DataSource source, UUID id) {
        this.source = source;
        this.id = id;
    }

    UUID id() {
        return id;
    }

    /** @param writtenBy the transaction */
    record Change(UUID id, List<CacheTag> tags, long writtenBy) {}

    /**
     * What the database says.
     *
     * @param others nodes beside this one, those included that may have gone less than five seconds ago
     * @param seen the transactions that had been committed
     * @param changes that were not there when it was last asked
     */
    record Answer(long others, Snapshot seen, List<Change> changes) {}

    /** In which transactions are numbered since this node has joined. */
    String history() {
        return history;
    }

    /** This node has heard, since it joined, of all changes that this does not see. */
    Snapshot before() {
        return before;
    }

    /**
     * Joins, and hears of all changes that are committed from here on; the answer has those that came before it, and may
     * have some of these.
     */
    Answer join() throws SQLException {
        connection = source.getConnection();
        try (Statement statement = connection.createStatement();
                PreparedStatement join = connection.prepareStatement(JOIN)) {
            boolean more = true;
            while (more) {
                more = statement.executeUpdate(DROP_FUTURE) > 0;
            }
            connection.setAutoCommit(false);
            statement.execute(ONE_AT_A_TIME);
            join.setObject(1, id);
            Answer answer;
            try (ResultSet row = join.executeQuery()) {
                row.next();
                heard = row.getString(1);
                server = row.getString(3);
                history = row.getString(4);
                answer = new Answer(row.getLong(2), Snapshot.parse(heard), new ArrayList<>());
                before = answer.seen();
            }
            connection.commit();
            connection.setAutoCommit(true);
            addEarlier(statement, answer);
            return answer;
        }
    }

    /** After the commit, as nobody else can ask before; what is committed in between is told again with the next answer. */
    private void addEarlier(Statement statement, Answer answer) throws SQLException {
        try (ResultSet row = statement.executeQuery(EARLIER)) {
            while (row.next()) {
                before = Snapshot.through(row.getLong(1));
                addChange(row, 2, answer.changes());
            }
        } catch (SQLException e) {
            try {
                leave();
            } catch (SQLException broken) {
                e.addSuppressed(broken);
            }
            throw e;
        }
    }

    /**
     * Says that everything which the last answer told of has been heeded, and asks what is new.
     *
     * @return null when the others have given this node up, or the server was started anew: it must join again
     */
    Answer ask() throws SQLException {
        if (connection == null) {
            connection = source.getConnection();
        }
        try (PreparedStatement statement = connection.prepareStatement(ASK)) {
            statement.setString(1, heard);
            statement.setObject(2, id);
            statement.setString(3, server);
            statement.setObject(4, id);
            statement.setString(5, heard);
            statement.setString(6, heard);
            try (ResultSet row = statement.executeQuery()) {
                return answer(row);
            }
        }
    }

    private Answer answer(ResultSet row) throws SQLException {
        Answer answer = null;
        String snapshot = heard;
        while (row.next()) {
            if (answer == null) {
                snapshot = row.getString(1);
                answer = new Answer(row.getLong(2), Snapshot.parse(snapshot), new ArrayList<>());
            }
            addChange(row, 3, answer.changes());
        }
        heard = snapshot;
        return answer;
    }

    /** @param first column of id, tags and transaction, which are null when there is no change */
    private static void addChange(ResultSet row, int first, List<Change> changes) throws SQLException {
        Array tags = row.getArray(first + 1);
        if (tags != null) {
            changes.add(new Change(
                    row.getObject(first, UUID.class),
                    Arrays.stream((String[]) tags.getArray()).map(CacheTag::new).toList(),
                    row.getLong(first + 2)));
        }
    }

    /** Deletes changes that every node has heard of, or has had to join anew since. */
    void prune() throws SQLException {
        execute(PRUNE);
    }

    /** Tells the others that they need not wait for this node any more. */
    void leave() throws SQLException {
        if (connection != null) {
            try (PreparedStatement statement = connection.prepareStatement(LEAVE)) {
                statement.setObject(1, id);
                statement.execute();
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Drops the connection; the next question opens another. */
    @Override
    public void close() {
        Connection finished = connection;
        connection = null;
        if (finished == null) {
            return;
        }
        try (finished) {
            LOG.debug("Closing {}", finished);
        } catch (SQLException e) {
            LOG.debug("The connection was broken already", e);
        }
    }
}
