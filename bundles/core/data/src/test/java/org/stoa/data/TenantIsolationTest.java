package org.stoa.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.security.CallContext;
import org.stoa.data.connection.ConnectionLease;
import org.stoa.data.connection.RolePool;

class TenantIsolationTest {

    private static DatabaseFixture fixture;
    private static BundleDatabases bundle;
    private static Database notes;
    private static BundleDatabases access;

    private final CallContext one = DatabaseFixture.user(Ids.next());
    private final CallContext other = DatabaseFixture.user(Ids.next());

    @BeforeAll
    static void start() {
        fixture = DatabaseFixture.fresh();
        bundle = fixture.migrated("notes", DatabaseFixture.NOTES);
        notes = bundle.database();
        access = fixture.migrated(
                "access",
                """
                CREATE TABLE tenant (id uuid PRIMARY KEY, name text NOT NULL);
                SELECT data.tenant_table('tenant', 'id');
                CREATE TABLE realm (id uuid PRIMARY KEY);
                SELECT data.global_table('realm', 'a realm holds the identities of many tenants');
                """);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void tenantSeesItsOwnRowsOnly() {
        add(one, "mine");
        add(other, "theirs");

        assertThat(texts(one, "SELECT text FROM notes.note")).containsExactly("mine");
        assertThat(texts(other, "SELECT text FROM notes.note")).containsExactly("theirs");
    }

    @Test
    void tenantCannotChangeRowsOfAnother() {
        add(one, "mine");

        assertThat(execute(other, "UPDATE notes.note SET text = 'stolen'")).isZero();
        assertThat(execute(other, "DELETE FROM notes.note")).isZero();
        assertThat(texts(one, "SELECT text FROM notes.note")).containsExactly("mine");
    }

    @Test
    void tenantCannotWriteRowsOfAnother() {
        UUID stranger = other.requireTenant();
        add(one, "mine");

        assertRefused(one, "INSERT INTO notes.note VALUES ('" + stranger + "', gen_random_uuid(), 'x')", "42501");
        assertRefused(one, "UPDATE notes.note SET tenant_id = '" + stranger + "'", "42501");
    }

    @Test
    void tableOfTenantsShowsEachItsOwnRow() {
        for (CallContext context : List.of(one, other)) {
            DatabaseFixture.execute(
                    access.database(), context, "INSERT INTO access.tenant VALUES ('" + context.tenantId() + "', 'x')");
        }

        assertThat(DatabaseFixture.texts(access.database(), one, "SELECT id FROM access.tenant"))
                .containsExactly(one.tenantId().toString());
        assertThat(DatabaseFixture.texts(access.platform(), one, "SELECT id FROM access.tenant"))
                .contains(one.tenantId().toString(), other.tenantId().toString());
    }

    @Test
    void rowsOfThePlatformAreForCoreBundlesAndSeenByNoTenant() {
        CallContext platform = one.withTenant(new UUID(0, 0));

        DatabaseFixture.execute(
                access.database(), platform, "INSERT INTO access.tenant VALUES ('" + platform.tenantId() + "', 'x')");

        assertThat(DatabaseFixture.texts(access.database(), platform, "SELECT id FROM access.tenant"))
                .containsExactly(platform.tenantId().toString());
        assertThat(DatabaseFixture.texts(access.database(), other, "SELECT id FROM access.tenant"))
                .doesNotContain(platform.tenantId().toString());
        assertThatIllegalStateException().isThrownBy(() -> texts(platform, "SELECT 1"));
    }

    @Test
    void queryWithoutTenantFailsOnFreshConnection() throws SQLException {
        RolePool pool = pool();
        pool.distrustConnections();
        try (ConnectionLease lease = pool.lease();
                Statement statement = lease.connection().createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("SELECT count(*) FROM notes.note"))
                    .isInstanceOfSatisfying(PSQLException.class, e -> assertThat(e.getSQLState())
                            .isEqualTo("42704"));
        }
    }

    @Test
    void queryWithoutTenantFailsOnConnectionThatHadOne() throws SQLException {
        add(one, "mine");
        try (ConnectionLease lease = pool().lease();
                Statement statement = lease.connection().createStatement()) {
            statement.execute("BEGIN; SELECT set_config('app.tenant_id', '" + one.tenantId() + "', true); COMMIT");

            assertThatThrownBy(() -> statement.executeQuery("SELECT count(*) FROM notes.note"))
                    .isInstanceOfSatisfying(PSQLException.class, e -> assertThat(e.getSQLState())
                            .isEqualTo("22P02"));
        }
    }

    @Test
    void connectionsGoBackWithoutTenant() throws SQLException {
        add(one, "mine");
        texts(one, "SELECT text FROM notes.note");
        for (int i = 0; i < 4; i++) {
            try (ConnectionLease lease = pool().lease();
                    Statement statement = lease.connection().createStatement();
                    var row = statement.executeQuery("SELECT coalesce(current_setting('app.tenant_id', true), '')"
                            + " || current_setting('transaction_read_only')")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("off");
            }
        }
    }

    @Test
    void callWithoutTenantIsRefused() {
        CallContext nobody = CallContext.system(null, "test");

        assertThatIllegalStateException().isThrownBy(() -> texts(nobody, "SELECT 1"));
        assertThatIllegalStateException().isThrownBy(() -> execute(nobody, "SELECT 1"));
        assertThatIllegalStateException().isThrownBy(() -> texts(one.withTenant(new UUID(0, 0)), "SELECT 1"));
    }

    @Test
    void readCannotWrite() {
        assertThatIllegalStateException()
                .isThrownBy(() -> texts(
                        one,
                        "INSERT INTO notes.note VALUES ('" + one.tenantId()
                                + "', gen_random_uuid(), 'x') RETURNING text"))
                .withMessageContaining("Database.write");
        assertThat(texts(one, "SELECT text FROM notes.note")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET ROLE stoa_owner",
                "SET SESSION AUTHORIZATION stoa_owner",
                "SELECT password FROM data.database_role",
                "SELECT * FROM access.tenant",
                "SELECT * FROM access.realm",
                "SELECT * FROM notes.schema_history",
                "SELECT * FROM data.audit_log",
                "SELECT * FROM data.outbox",
                "UPDATE data.audit_log SET actor = 'nobody'",
                "DELETE FROM data.audit_log",
                "SELECT data.tenant_table('notes.note')",
                "ALTER TABLE notes.note DISABLE ROW LEVEL SECURITY",
                "ALTER TABLE notes.note NO FORCE ROW LEVEL SECURITY",
                "DROP POLICY tenant_isolation ON notes.note",
                "CREATE POLICY open ON notes.note USING (true)",
                "CREATE TABLE notes.mine (id int)",
                "CREATE TABLE public.mine (id int)",
                "CREATE TEMP TABLE mine (id int)",
                "CREATE SCHEMA mine",
                "TRUNCATE notes.note",
                "CREATE ROLE mine"
            })
    void bundleRoleCannot(String sql) {
        assertRefused(one, sql, "42501");
    }

    @Test
    void bundleRoleCannotBypassRowSecurity() {
        assertRefused(one, "SELECT set_config('row_security', 'off', true); SELECT * FROM notes.note", "42501");
        assertThat(
                        fixture.asOwner(
                                "SELECT rolname FROM pg_roles WHERE rolname LIKE current_database() || '\\_%'"
                                        + " AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication OR rolinherit)"))
                .isEmpty();
        assertThat(fixture.asOwner("SELECT role_name FROM data.database_role")).hasSize(4);
    }

    @Test
    void ownerIsHeldToTheTenantAsWell() {
        add(one, "mine");

        assertThatThrownBy(() -> fixture.asOwner("SELECT * FROM notes.note")).hasMessageContaining("app.tenant_id");
    }

    @Test
    void moduleIsNotGivenThePlatformDatabase() {
        BundleDatabases module = fixture.bundle("notes", DatabaseFixture.NOTES);

        assertThatIllegalStateException().isThrownBy(module::platform);
    }

    private static RolePool pool() {
        return bundle.placement().of(Ids.next());
    }

    private static void add(CallContext context, String text) {
        execute(
                context,
                "INSERT INTO notes.note VALUES ('" + context.tenantId() + "', gen_random_uuid(), '" + text + "')");
    }

    private static List<String> texts(CallContext context, String sql) {
        return DatabaseFixture.texts(notes, context, sql);
    }

    private static int execute(CallContext context, String sql) {
        return DatabaseFixture.execute(notes, context, sql);
    }

    private static void assertRefused(CallContext context, String sql, String state) {
        assertThatThrownBy(() -> execute(context, sql))
                .rootCause()
                .isInstanceOfSatisfying(
                        PSQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
    }
}
