package org.stoa.data.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stoa.api.data.MigrationException;
import org.stoa.api.security.CallContext;
import org.stoa.data.BundleDatabases;
import org.stoa.data.DatabaseFixture;

class CatalogueInspectionTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String ITEM = "CREATE TABLE item (tenant_id uuid NOT NULL, id uuid NOT NULL, name text,"
            + " PRIMARY KEY (tenant_id, id)); SELECT data.tenant_table('item');";

    private static DatabaseFixture fixture;

    @BeforeAll
    static void start() {
        fixture = DatabaseFixture.fresh();
        fixture.migrated("neighbour", ITEM);
        fixture.migrated("access", ITEM);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void schemaThatKeepsTheRulesIsAccepted() {
        String good = ITEM
                + """
                CREATE TABLE part (
                    tenant_id uuid NOT NULL, id uuid NOT NULL, item_id uuid NOT NULL, number bigint GENERATED ALWAYS AS IDENTITY,
                    PRIMARY KEY (tenant_id, id), FOREIGN KEY (tenant_id, item_id) REFERENCES item (tenant_id, id));
                CREATE UNIQUE INDEX part_name ON part (tenant_id, lower(item_id::text));
                SELECT data.tenant_table('part');
                CREATE TABLE log (tenant_id uuid NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (tenant_id, at))
                    PARTITION BY RANGE (at);
                SELECT data.tenant_table('log', 'tenant_id', 'SELECT, INSERT');
                CREATE TABLE log_rest PARTITION OF log DEFAULT;
                SELECT data.isolate('log_rest', 'tenant_id');
                CREATE VIEW names AS SELECT tenant_id, name FROM item;
                SELECT data.tenant_view('names');
                CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
                CREATE TRIGGER touch BEFORE INSERT ON item FOR EACH ROW EXECUTE FUNCTION touch();
                CREATE POLICY named ON item AS RESTRICTIVE FOR INSERT WITH CHECK (name <> '');
                CREATE TYPE colour AS ENUM ('RED', 'GREEN');
                """;
        BundleDatabases bundle = fixture.migrated("good", good);
        CallContext context = DatabaseFixture.user(UUID.randomUUID());

        DatabaseFixture.execute(
                bundle.database(),
                context,
                "INSERT INTO good.item VALUES ('" + context.tenantId() + "', gen_random_uuid(), 'bolt')");

        assertThat(DatabaseFixture.texts(bundle.database(), context, "SELECT name FROM good.names"))
                .containsExactly("bolt");
        assertThat(fixture.migrated("good", good).migrate()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            textBlock =
                    """
                    CREATE TABLE t (id uuid PRIMARY KEY) => t: is neither a tenant's table nor a global one
                    CREATE TABLE t (id uuid PRIMARY KEY); COMMENT ON TABLE t IS 'Global: I say so' => t: has no tenant
                    ALTER TABLE item NO FORCE ROW LEVEL SECURITY => item: does not force row-level security
                    ALTER TABLE item DISABLE ROW LEVEL SECURITY => item: does not force row-level security
                    ALTER POLICY tenant_isolation ON item USING (true) => item: has a policy tenant_isolation that is not
                    ALTER POLICY tenant_isolation ON item WITH CHECK (true) => item: has a policy tenant_isolation that is not
                    ALTER POLICY migration_access ON item TO PUBLIC => item (policy migration_access): has a permissive policy
                    ALTER POLICY tenant_isolation ON item TO CURRENT_USER => item: has a policy tenant_isolation that is not
                    CREATE POLICY all_rows ON item FOR SELECT USING (true) => item (policy all_rows): has a permissive policy
                    CREATE POLICY platform_access ON item USING (true) => item (policy platform_access): has a permissive
                    ALTER TABLE item DROP CONSTRAINT item_pkey, ALTER tenant_id DROP NOT NULL => item: has a tenant column
                    CREATE INDEX by_name ON item (name) => item (index by_name): does not begin with the tenant's column
                    ALTER TABLE item ADD UNIQUE (id) => item (index item_id_key): does not begin with the tenant's column
                    CREATE INDEX n ON item (name); COMMENT ON INDEX n IS 'Platform: mine' => item (index n): does not begin
                    CREATE INDEX by_name ON item (lower(name)) => item (index by_name): does not begin with the tenant's column
                    CREATE UNLOGGED TABLE t (tenant_id uuid NOT NULL); SELECT data.tenant_table('t') => t: is unlogged
                    GRANT SELECT ON schema_history TO PUBLIC => schema_history: notes which scripts
                    SELECT lo_create(0) => was created outside the schema
                    DO $$BEGIN EXECUTE format('ALTER ROLE %I SET search_path = evil', current_user); END$$ => was changed outside the schema
                    COMMIT => ends the transaction it runs in
                    CREATE TABLE t (tenant_id uuid NOT NULL, item uuid, other uuid, FOREIGN KEY (other, item) REFERENCES item); SELECT data.tenant_table('t') => could lead to another tenant's row
                    CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1' => f(): runs with the rights
                    CREATE VIEW v AS SELECT * FROM item => v: is a view that reads with the rights of its owner
                    CREATE MATERIALIZED VIEW m AS SELECT * FROM item WITH NO DATA => m: is a materialized view
                    CREATE RULE r AS ON DELETE TO item DO INSTEAD NOTHING => item (rule r): has a rewrite rule
                    GRANT SELECT ON item TO PUBLIC => item: is granted to PUBLIC
                    GRANT SELECT (name) ON item TO PUBLIC => item: is granted to PUBLIC
                    GRANT USAGE ON SCHEMA {schema} TO PUBLIC => {schema}: is granted to PUBLIC
                    CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; GRANT EXECUTE ON FUNCTION f TO PUBLIC => f(): is granted to PUBLIC
                    SELECT set_config('role.name', current_database() || '_neighbour', true); DO $$BEGIN EXECUTE format('GRANT SELECT ON item TO %I', current_setting('role.name')); END$$ => item: is granted to PUBLIC or to a role of another bundle
                    """)
    void schemaThatBreaksRuleIsRefusedAndLeavesNothing(String statement, String complaint) {
        String schema = "bad" + NUMBER.incrementAndGet();
        BundleDatabases bundle = fixture.bundle(schema, ITEM, statement.replace("{schema}", schema));

        assertThatThrownBy(bundle::migrate)
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("org.stoa." + schema)
                .hasMessageContaining(complaint.replace("{schema}", schema));

        assertThat(fixture.asOwner("SELECT nspname FROM pg_namespace WHERE nspname = '" + schema + "'"
                        + " UNION ALL SELECT rolname FROM pg_roles WHERE rolname LIKE current_database() || '_" + schema
                        + "%' UNION ALL SELECT role_name FROM data.database_role WHERE schema_name = '" + schema + "'"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            textBlock =
                    """
                    CREATE TABLE neighbour.mine (id int) => relation neighbour.mine: was created outside the schema
                    DROP POLICY tenant_isolation ON neighbour.item => policy neighbour.item.tenant_isolation: was dropped
                    ALTER TABLE neighbour.item ADD COLUMN x int => column neighbour.item.x: was created outside the schema
                    ALTER TABLE neighbour.item DISABLE ROW LEVEL SECURITY => relation neighbour.item: was changed outside
                    ALTER TABLE item ADD FOREIGN KEY (tenant_id, id) REFERENCES neighbour.item => into another schema
                    CREATE SCHEMA elsewhere => schema elsewhere: was created outside the schema
                    CREATE OR REPLACE FUNCTION data.role_of(schema_name text) RETURNS text LANGUAGE sql AS 'SELECT 1::text' => function data.role_of(schema_name text): was changed
                    DO $$BEGIN EXECUTE format('ALTER ROLE %I INHERIT', current_database() || '_neighbour'); END$$ => _neighbour: was changed outside
                    """)
    void coreThatTouchesWhatIsNotItsOwnIsRefused(String statement, String complaint) {
        BundleDatabases bundle = fixture.bundle("shell", ITEM, statement);

        assertThatThrownBy(bundle::migrate)
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("org.stoa.shell")
                .hasMessageContaining(complaint);

        assertThat(fixture.asOwner("SELECT to_regclass('shell.item')::text")).containsExactly((String) null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            textBlock =
                    """
                    CREATE TABLE t (id uuid); SELECT data.tenant_table('t') => needs a column tenant_id of type uuid NOT NULL
                    CREATE TABLE t (tenant_id uuid); SELECT data.tenant_table('t') => needs a column tenant_id
                    CREATE TABLE t (tenant_id text NOT NULL); SELECT data.tenant_table('t') => needs a column tenant_id
                    CREATE TABLE t (id uuid); SELECT data.global_table('t', 'because') => belongs to a module
                    SELECT data.tenant_table('item', 'tenant_id', 'ALL') => privilege ALL is none of
                    """)
    void declarationThatCannotBeKeptFails(String statement, String complaint) {
        BundleDatabases bundle = fixture.bundle("bad" + NUMBER.incrementAndGet(), ITEM, statement);

        assertThatThrownBy(bundle::migrate)
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("V2__step.sql")
                .hasMessageContaining(complaint);
    }

    @Test
    void refusedBundleSaysWhyAtEveryUse() {
        BundleDatabases bundle = fixture.bundle("bad" + NUMBER.incrementAndGet(), "CREATE TABLE t (id int)");
        CallContext context = DatabaseFixture.user(UUID.randomUUID());

        for (int use = 0; use < 2; use++) {
            assertThatThrownBy(() -> DatabaseFixture.texts(bundle.database(), context, "SELECT 1"))
                    .hasMessageContaining("t: is neither a tenant's table");
        }
    }

    @Test
    void migrationMayChangeRowsOfAllTenants() {
        String schema = "grown" + NUMBER.incrementAndGet();
        BundleDatabases bundle = fixture.migrated(schema, ITEM);
        for (int tenant = 0; tenant < 2; tenant++) {
            CallContext context = DatabaseFixture.user(UUID.randomUUID());
            DatabaseFixture.execute(
                    bundle.database(),
                    context,
                    "INSERT INTO item VALUES ('" + context.tenantId() + "', gen_random_uuid(), 'old')");
        }

        fixture.migrated(
                schema,
                ITEM,
                "UPDATE item SET name = 'new'; ALTER TABLE item ADD COLUMN parent_id uuid;"
                        + " ALTER TABLE item ADD FOREIGN KEY (tenant_id, parent_id) REFERENCES item;");

        assertThat(fixture.asMigration("SELECT name FROM " + schema + ".item")).containsExactly("new", "new");
    }

    @Test
    void tamperingAfterMigrationIsFoundAtTheNextStart() {
        String schema = "bad" + NUMBER.incrementAndGet();
        fixture.migrated(schema, ITEM);
        fixture.asOwner("ALTER TABLE " + schema + ".item NO FORCE ROW LEVEL SECURITY");

        assertThatThrownBy(() -> fixture.migrated(schema, ITEM))
                .hasMessageContaining("item: does not force row-level security");
    }

    @Test
    void coreMayDeclareWhatWorksAcrossTenants() {
        String statements =
                """
                CREATE TABLE tenant (id uuid PRIMARY KEY, identifier text NOT NULL UNIQUE, parent_id uuid,
                    CONSTRAINT tenant_parent FOREIGN KEY (parent_id) REFERENCES tenant (id));
                SELECT data.tenant_table('tenant', 'id');
                COMMENT ON CONSTRAINT tenant_parent ON tenant IS 'Platform: a tenant may belong to another';
                COMMENT ON INDEX tenant_identifier_key IS 'Platform: identifiers are unique across tenants';
                CREATE TABLE identity (id uuid PRIMARY KEY, email text UNIQUE);
                SELECT data.global_table('identity', 'a person may work for many tenants');
                """;

        assertThatCode(() -> fixture.migrated("registry", statements)).doesNotThrowAnyException();
    }

    @Test
    void coreIsToldWhatItDidNotDeclare() {
        String statements =
                """
                CREATE TABLE secret (id uuid PRIMARY KEY);
                SELECT data.global_table('secret', 'no tenant');
                DO $$BEGIN EXECUTE format('GRANT SELECT ON secret TO %I', data.role_of('rest')); END$$;
                CREATE TABLE item (tenant_id uuid NOT NULL, name text UNIQUE);
                SELECT data.tenant_table('item');
                """;

        assertThatThrownBy(() -> fixture.migrated("rest", statements))
                .hasMessageContaining("rest.secret: has no tenant and yet is granted to the bundle's own role")
                .hasMessageContaining("item_name_key): does not begin with the tenant's column");
    }
}
