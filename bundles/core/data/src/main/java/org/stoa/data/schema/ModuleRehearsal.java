package org.stoa.data.schema;

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
        if (repeat(migration.again()) && repeat(contraction.again())) {
            SchemaShape before = SchemaShape.read(scratch.connection(), roles);
            MigrationRun.Inspection expansion = connection -> {
                locks = TableLocks.held(connection, before.tables());
                return migration.again().isEmpty() ? List.of() : before.brokenBy(SchemaShape.read(connection, roles));
            };
            if (apply(migration.scripts(), expansion)) {
                apply(contraction.scripts(), connection -> List.of());
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
        return run(scripts, connection -> List.of());
    }

    private boolean apply(MigrationScripts scripts, MigrationRun.Inspection more) throws SQLException {
        CatalogueSnapshot outside = CatalogueSnapshot.outside(roles.schema(), scratch.connection());
        CatalogueInspection inspection = new CatalogueInspection(roles);
        return run(scripts, connection -> {
            List<RuleViolation> found = new ArrayList<>(inspection.violations(connection));
            found.addAll(outside.changes(connection));
            found.addAll(more.violations(connection));
            return found;
        });
    }

    /** Whether nothing is wrong with them. */
    private boolean run(MigrationScripts scripts, MigrationRun.Inspection inspection) throws SQLException {
        if (scripts.isEmpty()) {
            return true;
        }
        try {
            new MigrationRun(roles, source(), scripts).apply(inspection);
            return true;
        } catch (FlywayException e) {
            violations.addAll(ScriptFailures.violations(e, scripts.folder()));
            return false;
        }
    }

    private PGSimpleDataSource source() {
        PGSimpleDataSource source = SchemaMigrator.source(scratch.server(), roles);
        source.setOptions("-c statement_timeout=" + STATEMENT_LIMIT_MILLIS);
        return source;
    }
}
