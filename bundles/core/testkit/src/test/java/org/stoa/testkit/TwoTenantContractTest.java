package org.stoa.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Database;
import org.stoa.api.security.CallContext;

/** The contract finds what is wrong with tables that have lost their protection. */
class TwoTenantContractTest {
    private final Subject contract = new Subject();

    @BeforeEach
    void start() {
        contract.createRowsOfBothTenants();
    }

    @AfterEach
    void stop() {
        contract.closeDatabases();
    }

    @Test
    void findsNothingWhereNothingIsWrong() {
        assertThat(failuresOf(contract.tenantReadsItsOwnRowsOnly())).isEmpty();
    }

    @Test
    void findsRowsOfOthersThatCanBeRead() {
        asOwner("CREATE POLICY leak ON sample.note FOR SELECT USING (true)");

        assertThat(failuresOf(contract.tenantReadsItsOwnRowsOnly())).containsExactly("sample.note");
        assertThat(failuresOf(contract.rowSecurityIsForcedForReadingAndWriting()))
                .containsExactly("sample.note");
    }

    @Test
    void findsRowsThatCanBeGivenToOthers() {
        asOwner("CREATE POLICY leak ON sample.tag FOR INSERT WITH CHECK (true)");
        asOwner("ALTER TABLE sample.tag DROP CONSTRAINT tag_tenant_id_note_id_fkey");

        assertThat(failuresOf(contract.tenantCannotAddRowsToAnother())).containsExactly("sample.tag");
    }

    @Test
    void findsRowsOfOthersThatCanBeRemoved() {
        asOwner("CREATE POLICY reading ON sample.tag FOR SELECT USING (true)");
        asOwner("CREATE POLICY removing ON sample.tag FOR DELETE USING (true)");

        assertThat(failuresOf(contract.tenantCannotChangeOrRemoveRowsOfAnother()))
                .containsExactly("sample.tag");
    }

    @Test
    void findsTablesWithoutRowSecurity() {
        asOwner("ALTER TABLE sample.note DISABLE ROW LEVEL SECURITY");

        assertThat(failuresOf(contract.rowSecurityIsForcedForReadingAndWriting()))
                .containsExactly("sample.note");
        assertThat(failuresOf(contract.tenantReadsItsOwnRowsOnly())).containsExactly("sample.note");
        assertThat(failuresOf(contract.connectionThatHasSaidNoTenantGetsAnError()))
                .containsExactly("sample.note");
    }

    @Test
    void findsTablesThatAreNotForcedUponTheirOwner() {
        asOwner("ALTER TABLE sample.note NO FORCE ROW LEVEL SECURITY");

        assertThat(failuresOf(contract.rowSecurityIsForcedForReadingAndWriting()))
                .containsExactly("sample.note");
    }

    @Test
    void findsIndexesThatDoNotBeginWithTheTenant() {
        asOwner("CREATE INDEX note_by_text ON sample.note (text)");

        assertThat(failuresOf(contract.everyIndexLeadsWithTheTenant())).containsExactly("sample.note");
    }

    @Test
    void findsTablesThatNobodyPutARowInto() {
        asOwner("CREATE TABLE sample.forgotten (tenant_id uuid NOT NULL, PRIMARY KEY (tenant_id))");
        asOwner("SELECT data.tenant_table('sample.forgotten')");

        assertThat(failuresOf(contract.everyTableHasRowsToTryItsIsolationWith()))
                .containsExactly("sample.forgotten");
    }

    private void asOwner(String statement) {
        try (Connection connection = contract.databases().owner().getConnection();
                Statement change = connection.createStatement()) {
            change.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> failuresOf(Stream<DynamicTest> tests) {
        List<String> failures = new ArrayList<>();
        tests.forEach(test -> {
            try {
                test.getExecutable().execute();
            } catch (AssertionError e) {
                failures.add(test.getDisplayName());
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
        return failures;
    }

    private static final class Subject extends TwoTenantContract {
        Subject() {
            super("sample", TwoTenantContractTest.class);
        }

        @Override
        protected void createRows(Database database, CallContext context) {
            NoteIsolationTest.insertNoteWithTag(database, context);
        }
    }
}
