package org.stoa.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What PostgreSQL's own catalogue says of the database that the distribution made, asked without the platform's code. */
class CatalogueIT {

    private static final String TABLES =
            """
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'""";

    /** Tables whose rows belong to tenants. What else names a tenant is declared global, with a reason, and tested below. */
    private static final String TENANT_TABLES = TABLES
            + """

             AND c.relname NOT LIKE '%schema_history'
             AND EXISTS (SELECT FROM pg_attribute a
                          WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped)
             AND coalesce(obj_description(c.oid, 'pg_class'), '') NOT LIKE 'Global:%'""";

    private static StoaProcess stoa;
    private static EmbeddedDatabase database;

    @BeforeAll
    static void start() throws Exception {
        stoa = StoaProcess.prepare("catalogue").start();
        database = EmbeddedDatabase.of(stoa);
    }

    @AfterAll
    static void stop() {
        stoa.close();
    }

    @Test
    void thereAreTenantTablesToLookAt() throws SQLException {
        assertThat(list("SELECT n.nspname || '.' || c.relname " + TENANT_TABLES))
                .contains(
                        "access.tenant_user",
                        "data.audit_log",
                        "billing.invoice",
                        "hello.greeting",
                        "registry.tenant_module");
    }

    @Test
    void everyTenantTableIsUnderForcedRowLevelSecurity() throws SQLException {
        assertThat(list("SELECT n.nspname || '.' || c.relname " + TENANT_TABLES
                        + " AND NOT (c.relrowsecurity AND c.relforcerowsecurity)"))
                .isEmpty();
    }

    @Test
    void everyOtherTableIsClosedToAllButThePlatformsRole() throws SQLException {
        assertThat(list("SELECT n.nspname || '.' || c.relname " + TABLES
                        + " AND c.relname <> 'schema_history' AND NOT c.relforcerowsecurity"))
                .as("without row-level security")
                .containsExactly("data.database_role");
        assertThat(list("SELECT DISTINCT grantee FROM information_schema.role_table_grants"
                        + " WHERE table_schema = 'data' AND table_name = 'database_role'"))
                .as("who reaches the passwords of the roles")
                .containsExactly("stoa_owner");
    }

    @Test
    void everyTenantTableHasAPolicyForReadingAndWriting() throws SQLException {
        assertThat(
                        list(
                                "SELECT n.nspname || '.' || c.relname " + TENANT_TABLES
                                        + """
                 AND NOT EXISTS (
                    SELECT FROM pg_policy p
                    WHERE p.polrelid = c.oid AND p.polcmd = '*' AND p.polpermissive
                      AND pg_get_expr(p.polqual, p.polrelid) LIKE '%current_setting(''app.tenant_id''::text)%'
                      AND pg_get_expr(p.polwithcheck, p.polrelid) LIKE '%current_setting(''app.tenant_id''::text)%')"""))
                .isEmpty();
    }

    @Test
    void noOtherPolicyOpensATableExceptToThePlatformsRoleAndToMigrations() throws SQLException {
        assertThat(
                        list(
                                """
                SELECT p.schemaname || '.' || p.tablename || ' ' || p.policyname || ' ' || p.roles::text
                FROM pg_policies p
                WHERE coalesce(p.qual, '') NOT LIKE '%app.tenant_id%' AND p.roles::text <> '{stoa_platform}'
                  AND NOT (p.policyname IN ('migration_access', 'search_access') AND p.roles = ARRAY[(
                    SELECT t.tableowner FROM pg_tables t
                    WHERE t.schemaname = p.schemaname AND t.tablename = p.tablename)])"""))
                .isEmpty();
        assertThat(list("SELECT tablename FROM pg_policies WHERE schemaname IN ('billing', 'hello')"
                        + " AND roles::text = '{stoa_platform}'"))
                .as("not even the platform's role reads modules' tables across tenants")
                .isEmpty();
    }

    @Test
    void everyTenantTableHasAnIndexThatBeginsWithTheTenant() throws SQLException {
        assertThat(
                        list(
                                "SELECT n.nspname || '.' || c.relname " + TENANT_TABLES
                                        + """
                 AND NOT EXISTS (
                    SELECT FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
                    WHERE i.indrelid = c.oid AND a.attname = 'tenant_id')"""))
                .isEmpty();
    }

    @Test
    void noRoleOfThePlatformCanBypassOrOwnsAnything() throws SQLException {
        assertThat(list("SELECT rolname FROM pg_roles WHERE rolname LIKE 'stoa%' AND (rolsuper OR rolbypassrls)"))
                .isEmpty();
        assertThat(list("SELECT c.relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner"
                        + " JOIN data.database_role d ON d.role_name = r.rolname"))
                .isEmpty();
        assertThat(list("SELECT c.oid::regclass FROM pg_class c JOIN data.database_role d"
                        + " ON d.owner_name = pg_get_userbyid(c.relowner)"
                        + " WHERE c.relnamespace::regnamespace::text NOT IN (d.schema_name, 'pg_toast')"))
                .isEmpty();
    }

    @Test
    void everyOtherTableIsDeclaredGlobalWithAReason() throws SQLException {
        assertThat(list("SELECT n.nspname || '.' || c.relname " + TABLES
                        + """

                 AND c.relname <> 'schema_history' AND n.nspname || '.' || c.relname NOT IN (
                    SELECT n.nspname || '.' || c.relname %s)
                 AND coalesce(obj_description(c.oid, 'pg_class'), '') NOT LIKE 'Global: _%%'"""
                                .formatted(TENANT_TABLES)))
                .isEmpty();
    }

    @Test
    void withoutATenantEveryQueryFails() throws SQLException {
        List<String> answered = new ArrayList<>();
        int asked = 0;
        for (String[] role : rows("SELECT role_name, password, schema_name FROM data.database_role"
                + " WHERE schema_name <> 'platform'")) {
            List<String> tables = list("SELECT n.nspname || '.' || c.relname " + TENANT_TABLES + " AND n.nspname = '"
                    + role[2] + "' AND has_table_privilege('" + role[0] + "', c.oid, 'SELECT')");
            try (Connection connection = DriverManager.getConnection(database.url(), role[0], role[1])) {
                for (String table : tables) {
                    asked++;
                    try (Statement statement = connection.createStatement()) {
                        statement.executeQuery("SELECT count(*) FROM " + table);
                        answered.add(role[0] + " read " + table);
                    } catch (SQLException e) {
                        assertThat(e.getMessage()).contains("app.tenant_id");
                    }
                }
            }
        }
        assertThat(asked).as("tables asked").isGreaterThan(10);
        assertThat(answered).isEmpty();
    }

    @Test
    void aModulesRoleReachesNoOtherSchema() throws SQLException {
        assertThat(list("SELECT r.role_name || ' reads ' || n.nspname || '.' || c.relname"
                        + " FROM data.database_role r, pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE NOT r.core AND c.relkind IN ('r', 'p', 'v')"
                        + " AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', r.schema_name)"
                        + " AND has_schema_privilege(r.role_name, n.oid, 'USAGE')"
                        + " AND has_table_privilege(r.role_name, c.oid, 'SELECT')"))
                .as("besides the stored results of its own repeatable requests")
                .allMatch(line -> line.endsWith("data.idempotency"));
    }

    private static List<String> list(String sql) throws SQLException {
        return rows(sql).stream().map(row -> row[0]).toList();
    }

    private static List<String[]> rows(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String[]> rows = new ArrayList<>();
            while (result.next()) {
                String[] row = new String[result.getMetaData().getColumnCount()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = result.getString(i + 1);
                }
                rows.add(row);
            }
            return rows;
        }
    }
}
