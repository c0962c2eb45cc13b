package org.stoa.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Caller;
import org.stoa.data.cache.SharedStore;
import org.stoa.data.connection.PoolSettings;
import org.stoa.data.postgresql.PostgresServer;
import org.stoa.data.schema.BundleSchema;
import org.stoa.data.schema.MigrationScripts;

/** A prepared database of a test's own, with modules made of a few statements. */
public final class DatabaseFixture implements AutoCloseable {

    /** A module's table as it should be. */
    public static final String NOTES =
            """
            CREATE TABLE note (
                tenant_id uuid NOT NULL, id uuid NOT NULL, text text NOT NULL,
                PRIMARY KEY (tenant_id, id), CONSTRAINT note_tenant_id_text_key UNIQUE (tenant_id, text));
            SELECT data.tenant_table('note');
            """;

    private static final PoolSettings SETTINGS = new PoolSettings(4, Duration.ofSeconds(5), Duration.ofSeconds(20));

    private final PostgresServer server;
    private final Databases databases;
    private final List<BundleDatabases> bundles = new ArrayList<>();

    private DatabaseFixture(PostgresServer server, Databases databases) {
        this.server = server;
        this.databases = databases;
    }

    public static DatabaseFixture fresh() {
        return on(TestServer.emptyDatabase(), Clock.systemUTC());
    }

    public static DatabaseFixture fresh(Clock clock) {
        return on(TestServer.emptyDatabase(), clock);
    }

    public static DatabaseFixture on(PostgresServer server, Clock clock) {
        return on(server, clock, SETTINGS);
    }

    public static DatabaseFixture on(PostgresServer server, Clock clock, PoolSettings settings) {
        return on(server, clock, settings, SharedStore.NONE);
    }

    /** One of several nodes, which share their caches in {@code store}. */
    public static DatabaseFixture on(PostgresServer server, Clock clock, SharedStore store) {
        return on(server, clock, SETTINGS, store);
    }

    private static DatabaseFixture on(PostgresServer server, Clock clock, PoolSettings settings, SharedStore store) {
        try {
            Databases databases =
                    Databases.open(server, settings, clock, MigrationScripts.beside(StandaloneDatabases.class), store);
            return new DatabaseFixture(server, databases);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public Databases databases() {
        return databases;
    }

    public PostgresServer server() {
        return server;
    }

    /** The bundle {@code org.stoa.<name>} with these migrations, not yet applied. */
    public BundleDatabases bundle(String name, String... scripts) {
        BundleDatabases bundle = databases.forBundle(
                BundleSchema.of("org.stoa." + name), DatabaseFixture.class.getClassLoader(), scripts(scripts));
        bundles.add(bundle);
        return bundle;
    }

    /** The same, applied. */
    public BundleDatabases migrated(String name, String... scripts) {
        BundleDatabases bundle = bundle(name, scripts);
        bundle.migrate();
        return bundle;
    }

    /** Files V1, V2, ... with these statements. */
    public static MigrationScripts scripts(String... scripts) {
        try {
            Path root = Files.createTempDirectory("stoa-migrations-");
            Path folder = Files.createDirectories(root.resolve("db/migration"));
            // deleted in the opposite order
            List.of(root, folder.getParent(), folder)
                    .forEach(path -> path.toFile().deleteOnExit());
            for (int number = 1; number <= scripts.length; number++) {
                Path file = folder.resolve("V" + number + "__step.sql");
                Files.writeString(file, scripts[number - 1]);
                file.toFile().deleteOnExit();
            }
            return MigrationScripts.in(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody of a tenant. */
    public static CallContext user(UUID tenant) {
        CallContext system = CallContext.system(tenant, "test");
        Caller caller = new Caller(Caller.Kind.USER, Ids.next(), Ids.next(), null, "ada@example.com");
        return new CallContext(tenant, caller, system.permissions(), system.locale(), system.request(), null);
    }

    /** The first column of every row, as the tenant sees it. */
    public static List<String> texts(Database database, CallContext context, String sql) {
        return database.read(context, SqlMapper.class, mapper -> mapper.texts(sql));
    }

    /** The first column of every row, across tenants. */
    public static List<String> texts(PlatformDatabase database, CallContext context, String sql) {
        return database.read(context, SqlMapper.class, mapper -> mapper.texts(sql));
    }

    /** Number of rows changed. */
    public static int execute(Database database, CallContext context, String sql) {
        return database.write(context, SqlMapper.class, (mapper, transaction) -> mapper.execute(sql));
    }

    /** The first column of every row, as the owner sees it. */
    public List<String> asOwner(String sql) {
        try (Connection connection = databases.owner().getConnection();
                Statement statement = connection.createStatement()) {
            List<String> texts = new ArrayList<>();
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        texts.add(rows.getString(1));
                    }
                }
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same with the rows of all tenants, as a migration would see them. */
    public List<String> asMigration(String sql) {
        try (Connection connection = databases.owner().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT set_config('app.migrating', 'on', true),"
                    + " set_config('app.tenant_id', '00000000-0000-0000-0000-000000000000', true)");
            List<String> texts = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        bundles.forEach(BundleDatabases::close);
        databases.close();
    }
}
