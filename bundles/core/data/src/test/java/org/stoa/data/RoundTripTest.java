package org.stoa.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.cache.CacheTag;
import org.stoa.api.data.Database;
import org.stoa.api.data.IdempotencyKey;
import org.stoa.api.data.Ids;
import org.stoa.api.security.CallContext;
import org.stoa.data.cache.NodeCaches;

/** What a use of the database costs in round trips to the server. */
class RoundTripTest {

    private static final String COUNTS =
            """
            CREATE TABLE count (tenant_id uuid NOT NULL, id uuid NOT NULL, PRIMARY KEY (tenant_id, id));
            SELECT data.tenant_table('count');
            """;

    private static CountingProxy proxy;
    private static DatabaseFixture fixture;
    private static Database notes;

    private final CallContext context = DatabaseFixture.user(Ids.next());

    record NoteAdded(UUID id) {}

    @BeforeAll
    static void start() throws IOException {
        proxy = new CountingProxy(TestServer.shared().port());
        fixture = DatabaseFixture.on(proxy.before(TestServer.emptyDatabase()), Clock.systemUTC());
        notes = fixture.migrated("notes", DatabaseFixture.NOTES).database();
    }

    @AfterAll
    static void stop() throws IOException {
        fixture.close();
        proxy.close();
    }

    @BeforeEach
    void connect() {
        DatabaseFixture.texts(notes, context, "SELECT 1");
    }

    @Test
    void readCostsOnePerStatement() {
        assertThat(least(() -> DatabaseFixture.texts(notes, context, "SELECT text FROM notes.note")))
                .isEqualTo(1);
        assertThat(least(() -> notes.read(context, SqlMapper.class, mapper -> {
                    mapper.texts("SELECT text FROM notes.note");
                    return mapper.texts("SELECT id FROM notes.note");
                })))
                .isEqualTo(2);
    }

    @Test
    void writeCostsOnePerStatementAndOneForTheCommit() {
        assertThat(least(() -> DatabaseFixture.execute(notes, context, insert())))
                .isEqualTo(2);
        assertThat(least(() -> notes.write(context, SqlMapper.class, (mapper, transaction) -> {
                    mapper.texts("SELECT text FROM notes.note");
                    return mapper.execute(insert());
                })))
                .isEqualTo(3);
    }

    @Test
    void countingWhatIsUsedCostsNothingMore() {
        assertThat(least(() -> notes.write(context, SqlMapper.class, (mapper, transaction) -> {
                    transaction.meter("notes", 1);
                    return mapper.execute(insert());
                })))
                .isEqualTo(2);
    }

    @Test
    void auditAndEventsTravelWithTheCommit() {
        assertThat(least(() -> notes.write(context, SqlMapper.class, (mapper, transaction) -> {
                    UUID id = Ids.next();
                    transaction.audit(AuditEntry.happened("note.add", "notes.note", id));
                    transaction.audit(AuditEntry.happened("note.announce", "notes.note", id));
                    transaction.publish(new NoteAdded(id));
                    return mapper.execute(insert());
                })))
                .isEqualTo(2);
    }

    @Test
    void whatHasChangedTravelsWithTheCommitAndANodeThatIsAloneWaitsForNobody() {
        Database counts = fixture.migrated("activity", COUNTS).database();
        NodeCaches caches = fixture.databases().caches();
        caches.start();
        Await.until("trust", Duration.ofSeconds(20), caches::isTrusted);
        assertThat(least(() -> counts.write(context, SqlMapper.class, (mapper, transaction) -> {
                    transaction.changed(CacheTag.of("note", 1), CacheTag.of("note", 2));
                    return mapper.execute(
                            "INSERT INTO activity.count VALUES ('" + context.tenantId() + "', gen_random_uuid())");
                })))
                .isEqualTo(2);
    }

    @Test
    void writeOfAnAuditEntryAloneCostsOne() {
        assertThat(least(() -> notes.write(context, SqlMapper.class, (mapper, transaction) -> {
                    transaction.audit(AuditEntry.happened("note.print", "notes.note", Ids.next()));
                    return null;
                })))
                .isEqualTo(1);
    }

    @Test
    void idempotencyKeyCostsOneMoreAndItsReplayTwo() {
        assertThat(least(() -> keyed(UUID.randomUUID().toString()))).isEqualTo(3);
        keyed("the same");
        assertThat(least(() -> keyed("the same"))).isEqualTo(2);
    }

    @Test
    void workWithoutStatementsCostsNothing() {
        assertThat(least(() -> notes.write(context, SqlMapper.class, (mapper, transaction) -> "nothing")))
                .isZero();
    }

    private void keyed(String key) {
        CallContext request = context.withIdempotencyKey(new IdempotencyKey(key, "fingerprint"));
        DatabaseFixture.execute(notes, request, insert());
    }

    private String insert() {
        return "INSERT INTO notes.note VALUES ('" + context.tenantId() + "', gen_random_uuid(), gen_random_uuid())";
    }

    /** The pool looks after a connection that was idle for a while, which costs one more now and then. */
    private static int least(Runnable work) {
        return IntStream.range(0, 5).map(time -> proxy.count(work)).min().orElseThrow();
    }
}
