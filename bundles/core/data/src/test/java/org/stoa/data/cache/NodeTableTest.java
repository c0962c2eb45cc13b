package org.stoa.data.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.stoa.api.data.Ids;
import org.stoa.data.Await;
import org.stoa.data.DatabaseFixture;
import org.stoa.data.schema.NoTenant;

/** What a node hears when it joins, and what the table of changes may have become until then. */
class NodeTableTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String PATIENT = "-c app.tenant_id=" + NoTenant.ID;
    private static final String ANY_TIME = "clock_timestamp()";
    private static final String LONG_AGO = "clock_timestamp() - interval '1 hour'";

    private final DatabaseFixture fixture = DatabaseFixture.fresh();
    private final List<NodeTable> nodes = new ArrayList<>();
    private Connection platform;

    @BeforeEach
    void connect() throws SQLException {
        platform = source(PATIENT).getConnection();
    }

    @AfterEach
    void close() throws SQLException {
        nodes.forEach(NodeTable::close);
        platform.close();
        fixture.close();
    }

    private NodeTable node(String options) {
        NodeTable node = new NodeTable(source(options), Ids.next());
        nodes.add(node);
        return node;
    }

    private PGSimpleDataSource source(String options) {
        String[] role = fixture.asOwner(
                        "SELECT role_name || ' ' || password FROM data.database_role WHERE schema_name = 'platform'")
                .get(0)
                .split(" ");
        PGSimpleDataSource source = fixture.server().dataSource(role[0], role[1], "test");
        source.setOptions(options);
        return source;
    }

    @Test
    void whoJoinsReadsTheLatestOfManyChangesAndTakesTheOthersForForgotten() throws SQLException {
        insert(1, ANY_TIME);
        long middle = insert(2, ANY_TIME);
        long latest = insert(4_999, ANY_TIME);
        NodeTable node = node(NodeTable.OPTIONS);

        NodeTable.Answer answer = node.join();

        assertThat(answer.changes())
                .hasSize(5_000)
                .extracting(NodeTable.Change::writtenBy)
                .contains(middle, latest);
        assertThat(node.before().sees(middle)).isTrue();
        assertThat(node.before().sees(latest)).isFalse();
    }

    @Test
    void whoJoinsReadsFewChangesInFull() throws SQLException {
        long first = insert(1, ANY_TIME);
        NodeTable node = node(NodeTable.OPTIONS);

        assertThat(node.join().changes())
                .extracting(NodeTable.Change::writtenBy)
                .containsExactly(first);
        assertThat(node.before().sees(first)).isFalse();
    }

    @Test
    void whoJoinsAndHasToReadLongHoldsUpNobodyAndMissesNothing() throws Exception {
        NodeTable other = node(NodeTable.OPTIONS);
        other.join();
        NodeTable node = node(PATIENT);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<NodeTable.Answer> joining;
        platform.setAutoCommit(false);
        execute("LOCK TABLE data.cache_horizon IN ACCESS EXCLUSIVE MODE");
        joining = thread.submit(node::join);
        Await.until("it has joined", LIMIT, () -> fixture.asMigration("SELECT id FROM data.cache_node")
                .contains(node.id().toString()));

        assertThat(other.ask().others()).isEqualTo(1);
        long meanwhile = insert(1, ANY_TIME);
        platform.commit();
        joining.get();
        thread.shutdown();

        assertThat(node.ask().changes()).extracting(NodeTable.Change::writtenBy).containsExactly(meanwhile);
    }

    @Test
    void whoCannotReadWhatCameBeforeIsNotWaitedFor() throws SQLException {
        platform.setAutoCommit(false);
        execute("LOCK TABLE data.cache_horizon IN ACCESS EXCLUSIVE MODE");

        assertThatThrownBy(node(NodeTable.OPTIONS)::join).hasMessageContaining("statement timeout");

        assertThat(fixture.asMigration("SELECT id FROM data.cache_node")).isEmpty();
        platform.rollback();
    }

    @Test
    void oldChangesAreDeletedInPartsAndTheHorizonFollows() throws SQLException {
        insert(9_999, LONG_AGO);
        long middle = insert(2, LONG_AGO);
        long last = insert(1, LONG_AGO);
        insert(1, ANY_TIME);
        NodeTable node = node(NodeTable.OPTIONS);
        node.join();

        node.prune();
        assertThat(changes()).isEqualTo(3);
        assertThat(horizon()).isEqualTo(middle);

        node.prune();
        assertThat(changes()).isEqualTo(1);
        assertThat(horizon()).isEqualTo(last);
    }

    @Test
    void changesThatADumpHasBroughtFromTheFutureAreNoNews() throws SQLException {
        long known = insert(1, ANY_TIME);
        execute("INSERT INTO data.cache_change (tenant_id, id, tags, written_by)"
                + " SELECT gen_random_uuid(), gen_random_uuid(), '{number}', '9000000000000'"
                + " FROM generate_series(1, 10001)");
        NodeTable node = node(NodeTable.OPTIONS);

        assertThat(node.join().changes())
                .extracting(NodeTable.Change::writtenBy)
                .containsExactly(known);
        assertThat(node.ask().changes()).isEmpty();
        assertThat(changes()).isEqualTo(1);
    }

    private long changes() {
        return Long.parseLong(
                fixture.asMigration("SELECT count(*) FROM data.cache_change").get(0));
    }

    private long horizon() {
        return Long.parseLong(
                fixture.asMigration("SELECT forgotten FROM data.cache_horizon").get(0));
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = platform.createStatement()) {
            statement.execute(sql);
        }
    }

    /** By one transaction, whose number it returns. */
    private long insert(int number, String writtenAt) throws SQLException {
        try (Statement statement = platform.createStatement();
                ResultSet row = statement.executeQuery(
                        """
                        WITH made AS (
                            INSERT INTO data.cache_change (tenant_id, id, tags, written_at)
                            SELECT gen_random_uuid(), gen_random_uuid(), '{number}', %s FROM generate_series(1, %d)
                            RETURNING written_by)
                        SELECT written_by::text FROM made LIMIT 1"""
                                .formatted(writtenAt, number))) {
            row.next();
            return row.getLong(1);
        }
    }
}
