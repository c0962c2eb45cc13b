package org.stoa.data.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stoa.api.data.MigrationException;
import org.stoa.api.platform.ModuleSchemas;
import org.stoa.api.platform.ModuleSchemas.TableLock;
import org.stoa.api.platform.RuleViolation;
import org.stoa.data.BundleDatabases;
import org.stoa.data.DatabaseFixture;
import org.stoa.data.StandaloneDatabases;
import org.stoa.data.TestServer;
import org.stoa.data.postgresql.PostgresServer;

class ModuleSchemasTest {

    private static final String GROWN =
            """
            ALTER TABLE note ADD COLUMN colour text CHECK (colour <> '');
            ALTER TABLE note ADD UNIQUE (tenant_id, colour);
            CREATE TABLE label (tenant_id uuid NOT NULL, id uuid NOT NULL, note_id uuid NOT NULL, PRIMARY KEY (tenant_id, id),
                FOREIGN KEY (tenant_id, note_id) REFERENCES note (tenant_id, id));
            SELECT data.tenant_table('label');
            """;

    @TempDir
    private static Path directory;

    private static DatabaseFixture fixture;
    private static ModuleSchemas schemas;

    @BeforeAll
    static void start() {
        fixture = DatabaseFixture.fresh();
        schemas = fixture.databases().moduleSchemas();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void rehearsalSaysWhatWouldBeAppliedAndLockedAndChangesNothing() {
        Path one = ModuleFile.of(DatabaseFixture.NOTES).in(directory);
        Path two = ModuleFile.of(DatabaseFixture.NOTES, GROWN, "CREATE INDEX by_text ON note (tenant_id, text, id)")
                .contracting("ALTER TABLE note DROP COLUMN text")
                .in(directory);
        assertThat(schemas.rehearse("org.stoa.diary", null, one))
                .isEqualTo(new ModuleSchemas.Rehearsal(List.of("V1__step.sql"), List.of(), List.of()));
        schemas.migrate("org.stoa.diary", one);
        List<String> before = ServerDigest.of(fixture);

        ModuleSchemas.Rehearsal rehearsal = schemas.rehearse("org.stoa.diary", one, two);

        assertThat(rehearsal.violations()).isEmpty();
        assertThat(rehearsal.migrations()).containsExactly("V2__step.sql", "V3__step.sql");
        assertThat(rehearsal.locks())
                .containsExactly(new TableLock("diary.note", "AccessExclusiveLock", "reads and writes"));
        assertThat(ServerDigest.of(fixture)).isEqualTo(before);
    }

    @Test
    void lockOfAnIndexBlocksWritesOnly() {
        Path one = ModuleFile.of(DatabaseFixture.NOTES).in(directory);
        Path two = ModuleFile.of(DatabaseFixture.NOTES, "CREATE INDEX by_text ON note (tenant_id, text, id)")
                .in(directory);
        schemas.migrate("org.stoa.index", one);

        assertThat(schemas.rehearse("org.stoa.index", one, two).locks())
                .containsExactly(new TableLock("index.note", "ShareLock", "writes"));
    }

    @Test
    void moduleKeepsEqualIdsApartInTime() {
        Path file = ModuleFile.of(
                        "CREATE TABLE shift (tenant_id uuid NOT NULL, worker_id uuid NOT NULL, during tstzrange NOT NULL,"
                                + " EXCLUDE USING gist (tenant_id WITH =, worker_id WITH =, during WITH &&));"
                                + " SELECT data.tenant_table('shift');")
                .in(directory);

        assertThat(schemas.rehearse("org.stoa.shifts", null, file).violations())
                .as("a scratch database has the operator classes as well")
                .isEmpty();
        assertThat(schemas.migrate("org.stoa.shifts", file)).isEqualTo(1);
    }

    @Test
    void moduleWhoseDataStayedIsRehearsedAfterWhatWasApplied() {
        Path one = ModuleFile.of(DatabaseFixture.NOTES).in(directory);
        Path two = ModuleFile.of(DatabaseFixture.NOTES, "ALTER TABLE note DROP COLUMN text")
                .in(directory);
        schemas.migrate("org.stoa.returning", one);

        ModuleSchemas.Rehearsal rehearsal = schemas.rehearse("org.stoa.returning", null, two);

        assertThat(rehearsal.migrations()).containsExactly("V2__step.sql");
        assertThat(rehearsal.violations()).extracting(RuleViolation::rule).containsOnly("migration-not-expanding");
    }

    @Test
    void contractionsAreAppliedOnDemandAndOnce() {
        Path file = ModuleFile.of(DatabaseFixture.NOTES, GROWN)
                .contracting("ALTER TABLE note DROP COLUMN text")
                .in(directory);
        assertThat(schemas.rehearse("org.stoa.shrinking", null, file).violations())
                .isEmpty();
        assertThat(schemas.migrate("org.stoa.shrinking", file)).isEqualTo(2);
        assertThat(columns("shrinking")).contains("text");
        assertThat(schemas.pendingContractions("org.stoa.shrinking", file)).containsExactly("V1__leave.sql");

        assertThat(schemas.contract("org.stoa.shrinking", file)).isEqualTo(1);

        assertThat(columns("shrinking")).doesNotContain("text");
        assertThat(schemas.pendingContractions("org.stoa.shrinking", file)).isEmpty();
        assertThat(schemas.contract("org.stoa.shrinking", file)).isZero();
        assertThat(schemas.migrate("org.stoa.shrinking", file)).isZero();
        Path next = ModuleFile.of(DatabaseFixture.NOTES, GROWN, "ALTER TABLE note ADD COLUMN text text")
                .contracting("ALTER TABLE note DROP COLUMN text")
                .in(directory);
        assertThat(schemas.rehearse("org.stoa.shrinking", file, next).violations())
                .as("after what was applied of both")
                .isEmpty();
        assertThat(schemas.migrate("org.stoa.shrinking", next)).isEqualTo(1);
    }

    @Test
    void badContractionChangesNothing() {
        Path file = ModuleFile.of(DatabaseFixture.NOTES)
                .contracting("ALTER TABLE note NO FORCE ROW LEVEL SECURITY")
                .in(directory);
        schemas.migrate("org.stoa.tricky", file);

        assertThatThrownBy(() -> schemas.contract("org.stoa.tricky", file))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("row-security-not-forced");
        assertThat(fixture.asOwner("SELECT relforcerowsecurity FROM pg_class WHERE oid = 'tricky.note'::regclass"))
                .containsExactly("t");
    }

    @Test
    void olderVersionIsAcceptedOnWhatNewerOneMigrated() {
        Path one = ModuleFile.of(DatabaseFixture.NOTES).in(directory);
        Path two = ModuleFile.of(DatabaseFixture.NOTES, GROWN).in(directory);
        schemas.migrate("org.stoa.back", two);

        assertThat(schemas.migrate("org.stoa.back", one)).isZero();
        ModuleSchemas.Rehearsal rehearsal = schemas.rehearse("org.stoa.back", two, one);
        assertThat(rehearsal.violations()).isEmpty();
        assertThat(rehearsal.migrations()).isEmpty();
    }

    @Test
    void dropLeavesNothingOfTheModuleAndTouchesNothingElse() {
        fixture.migrated("staying", DatabaseFixture.NOTES);
        List<String> before = ServerDigest.of(fixture);
        Path file = ModuleFile.of(DatabaseFixture.NOTES, GROWN).in(directory);
        schemas.migrate("org.stoa.leaving", file);
        BundleDatabases running = fixture.bundle("leaving", DatabaseFixture.NOTES, GROWN);
        DatabaseFixture.texts(running.database(), DatabaseFixture.user(UUID.randomUUID()), "SELECT id FROM note");

        schemas.drop("org.stoa.leaving");

        assertThat(ServerDigest.of(fixture)).isEqualTo(before);
        schemas.drop("org.stoa.leaving");
        assertThat(schemas.migrate("org.stoa.leaving", file)).isEqualTo(2);
        assertThatThrownBy(() -> schemas.drop("org.stoa.access")).isInstanceOf(MigrationException.class);
    }

    @Test
    void schemaOfAnotherBundleIsNotDropped() {
        fixture.migrated("owned", DatabaseFixture.NOTES);

        assertThatThrownBy(() -> schemas.drop("com.example.owned")).isInstanceOf(MigrationException.class);
        assertThat(fixture.asOwner("SELECT to_regclass('owned.note')::text")).containsExactly("owned.note");
    }

    @Test
    void leftoversOfCrashAreDroppedAtTheNextStart() throws Exception {
        List<String> before = ServerDigest.of(fixture);
        ScratchDatabase inUse = ScratchDatabase.create(fixture.server(), scripts());
        ScratchDatabase crashed = ScratchDatabase.create(fixture.server(), scripts());
        crashed.roles(BundleSchema.of("org.stoa.crashed"));
        crashed.abandon();

        fixture.databases().moduleSchemas().dropLeftovers();

        assertThat(fixture.asOwner("SELECT datname FROM pg_database WHERE datname LIKE 'tmp\\_%'"))
                .containsExactly(inUse.connection().getCatalog());
        inUse.close();
        assertThat(ServerDigest.of(fixture)).isEqualTo(before);
    }

    @Test
    void ownerWithoutTheRightToCreateDatabasesIsTold() {
        PostgresServer server = TestServer.emptyDatabase();
        fixture.asOwner("CREATE ROLE poor_owner LOGIN CREATEROLE PASSWORD 'poor'; GRANT poor_owner TO CURRENT_USER;"
                + " ALTER DATABASE " + database(server) + " OWNER TO poor_owner");
        try (DatabaseFixture poor =
                DatabaseFixture.on(new PostgresServer(server.url(), "poor_owner", "poor"), Clock.systemUTC())) {
            Path file = ModuleFile.of(DatabaseFixture.NOTES).in(directory);

            assertThat(poor.databases()
                            .moduleSchemas()
                            .rehearse("org.stoa.diary", null, file)
                            .violations())
                    .singleElement()
                    .satisfies(violation -> {
                        assertThat(violation.rule()).isEqualTo("scratch-database");
                        assertThat(violation.message()).contains("ALTER ROLE \"poor_owner\" CREATEDB");
                    });
        }
    }

    private static String database(PostgresServer server) {
        return server.address().substring(server.address().lastIndexOf('/') + 1);
    }

    @Test
    void rehearsalsAtOnceDoNotDisturbEachOther() {
        Path file = ModuleFile.of(DatabaseFixture.NOTES, GROWN).in(directory);

        List<ModuleSchemas.Rehearsal> rehearsals = IntStream.range(0, 4)
                .mapToObj(number -> CompletableFuture.supplyAsync(
                        () -> schemas.rehearse("org.stoa.parallel" + number % 2, null, file)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(rehearsals).allSatisfy(rehearsal -> {
            assertThat(rehearsal.violations()).isEmpty();
            assertThat(rehearsal.migrations()).hasSize(2);
        });
    }

    @Test
    void rehearsalTakesAboutSecond() {
        Path one = ModuleFile.of(DatabaseFixture.NOTES).in(directory);
        Path two = ModuleFile.of(DatabaseFixture.NOTES, GROWN)
                .contracting("ALTER TABLE note DROP COLUMN text")
                .in(directory);
        schemas.migrate("org.stoa.swift", one);
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            long start = System.nanoTime();
            assertThat(schemas.rehearse("org.stoa.swift", one, two).violations())
                    .isEmpty();
            millis.add(Duration.ofNanos(System.nanoTime() - start).toMillis());
        }
        Collections.sort(millis);
        System.out.println("rehearsals in ms: " + millis);
        assertThat(millis.get(0)).isLessThan(3_000);
    }

    private static MigrationScripts scripts() {
        return MigrationScripts.beside(StandaloneDatabases.class);
    }

    private static List<String> columns(String schema) {
        return fixture.asOwner("SELECT column_name FROM information_schema.columns WHERE table_schema = '" + schema
                + "' AND table_name = 'note'");
    }
}
