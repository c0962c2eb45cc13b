package org.stoa.data.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLException;
import org.stoa.api.data.Ids;
import org.stoa.api.data.MigrationException;
import org.stoa.api.security.CallContext;
import org.stoa.data.BundleDatabases;
import org.stoa.data.DatabaseFixture;
import org.stoa.data.SqlMapper;

/** A module's SQL, while it is migrated and while it runs, reaches the module's own schema and nothing else. */
class ModuleOwnerTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String STRANGER = "0198a000-0000-7000-8000-000000000001";
    private static DatabaseFixture fixture;
    private static BundleDatabases runs;

    @BeforeAll
    static void start() {
        fixture = DatabaseFixture.fresh();
        fixture.migrated("neighbour", DatabaseFixture.NOTES);
        runs = fixture.migrated("runs", DatabaseFixture.NOTES);
        fixture.migrated(
                "access",
                "CREATE TABLE identity (id uuid PRIMARY KEY); SELECT data.global_table('identity', 'no tenant');");
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    /** What no SQL of a module may do, at whatever time. */
    private static final String FORBIDDEN =
            """
            SELECT * FROM neighbour.note => permission denied for schema neighbour
            INSERT INTO neighbour.note VALUES ('0198a000-0000-7000-8000-000000000001', gen_random_uuid(), 'x') => permission denied for schema neighbour
            SELECT set_config('app.tenant_id', '0198a000-0000-7000-8000-000000000001', true); SELECT * FROM neighbour.note => permission denied for schema neighbour
            SELECT password FROM data.database_role => permission denied for table database_role
            SELECT owner_password FROM data.database_role => permission denied for table database_role
            SELECT * FROM access.identity => permission denied for schema access
            SELECT pg_read_file('postgresql.conf') => permission denied for function pg_read_file
            SELECT pg_ls_dir('.') => permission denied for function pg_ls_dir
            SELECT lo_import('/etc/passwd') => permission denied for function lo_import
            SELECT rolpassword FROM pg_authid => permission denied for table pg_authid
            CREATE EXTENSION hstore => permission denied
            CREATE ROLE mine => permission denied to create role
            CREATE SCHEMA mine => permission denied for database
            CREATE TABLE public.mine (id int) => permission denied for schema public
            CREATE TABLE data.mine (id int) => permission denied for schema data
            CREATE TEMP TABLE mine (id int) => permission denied to create temporary tables
            SET ROLE stoa_owner => permission denied to set role
            SET SESSION AUTHORIZATION stoa_owner => permission denied to set session authorization
            SELECT data.grant_journals('stoa_owner') => permission denied for function grant_journals
            SELECT data.hand_over('neighbour', current_user) => permission denied for function hand_over
            UPDATE data.audit_log SET actor = 'nobody' => permission denied for table audit_log
            DELETE FROM data.outbox => permission denied for table outbox
            DO $$BEGIN EXECUTE 'ALTER ROLE ' || quote_ident(current_user) || ' CREATEROLE'; END$$ => permission denied to alter role
            ALTER ROLE stoa_owner PASSWORD 'x' => permission denied to alter role
            CREATE PUBLICATION everything FOR ALL TABLES => permission denied
            CREATE LANGUAGE plperlu => permission denied
            """;

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = FORBIDDEN)
    void migrationCannot(String sql, String refusal) {
        BundleDatabases evil = fixture.bundle("evil" + NUMBER.incrementAndGet(), DatabaseFixture.NOTES, sql);

        assertThatThrownBy(evil::migrate)
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("V2__step.sql")
                .hasMessageContaining(refusal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY note FROM PROGRAM 'id'",
                "COPY note TO PROGRAM 'cat'",
                "COPY note FROM '/etc/passwd'",
                "COPY note TO '/tmp/stolen'"
            })
    void migrationCannotReachFilesOrPrograms(String sql) {
        BundleDatabases evil = fixture.bundle("evil" + NUMBER.incrementAndGet(), DatabaseFixture.NOTES, sql);

        assertThatThrownBy(evil::migrate)
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("permission denied to COPY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO data.audit_log (tenant_id, id, created_at, actor, action, resource, resource_id)"
                        + " VALUES ('" + STRANGER + "', gen_random_uuid(), now(), 'x', 'x', 'x', 'x')",
                "INSERT INTO data.outbox (tenant_id, id, type, payload, occurred_at, next_attempt_at)" + " VALUES ('"
                        + STRANGER + "', gen_random_uuid(), 'x', '{}', now(), now())",
                "SELECT * FROM data.idempotency"
            })
    void migrationCannotActForTenantInTheJournals(String sql) {
        BundleDatabases evil = fixture.bundle(
                "evil" + NUMBER.incrementAndGet(),
                DatabaseFixture.NOTES,
                "SELECT set_config('app.tenant_id', '" + STRANGER + "', true); " + sql);

        assertThatThrownBy(evil::migrate)
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("permission denied for table");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = FORBIDDEN)
    void moduleThatRunsCannot(String sql, String refusal) {
        CallContext context = DatabaseFixture.user(UUID.randomUUID());

        assertThatThrownBy(() -> DatabaseFixture.execute(runs.database(), context, sql))
                .rootCause()
                .isInstanceOf(PSQLException.class)
                .hasMessageContaining(refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"COPY runs.note FROM PROGRAM 'id'", "COPY runs.note TO PROGRAM 'cat'"})
    void moduleThatRunsCannotStartPrograms(String sql) {

        assertThatThrownBy(() -> DatabaseFixture.execute(runs.database(), DatabaseFixture.user(UUID.randomUUID()), sql))
                .rootCause()
                .hasMessageContaining("permission denied to COPY");
    }

    @Test
    void ownerOwnsItsSchemaAndHasNoOtherRight() {
        fixture.migrated("plain", DatabaseFixture.NOTES, "CREATE TYPE colour AS ENUM ('RED')");

        assertThat(fixture.asOwner("SELECT DISTINCT pg_get_userbyid(o) FROM ("
                        + " SELECT relowner AS o FROM pg_class WHERE relnamespace = 'plain'::regnamespace"
                        + " UNION ALL SELECT typowner FROM pg_type WHERE typnamespace = 'plain'::regnamespace"
                        + " UNION ALL SELECT nspowner FROM pg_namespace WHERE nspname = 'plain') x"))
                .containsExactly(ownerRole("plain"));
        assertThat(fixture.asOwner("SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n"
                        + " ON n.oid = c.relnamespace WHERE n.nspname NOT IN ('plain', 'pg_catalog', 'information_schema')"
                        + " AND has_table_privilege('" + ownerRole("plain")
                        + "', c.oid, 'SELECT, INSERT, UPDATE, DELETE')"
                        + " AND c.relkind IN ('r', 'p', 'v')"))
                .isEmpty();
        assertThat(fixture.asOwner("SELECT n.nspname || '.' || f.proname FROM pg_proc f JOIN pg_namespace n"
                        + " ON n.oid = f.pronamespace WHERE n.nspname NOT IN ('plain', 'pg_catalog', 'information_schema')"
                        + " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass"
                        + " AND d.objid = f.oid AND d.deptype = 'e' AND d.refobjid ="
                        + " (SELECT oid FROM pg_extension WHERE extname = 'btree_gist'))"
                        + " AND has_function_privilege('" + ownerRole("plain") + "', f.oid, 'EXECUTE') ORDER BY 1"))
                .as("beside what indexes of bookings compare with")
                .containsExactly(
                        "data.global_table",
                        "data.is_core_schema",
                        "data.isolate",
                        "data.open_to_the_platform",
                        "data.role_of",
                        "data.tenant_table",
                        "data.tenant_view");
        assertThat(fixture.asOwner(
                        "SELECT rolconnlimit FROM pg_roles WHERE rolname LIKE current_database() || '_plain%'"
                                + " ORDER BY 1"))
                .containsExactly("8", "16");
    }

    @Test
    void moduleThatEatsConnectionsLeavesThoseOfTheOthers() throws SQLException {
        BundleDatabases other = fixture.migrated("modest", DatabaseFixture.NOTES);
        fixture.migrated("greedy", DatabaseFixture.NOTES);
        String role = fixture.asOwner("SELECT role_name FROM data.database_role WHERE schema_name = 'greedy'")
                .get(0);
        String password = fixture.asOwner("SELECT password FROM data.database_role WHERE schema_name = 'greedy'")
                .get(0);
        PGSimpleDataSource source = fixture.server().dataSource(role, password, "greedy");
        List<Connection> eaten = new ArrayList<>();
        try {
            assertThatThrownBy(() -> {
                        while (eaten.size() < 100) {
                            eaten.add(source.getConnection());
                        }
                    })
                    .isInstanceOfSatisfying(PSQLException.class, e -> assertThat(e.getSQLState())
                            .isEqualTo("53300"));
            assertThat(eaten).as("beside those in the pool of the module").hasSizeBetween(12, 16);
            assertThat(DatabaseFixture.texts(
                            other.database(), DatabaseFixture.user(UUID.randomUUID()), "SELECT count(*) FROM note"))
                    .containsExactly("0");
        } finally {
            for (Connection connection : eaten) {
                connection.close();
            }
        }
    }

    @Test
    void moduleCannotHoldUpMigrationsWithTheirLock() {
        BundleDatabases hostile = fixture.migrated("hostile", DatabaseFixture.NOTES);
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch migrated = new CountDownLatch(1);
        Thread holder = new Thread(() -> {
            try {
                hostile.database()
                        .write(DatabaseFixture.user(UUID.randomUUID()), SqlMapper.class, (mapper, transaction) -> {
                            mapper.texts("SELECT pg_advisory_lock(1400139617)::text");
                            locked.countDown();
                            return awaitQuietly(migrated);
                        });
            } catch (RuntimeException e) {
                locked.countDown();
            }
        });
        holder.start();
        assertThat(awaitQuietly(locked)).isTrue();

        assertThat(fixture.bundle("patient", DatabaseFixture.NOTES).migrate()).isEqualTo(1);

        assertThat(holder.isAlive()).isTrue();
        migrated.countDown();
    }

    private static boolean awaitQuietly(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void scriptCannotHideBehindNamesOfItsOwn() {
        BundleDatabases evil = fixture.bundle(
                "evil" + NUMBER.incrementAndGet(),
                DatabaseFixture.NOTES,
                """
                ALTER TABLE note NO FORCE ROW LEVEL SECURITY;
                CREATE FUNCTION pg_get_expr(pg_node_tree, oid) RETURNS text LANGUAGE sql AS 'SELECT NULL::text';
                CREATE VIEW pg_class WITH (security_invoker = true) AS SELECT * FROM pg_catalog.pg_class WHERE false;
                DO $$BEGIN EXECUTE format('SET search_path = %I, pg_catalog', current_schema()); END$$;
                SET standard_conforming_strings = off;
                """);

        assertThatThrownBy(evil::migrate).hasMessageContaining("note: does not force row-level security");
    }

    @Test
    void scriptCannotPutThingsOffUntilAfterTheInspection() {
        BundleDatabases evil = fixture.bundle(
                "evil" + NUMBER.incrementAndGet(),
                DatabaseFixture.NOTES,
                """
                CREATE TABLE fuse (tenant_id uuid NOT NULL, id int NOT NULL, PRIMARY KEY (tenant_id, id));
                SELECT data.tenant_table('fuse');
                CREATE FUNCTION blow() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN ALTER TABLE note NO FORCE ROW LEVEL SECURITY; RETURN NULL; END$$;
                CREATE CONSTRAINT TRIGGER late AFTER INSERT ON fuse DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION blow();
                INSERT INTO fuse VALUES (gen_random_uuid(), 1);
                """);

        assertThatThrownBy(evil::migrate).hasMessageContaining("note: does not force row-level security");
    }

    @Test
    void purgeRunsTriggersOfModuleWithoutRightsOutsideIt() {
        BundleDatabases evil = fixture.migrated(
                "sly",
                DatabaseFixture.NOTES,
                """
                CREATE FUNCTION spy() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN PERFORM password FROM data.database_role; RETURN OLD; END$$;
                CREATE TRIGGER spy BEFORE DELETE ON note FOR EACH ROW EXECUTE FUNCTION spy();
                """);
        CallContext context = DatabaseFixture.user(Ids.next());
        DatabaseFixture.execute(
                evil.database(),
                context,
                "INSERT INTO sly.note VALUES ('" + context.tenantId() + "', gen_random_uuid(), 'x')");

        assertThatThrownBy(() -> fixture.migrated("registry")
                        .platform()
                        .purge(CallContext.system(null, "test"), "sly", context.requireTenant()))
                .rootCause()
                .hasMessageContaining("permission denied for table database_role");
    }

    @Test
    void schemaOfTheOwnerOfTheDatabaseIsHandedOver() {
        String everything = DatabaseFixture.NOTES
                + """
                CREATE TABLE counter (tenant_id uuid NOT NULL, id bigserial, at timestamptz NOT NULL, n int GENERATED ALWAYS AS IDENTITY,
                    PRIMARY KEY (tenant_id, at)) PARTITION BY RANGE (at);
                SELECT data.tenant_table('counter');
                CREATE TABLE counter_rest PARTITION OF counter DEFAULT;
                SELECT data.isolate('counter_rest', 'tenant_id');
                CREATE VIEW texts AS SELECT tenant_id, text FROM note; SELECT data.tenant_view('texts');
                CREATE SEQUENCE free; CREATE TYPE colour AS ENUM ('RED'); CREATE DOMAIN shade AS text; CREATE TYPE pair AS (a int, b int);
                CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
                CREATE PROCEDURE go() LANGUAGE sql AS 'SELECT 1';
                """;
        BundleDatabases before = fixture.migrated("aged", everything);
        CallContext context = DatabaseFixture.user(Ids.next());
        DatabaseFixture.execute(
                before.database(),
                context,
                "INSERT INTO aged.note VALUES ('" + context.tenantId() + "', gen_random_uuid(), 'kept')");
        asItWasBefore("aged");

        fixture.migrated(
                "aged", everything, "ALTER TABLE note ADD COLUMN colour colour; UPDATE note SET colour = 'RED'");

        assertThat(fixture.asOwner("SELECT relname FROM pg_class WHERE relnamespace = 'aged'::regnamespace"
                        + " AND relowner <> '" + ownerRole("aged") + "'::regrole"))
                .isEmpty();
        assertThat(DatabaseFixture.texts(before.database(), context, "SELECT text FROM texts"))
                .containsExactly("kept");
        assertThat(DatabaseFixture.execute(
                        before.database(),
                        context,
                        "INSERT INTO aged.note VALUES ('" + context.tenantId()
                                + "', gen_random_uuid(), nextval('free')::text)"))
                .isEqualTo(1);
        assertThat(fixture.migrated("registry")
                        .platform()
                        .purge(CallContext.system(null, "test"), "aged", context.requireTenant()))
                .containsEntry("aged.note", 2L);
    }

    /** Gives everything back to the owner of the database and forgets the module's. */
    private static void asItWasBefore(String schema) {
        String owner = ownerRole(schema);
        try (Connection connection = fixture.databases().owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "UPDATE data.database_role SET owner_name = NULL, owner_password = NULL WHERE schema_name = '"
                            + schema + "'");
            statement.execute("ALTER DEFAULT PRIVILEGES FOR ROLE " + owner + " GRANT EXECUTE ON FUNCTIONS TO PUBLIC");
            statement.execute("REASSIGN OWNED BY " + owner + " TO CURRENT_USER");
            for (String table : List.of("note", "counter", "counter_rest")) {
                statement.execute("ALTER POLICY migration_access ON " + schema + "." + table + " TO CURRENT_USER");
            }
            statement.execute("DROP OWNED BY " + owner);
            statement.execute("DROP ROLE " + owner);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String ownerRole(String schema) {
        return fixture.asOwner("SELECT current_database()").get(0) + "_" + schema + "_owner";
    }
}
