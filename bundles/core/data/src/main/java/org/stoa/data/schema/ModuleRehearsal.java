package org.stoa.data.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;
import org.stoa.api.platform.ModuleSchemas.Rehearsal;
import org.stoa.api.platform.ModuleSchemas.TableLock;
import org.stoa.api.platform.RuleViolation;

/** Applies the scripts of a bundle in a scratch database, step by step as it would be done in the real one. */
final class ModuleRehearsal {

    /** How long one statement may take where the tables are empty. */
    private static final int STATEMENT_LIMIT_MILLIS = 15_000;

    private final ScratchDatabase scratch;
    private final SchemaRoles roles;
    private final List<RuleViolation> violations = new ArrayList<>();
    private List<TableLock> locks = List.of();

    ModuleRehearsal(ScratchDatabase scratch, BundleSchema schema) throws SQLException {
        this.scratch = scratch;
        roles = scratch.roles(schema);
    }

    /**
     * The scripts of one folder.
     *
     * @param scripts those of the bundle to be
     * @param again those that have been applied in the real database
     * @param done whether that are all of them
     */
    record Folder(MigrationScripts scripts, MigrationScripts again, boolean done) {}

    Rehearsal run(Folder migration, Folder contraction) throws SQLException {
        boolean repeated = repeat(migration.again()) && repeat(contraction.again());
        if (repeated) {
            SchemaShape before = SchemaShape.read(scratch.connection(), roles);
            boolean applied =
                    apply(migration.scripts(), connection -> locks = TableLocks.held(connection, before.tables()));
            if (applied && !migration.again().isEmpty()) {
                violations.addAll(before.brokenBy(SchemaShape.read(scratch.connection(), roles)));
            }
            if (applied && violations.isEmpty()) {
                apply(contraction.scripts(), connection -> {});
            }
        }
        return new Rehearsal(pending(migration), locks, violations);
    }

    private static List<String> pending(Folder folder) {
        return folder.scripts().names().stream()
                .filter(name -> !folder.again().contains(name))
                .toList();
    }

    private boolean repeat(MigrationScripts scripts) throws SQLException {
        if (scripts.isEmpty()) {
            return true;
        }
        try {
            new MigrationRun(roles, source(), scripts).apply(connection -> {});
            return true;
        } catch (FlywayException e) {
            violations.add(ScriptFailures.violation(e, scripts.folder()));
            return false;
        }
    }

    private boolean apply(MigrationScripts scripts, MigrationRun.Inspection first) throws SQLException {
        if (scripts.isEmpty()) {
            return true;
        }
        CatalogueSnapshot outside = CatalogueSnapshot.outside(roles.schema(), scratch.connection());
        CatalogueInspection inspection = new CatalogueInspection(roles);
        try {
            new MigrationRun(roles, source(), scripts).apply(connection -> {
                first.inspect(connection);
                inspect(connection, inspection, outside);
            });
            return true;
        } catch (FlywayException e) {
            violations.add(ScriptFailures.violation(e, scripts.folder()));
            return false;
        }
    }

    private void inspect(Connection connection, CatalogueInspection inspection, CatalogueSnapshot outside)
            throws SQLException {
        violations.addAll(inspection.violations(connection));
        violations.addAll(outside.changes(connection));
    }

    private PGSimpleDataSource source() {
        PGSimpleDataSource source = SchemaMigrator.source(scratch.server(), roles);
        source.setOptions("-c statement_timeout=" + STATEMENT_LIMIT_MILLIS);
        return source;
    }
}
