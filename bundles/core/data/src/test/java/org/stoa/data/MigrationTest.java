package org.stoa.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.api.data.MigrationException;
import org.stoa.api.security.CallContext;
import org.stoa.data.postgresql.PostgresServer;
import org.stoa.data.schema.BundleSchema;
import org.stoa.data.schema.MigrationScripts;

class MigrationTest {

    private static DatabaseFixture fixture;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        fixture = DatabaseFixture.fresh();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void whatIsPendingIsAppliedOnce() {
        assertThat(fixture.bundle("growing", DatabaseFixture.NOTES).migrate()).isEqualTo(1);
        assertThat(fixture.bundle("growing", DatabaseFixture.NOTES).migrate()).isZero();
        assertThat(fixture.bundle("growing", DatabaseFixture.NOTES, "ALTER TABLE note ADD COLUMN colour text")
                        .migrate())
                .isEqualTo(1);
    }

    @Test
    void bundleWithoutMigrationsHasAnEmptySchema() {
        BundleDatabases bundle = fixture.bundle("plain");

        assertThat(bundle.migrate()).isZero();
        assertThat(DatabaseFixture.texts(
                        bundle.database(), DatabaseFixture.user(UUID.randomUUID()), "SELECT current_schema()"))
                .containsExactly("plain");
    }

    @Test
    void migrationHappensAtTheFirstUse() {
        BundleDatabases bundle = fixture.bundle("lazy", DatabaseFixture.NOTES);

        assertThat(DatabaseFixture.texts(
                        bundle.database(), DatabaseFixture.user(UUID.randomUUID()), "SELECT id FROM lazy.note"))
                .isEmpty();
    }

    @Test
    void failureNamesTheFileAndUndoesAllThatWasPending() {
        BundleDatabases bundle = fixture.bundle("failing", DatabaseFixture.NOTES, "CREATE TABLE broken (id nonsense)");

        assertThatThrownBy(bundle::migrate)
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("org.stoa.failing")
                .hasMessageContaining("V2__step.sql")
                .hasMessageContaining("nonsense");
        assertThat(fixture.asOwner("SELECT to_regclass('failing.note')::text")).containsExactly((String) null);
        assertThat(fixture.bundle("failing", DatabaseFixture.NOTES).migrate()).isEqualTo(1);
    }

    @Test
    void scriptThatWasChangedAfterItRanIsRefused() {
        fixture.migrated("changed", DatabaseFixture.NOTES);

        assertThatThrownBy(fixture.bundle("changed", DatabaseFixture.NOTES + "-- changed")::migrate)
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("checksum");
    }

    @Test
    void schemaBelongsToOneBundle() {
        fixture.migrated("stock");
        BundleDatabases other = fixture.databases()
                .forBundle(BundleSchema.of("com.example.stock"), getClass().getClassLoader(), MigrationScripts.none());

        assertThatThrownBy(other::migrate)
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("the schema stock belongs to org.stoa.stock");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.example.access",
                "com.example.data",
                "org.stoa.platform",
                "com.example.public",
                "com.example.extensions"
            })
    void schemaOfThePlatformIsReserved(String bundle) {
        assertThatThrownBy(() -> BundleSchema.of(bundle))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("belongs to the platform");
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.stoa.has-hyphen", "org.stoa.Upper", "org.stoa.pg_mine", "org.stoa.", "org.stoa.1st"})
    void nameThatCannotBeSchemaIsRefused(String bundle) {
        assertThatThrownBy(() -> BundleSchema.of(bundle))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("lower-case letters");
    }

    @Test
    void nodesThatStartAtOnceDoNotCollide() throws Exception {
        PostgresServer server = TestServer.emptyDatabase();
        List<Integer> applied = inParallel(4, () -> {
            try (DatabaseFixture node = DatabaseFixture.on(server, Clock.systemUTC())) {
                return node.bundle("together", DatabaseFixture.NOTES).migrate();
            }
        });

        assertThat(applied).containsExactlyInAnyOrder(1, 0, 0, 0);
    }

    @Test
    void databaseWithAnOddNameWorks() {
        PostgresServer server = TestServer.shared().server("odd \"name' über");
        try (DatabaseFixture odd = DatabaseFixture.on(server, Clock.systemUTC())) {
            CallContext context = DatabaseFixture.user(UUID.randomUUID());
            assertThat(DatabaseFixture.texts(
                            odd.migrated("notes", DatabaseFixture.NOTES).database(), context, "SELECT current_user"))
                    .containsExactly("odd \"name' über_notes");
        }
    }

    @Test
    void scriptsInsideJarAreFoundBesideItsClasses() throws Exception {
        Path jar = directory.resolve("with space.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            add(zip, "db/migration/V1__step.sql", DatabaseFixture.NOTES.getBytes(StandardCharsets.UTF_8));
            String type = Await.class.getName().replace('.', '/') + ".class";
            add(zip, type, Await.class.getResourceAsStream("Await.class").readAllBytes());
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            MigrationScripts scripts = MigrationScripts.beside(loader.loadClass(Await.class.getName()));

            assertThat(fixture.databases()
                            .forBundle(BundleSchema.of("org.stoa.packed"), loader, scripts)
                            .migrate())
                    .isEqualTo(1);
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static <T> List<T> inParallel(int threads, Callable<T> work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(executor.submit(work));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(60, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }
}
