package org.stoa.data.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.stoa.api.data.MigrationException;
import org.stoa.api.platform.ModuleSchemas;
import org.stoa.api.platform.RuleViolation;
import org.stoa.data.DatabaseFixture;

/** Modules that break one rule each are refused by its name, and leave nothing behind. */
class BadModulesTest {

    private static final String ITEM =
            """
            CREATE TYPE colour AS ENUM ('RED', 'GREEN');
            CREATE TABLE item (
                tenant_id uuid NOT NULL, id uuid NOT NULL, name text, size int NOT NULL DEFAULT 1, colour colour,
                PRIMARY KEY (tenant_id, id), CONSTRAINT item_name UNIQUE (tenant_id, name));
            SELECT data.tenant_table('item');
            CREATE TABLE part (tenant_id uuid NOT NULL, id uuid NOT NULL, item_id uuid, PRIMARY KEY (tenant_id, id));
            SELECT data.tenant_table('part');
            CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql AS 'SELECT 2 * n';
            """;

    private static final String STEP = "db/migration/V2__step.sql";

    @TempDir
    private static Path directory;

    private static DatabaseFixture fixture;
    private static ModuleSchemas schemas;

    @BeforeAll
    static void start() {
        fixture = DatabaseFixture.fresh();
        schemas = fixture.databases().moduleSchemas();
        fixture.migrated("neighbour", DatabaseFixture.NOTES);
        schemas.migrate("com.example.shop", ModuleFile.of(ITEM).in(directory));
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static Arguments bad(String rule, String subject, String sql) {
        return Arguments.of(rule, subject, sql);
    }

    private static Stream<Arguments> newModules() {
        return Stream.of(
                bad("table-not-isolated", "fresh.t", "CREATE TABLE t (tenant_id uuid NOT NULL)"),
                bad(
                        "table-global",
                        "fresh.t",
                        "CREATE TABLE t (id uuid PRIMARY KEY); COMMENT ON TABLE t IS 'Global: I say so'"),
                bad("row-security-not-forced", "fresh.item", "ALTER TABLE item NO FORCE ROW LEVEL SECURITY"),
                bad("row-security-not-forced", "fresh.item", "ALTER TABLE item DISABLE ROW LEVEL SECURITY"),
                bad("policy-altered", "fresh.item", "ALTER POLICY tenant_isolation ON item USING (true)"),
                bad("policy-altered", "fresh.item", "ALTER POLICY tenant_isolation ON item WITH CHECK (true)"),
                bad(
                        "policy-too-wide",
                        "fresh.item (policy open)",
                        "CREATE POLICY open ON item FOR SELECT USING (true)"),
                bad(
                        "policy-too-wide",
                        "fresh.item (policy platform_access)",
                        "SELECT data.open_to_the_platform('item', true)"),
                bad(
                        "tenant-unknown",
                        "fresh.item",
                        "ALTER TABLE item DROP CONSTRAINT item_pkey; ALTER TABLE item ALTER tenant_id DROP NOT NULL"),
                bad("index-not-led-by-tenant", "fresh.item (index by_name)", "CREATE INDEX by_name ON item (name)"),
                bad(
                        "foreign-key-crosses-tenants",
                        "fresh.part (part_other)",
                        "ALTER TABLE part ADD other uuid; ALTER TABLE part ADD CONSTRAINT part_other"
                                + " FOREIGN KEY (other, item_id) REFERENCES item (tenant_id, id)"),
                bad(
                        "function-security-definer",
                        "fresh.f()",
                        "CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'"),
                bad("view-not-isolated", "fresh.v", "CREATE VIEW v AS SELECT * FROM item"),
                bad(
                        "relation-not-isolated",
                        "fresh.m",
                        "CREATE MATERIALIZED VIEW m AS SELECT * FROM item WITH NO DATA"),
                bad("rewrite-rule", "fresh.item (rule r)", "CREATE RULE r AS ON DELETE TO item DO INSTEAD NOTHING"),
                bad("granted-to-others", "fresh.item", "GRANT SELECT ON item TO PUBLIC"),
                bad(
                        "table-unlogged",
                        "fresh.t",
                        "CREATE UNLOGGED TABLE t (tenant_id uuid NOT NULL); SELECT data.tenant_table('t')"),
                bad(
                        "history-touched",
                        "fresh.schema_history",
                        "DO $$BEGIN EXECUTE format('GRANT SELECT ON schema_history TO %I',"
                                + " data.role_of('fresh')); END$$"),
                bad("outside-schema", STEP + ":1", "SELECT * FROM neighbour.note"),
                bad(
                        "outside-schema",
                        STEP + ":2",
                        "SELECT 1;\nALTER TABLE part ADD FOREIGN KEY (tenant_id, id) REFERENCES neighbour.note"),
                bad("outside-schema", STEP + ":1", "SELECT password FROM data.database_role"),
                bad("outside-schema", STEP + ":1", "SELECT pg_read_file('postgresql.conf')"),
                bad("outside-schema", STEP + ":1", "COPY item FROM PROGRAM 'id'"),
                bad("outside-schema", STEP + ":1", "CREATE EXTENSION hstore"),
                bad("outside-schema", STEP + ":1", "CREATE ROLE mine"),
                bad("outside-schema", null, "SELECT lo_create(0)"),
                bad("outside-schema", null, "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC"),
                bad("migration-leaves-transaction", STEP, "COMMIT"),
                bad("migration-leaves-transaction", STEP, "CREATE INDEX CONCURRENTLY i ON item (tenant_id, size)"),
                bad("migration-fails", STEP + ":3", "SELECT 1;\nSELECT 2,\n nonsense"));
    }

    @ParameterizedTest
    @MethodSource("newModules")
    void newModuleIsRefused(String rule, String subject, String sql) {
        List<String> before = ServerDigest.of(fixture);
        Path file = ModuleFile.of(ITEM, sql).in(directory);

        ModuleSchemas.Rehearsal rehearsal = schemas.rehearse("com.example.fresh", null, file);

        assertThat(rehearsal.violations()).extracting(RuleViolation::rule).containsOnly(rule);
        assertThat(rehearsal.violations()).extracting(RuleViolation::file).containsOnly(STEP);
        if (subject != null) {
            assertThat(rehearsal.violations())
                    .extracting(RuleViolation::subject)
                    .containsOnly(subject);
        }
        assertThat(rehearsal.violations())
                .allSatisfy(violation ->
                        assertThat(violation.message()).isNotBlank().doesNotContain("\n"));
        assertThat(ServerDigest.of(fixture)).isEqualTo(before);
        assertThatThrownBy(() -> schemas.migrate("com.example.fresh", file))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining(STEP);
        assertThat(ServerDigest.of(fixture)).isEqualTo(before);
    }

    private static Stream<Arguments> nextVersions() {
        return Stream.of(
                bad("migration-not-expanding", "shop.part", "DROP TABLE part"),
                bad("migration-not-expanding", "shop.part", "ALTER TABLE part RENAME TO piece"),
                bad("migration-not-expanding", "shop.item.size", "ALTER TABLE item DROP COLUMN size"),
                bad("migration-not-expanding", "shop.item.size", "ALTER TABLE item RENAME size TO width"),
                bad("migration-not-expanding", "shop.item.size", "ALTER TABLE item ALTER size TYPE bigint"),
                bad("migration-not-expanding", "shop.item.size", "ALTER TABLE item ALTER size DROP DEFAULT"),
                bad("migration-not-expanding", "shop.item.name", "ALTER TABLE item ALTER name SET NOT NULL"),
                bad("migration-not-expanding", "shop.item.code", "ALTER TABLE item ADD code text NOT NULL"),
                bad("migration-not-expanding", "shop.item", "ALTER TABLE item ADD CHECK (size > 0)"),
                bad("migration-not-expanding", "shop.part", "ALTER TABLE part ADD UNIQUE (tenant_id, item_id)"),
                bad("migration-not-expanding", "shop.part", "CREATE UNIQUE INDEX u ON part (tenant_id, item_id)"),
                bad(
                        "migration-not-expanding",
                        "shop.part",
                        "ALTER TABLE part ADD n int DEFAULT 0; ALTER TABLE part ADD UNIQUE (tenant_id, n)"),
                bad(
                        "migration-not-expanding",
                        "shop.part",
                        "ALTER TABLE part ADD FOREIGN KEY (tenant_id, item_id) REFERENCES item"),
                bad("migration-not-expanding", "shop.item", "ALTER TABLE item DROP CONSTRAINT item_name"),
                bad("migration-not-expanding", "shop.twice(integer)", "DROP FUNCTION twice(int)"),
                bad("migration-not-expanding", "shop.colour", "ALTER TYPE colour RENAME VALUE 'RED' TO 'CRIMSON'"),
                bad(
                        "migration-not-expanding",
                        "shop.item",
                        "SELECT data.tenant_table('item', 'tenant_id', 'SELECT, INSERT')"),
                bad(
                        "migration-not-expanding",
                        "shop.item",
                        "CREATE POLICY small ON item AS RESTRICTIVE FOR INSERT WITH CHECK (size < 10)"));
    }

    @ParameterizedTest
    @MethodSource("nextVersions")
    void versionThatTheOneBeforeCannotLiveBesideIsRefused(String rule, String subject, String sql) {
        List<String> before = ServerDigest.of(fixture);
        Path running = ModuleFile.of(ITEM).in(directory);

        ModuleSchemas.Rehearsal rehearsal = schemas.rehearse(
                "com.example.shop", running, ModuleFile.of(ITEM, sql).in(directory));

        assertThat(rehearsal.violations()).extracting(RuleViolation::rule).containsOnly(rule);
        assertThat(rehearsal.violations()).extracting(RuleViolation::file).containsOnly(STEP);
        assertThat(rehearsal.violations()).extracting(RuleViolation::subject).containsOnly(subject);
        assertThat(ServerDigest.of(fixture)).isEqualTo(before);
    }

    private static Arguments bad(String rule, String script, ModuleFile file) {
        return Arguments.of(rule, script, file);
    }

    private static Stream<Arguments> files() {
        return Stream.of(
                bad(
                        "migration-name",
                        "db/migration/V2_one.sql",
                        ModuleFile.of(ITEM).with("db/migration/V2_one.sql", "")),
                bad(
                        "migration-name",
                        "db/migration/R__again.sql",
                        ModuleFile.of(ITEM).with("db/migration/R__again.sql", "")),
                bad(
                        "migration-name",
                        "db/migration/V01__step.sql, db/migration/V1__step.sql",
                        ModuleFile.of(ITEM).with("db/migration/V01__step.sql", "")),
                bad(
                        "migration-name",
                        "db/contraction/notes.txt",
                        ModuleFile.of(ITEM).with("db/contraction/notes.txt", "")),
                bad(
                        "migration-name",
                        "db/migration/V2__x.sql.conf",
                        ModuleFile.of(ITEM).with("db/migration/V2__x.sql.conf", "")),
                bad("migration-changed", "db/migration/V1__step.sql", ModuleFile.of(ITEM + "-- changed")),
                bad(
                        "migration-changed",
                        "db/migration/V1__other.sql",
                        new ModuleFile().with("db/migration/V1__other.sql", ITEM)),
                bad(
                        "migration-changed",
                        "db/migration/V1__step.sql",
                        new ModuleFile().with("db/migration/V2__step.sql", "SELECT 1")),
                bad(
                        "migration-out-of-order",
                        "db/migration/V0_5__late.sql",
                        ModuleFile.of(ITEM).with("db/migration/V0_5__late.sql", "SELECT 1")),
                bad(
                        "migration-fails",
                        "db/contraction/V1__leave.sql",
                        ModuleFile.of(ITEM).contracting("DROP TABLE nonsense")),
                bad(
                        "view-not-isolated",
                        "db/contraction/V1__leave.sql",
                        ModuleFile.of(ITEM).contracting("CREATE VIEW v AS SELECT 1 AS one")));
    }

    @ParameterizedTest
    @MethodSource("files")
    void fileThatDoesNotContinueWhatWasAppliedIsRefused(String rule, String scripts, ModuleFile file) {
        List<String> before = ServerDigest.of(fixture);

        ModuleSchemas.Rehearsal rehearsal =
                schemas.rehearse("com.example.shop", ModuleFile.of(ITEM).in(directory), file.in(directory));

        assertThat(rehearsal.violations()).extracting(RuleViolation::rule).containsOnly(rule);
        assertThat(rehearsal.violations()).extracting(RuleViolation::file).containsOnly(scripts.split(", "));
        assertThat(ServerDigest.of(fixture)).isEqualTo(before);
    }

    @Test
    void scriptThatBreaksRuleIsToldFromThoseThatDoNot() {
        String open = "ALTER TABLE item NO FORCE ROW LEVEL SECURITY";
        String cured = "ALTER TABLE item FORCE ROW LEVEL SECURITY";
        String view = "CREATE VIEW v AS SELECT * FROM part";
        String harmless = "CREATE INDEX by_size ON item (tenant_id, size, id)";

        assertThat(refusals(ITEM, harmless, open, view, harmless.replace("by_size", "other")))
                .as("each by its own script")
                .containsExactlyInAnyOrder(
                        "db/migration/V3__step.sql: fresh.item row-security-not-forced",
                        "db/migration/V4__step.sql: fresh.v view-not-isolated");
        assertThat(refusals(ITEM, open, cured)).as("cured by a later one").isEmpty();
        assertThat(refusals(ITEM, open, cured, harmless, open))
                .as("cured, and broken again")
                .containsExactly("db/migration/V5__step.sql: fresh.item row-security-not-forced");
        assertThat(refusals(schemas.rehearse(
                        "com.example.shop",
                        ModuleFile.of(ITEM).in(directory),
                        ModuleFile.of(ITEM, "SELECT 1", "ALTER TABLE item DROP COLUMN size", "SELECT 2")
                                .in(directory))))
                .as("the version before cannot go on")
                .containsExactly("db/migration/V3__step.sql: shop.item.size migration-not-expanding");
    }

    @Test
    void contractionThatBreaksRuleIsToldFromThoseThatDoNot() {
        Path file = ModuleFile.of(ITEM)
                .with("db/contraction/V1__one.sql", "ALTER TABLE item DROP COLUMN colour")
                .with("db/contraction/V2__two.sql", "GRANT SELECT ON item TO PUBLIC")
                .with("db/contraction/V3__three.sql", "DROP TYPE colour")
                .in(directory);

        assertThat(refusals(schemas.rehearse("com.example.fresh", null, file)))
                .containsExactly("db/contraction/V2__two.sql: fresh.item granted-to-others");
    }

    private static List<String> refusals(String... scripts) {
        return refusals(schemas.rehearse(
                "com.example.fresh", null, ModuleFile.of(scripts).in(directory)));
    }

    private static List<String> refusals(ModuleSchemas.Rehearsal rehearsal) {
        return rehearsal.violations().stream()
                .map(violation -> violation.file() + ": " + violation.subject() + " " + violation.rule())
                .toList();
    }

    @Test
    void schemaThatCannotBeTheModulesIsRefused() {
        Path file = ModuleFile.of(ITEM).in(directory);

        assertThat(schemas.rehearse("com.example.access", null, file).violations())
                .extracting(RuleViolation::rule)
                .containsExactly("schema-name");
        assertThat(schemas.rehearse("com.example.shop_owner", null, file).violations())
                .extracting(RuleViolation::rule)
                .containsExactly("schema-name");
        assertThat(schemas.rehearse("org.stoa.shop", null, file).violations())
                .extracting(RuleViolation::rule)
                .containsExactly("schema-taken");
    }
}
