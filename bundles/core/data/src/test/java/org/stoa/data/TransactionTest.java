package org.stoa.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.audit.AuditFilter;
import org.stoa.api.audit.AuditRecord;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.PageRequest;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;

class TransactionTest {

    private static DatabaseFixture fixture;
    private static Database notes;

    private final CallContext context = DatabaseFixture.user(Ids.next());

    interface NoteMapper {
        @Insert("INSERT INTO notes.note (tenant_id, id, text) VALUES (#{tenant}, #{id}, #{text})")
        void insert(@Param("tenant") UUID tenant, @Param("id") UUID id, @Param("text") String text);

        default void insertTwo(UUID tenant, String text) {
            insert(tenant, Ids.next(), text + " one");
            insert(tenant, Ids.next(), text + " two");
        }
    }

    interface TextMapper {
        @Select("SELECT text FROM notes.note ORDER BY text")
        List<String> texts();
    }

    record NoteAdded(UUID id) {}

    @BeforeAll
    static void start() {
        fixture = DatabaseFixture.fresh();
        notes = fixture.migrated("notes", DatabaseFixture.NOTES).database();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void rowsAuditAndEventsAreCommittedTogether() {
        UUID id = Ids.next();
        notes.write(context, NoteMapper.class, (mapper, transaction) -> {
            mapper.insertTwo(context.requireTenant(), "a");
            transaction.audit(AuditEntry.happened("note.add", "notes.note", id));
            transaction.publish(new NoteAdded(id));
            assertThat(transaction.mapper(TextMapper.class).texts()).hasSize(2);
            return null;
        });

        assertThat(notes.<TextMapper, List<String>>read(context, TextMapper.class, TextMapper::texts))
                .containsExactly("a one", "a two");
        assertThat(audit()).extracting(AuditRecord::resourceId).containsExactly(id.toString());
        assertThat(outbox()).containsExactly("notes.NoteAdded {\"id\": \"" + id + "\"}");
    }

    @Test
    void failedWorkLeavesNothing() {
        assertThatThrownBy(() -> notes.write(context, NoteMapper.class, (mapper, transaction) -> {
                    mapper.insertTwo(context.requireTenant(), "a");
                    transaction.audit(AuditEntry.happened("note.add", "notes.note", Ids.next()));
                    transaction.publish(new NoteAdded(Ids.next()));
                    throw new IllegalArgumentException("changed my mind");
                }))
                .hasMessage("changed my mind");

        assertNothingIsLeft();
    }

    @Test
    void swallowedFailureCannotBeCommitted() {
        assertThatThrownBy(() -> notes.write(context, NoteMapper.class, (mapper, transaction) -> {
                    mapper.insert(context.tenantId(), Ids.next(), "first");
                    assertThatThrownBy(() -> mapper.insert(context.tenantId(), Ids.next(), "first"))
                            .isInstanceOf(ProblemException.class);
                    return null;
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> notes.write(context, NoteMapper.class, (mapper, transaction) -> {
                    mapper.insert(context.tenantId(), Ids.next(), "first");
                    assertThatThrownBy(() -> mapper.insert(context.tenantId(), Ids.next(), "first"))
                            .isInstanceOf(ProblemException.class);
                    transaction.audit(AuditEntry.happened("note.add", "notes.note", Ids.next()));
                    return null;
                }))
                .isInstanceOf(IllegalStateException.class);

        assertNothingIsLeft();
    }

    @Test
    void takenValueIsConflictThatNamesTheField() {
        insert("taken");

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> insert("taken"))
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(CommonProblem.CONFLICT);
                    assertThat(problem.arguments()).containsExactly("There is already a note with this text.");
                    assertThat(problem.errors()).containsExactly(new FieldError("text", "is already taken"));
                });
    }

    @Test
    void textOfAnotherTenantIsNotTaken() {
        insert("mine");
        CallContext other = DatabaseFixture.user(Ids.next());

        notes.write(other, NoteMapper.class, (mapper, transaction) -> {
            mapper.insert(other.tenantId(), Ids.next(), "mine");
            return null;
        });

        assertThat(notes.<TextMapper, List<String>>read(other, TextMapper.class, TextMapper::texts))
                .hasSize(1);
    }

    @Test
    void characterNulIsAnInvalidRequest() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> insert("a\0b"))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(CommonProblem.INVALID_REQUEST));
    }

    @Test
    void brokenSqlIsNoProblemOfTheCaller() {
        assertThatThrownBy(() -> DatabaseFixture.texts(notes, context, "SELEKT"))
                .isNotInstanceOf(ProblemException.class)
                .hasMessageContaining("SELEKT");
    }

    @Test
    void transactionEndsWithItsWork() {
        AtomicReference<Transaction> kept = new AtomicReference<>();
        notes.write(context, NoteMapper.class, (mapper, transaction) -> {
            kept.set(transaction);
            return null;
        });

        assertThatIllegalStateException().isThrownBy(() -> kept.get().mapper(NoteMapper.class));
        assertThatIllegalStateException().isThrownBy(() -> kept.get().publish(new NoteAdded(Ids.next())));
        assertThatIllegalStateException()
                .isThrownBy(() -> kept.get().audit(AuditEntry.happened("a.b", "c.d", Ids.next())));
    }

    @Test
    void writeWithinWriteIsTransactionOfItsOwn() {
        assertThatThrownBy(() -> notes.write(context, NoteMapper.class, (mapper, transaction) -> {
                    mapper.insert(context.tenantId(), Ids.next(), "outer");
                    insert("inner");
                    throw new IllegalArgumentException("outer fails");
                }))
                .hasMessage("outer fails");

        assertThat(notes.<TextMapper, List<String>>read(context, TextMapper.class, TextMapper::texts))
                .containsExactly("inner");
    }

    @Test
    void thousandEntriesAreWrittenInOneTransaction() {
        notes.write(context, NoteMapper.class, (mapper, transaction) -> {
            for (int i = 0; i < 1_100; i++) {
                transaction.audit(AuditEntry.happened("note.print", "notes.note", Ids.next()));
            }
            return null;
        });

        assertThat(fixture.asMigration(
                        "SELECT count(*) FROM data.audit_log WHERE tenant_id = '" + context.tenantId() + "'"))
                .containsExactly("1100");
    }

    private void insert(String text) {
        notes.write(context, NoteMapper.class, (mapper, transaction) -> {
            mapper.insert(context.tenantId(), Ids.next(), text);
            return null;
        });
    }

    private List<AuditRecord> audit() {
        return fixture.databases()
                .auditLog()
                .search(context, AuditFilter.none(), PageRequest.first())
                .items();
    }

    private List<String> outbox() {
        return fixture.asMigration(
                "SELECT type || ' ' || payload FROM data.outbox WHERE tenant_id = '" + context.tenantId() + "'");
    }

    private void assertNothingIsLeft() {
        assertThat(notes.<TextMapper, List<String>>read(context, TextMapper.class, TextMapper::texts))
                .isEmpty();
        assertThat(audit()).isEmpty();
        assertThat(outbox()).isEmpty();
    }
}
