package org.stoa.data.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.data.MigrationException;
import org.stoa.api.platform.ModuleSchemas;
import org.stoa.api.platform.RuleViolation;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.data.postgresql.PostgresServer;
import org.stoa.data.postgresql.Sql;

/** Schemas of modules whose bundles are files. */
public final class PostgresModuleSchemas implements ModuleSchemas {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresModuleSchemas.class);
    private static final String FORBIDDEN = "42501";

    private final PostgresServer server;
    private final SchemaMigrator migrator;
    private final MigrationScripts foundation;

    /** @param foundation the data bundle's own migrations, for scratch databases */
    public PostgresModuleSchemas(PostgresServer server, SchemaMigrator migrator, MigrationScripts foundation) {
        this.server = server;
        this.migrator = migrator;
        this.foundation = foundation;
    }

    /** Drops the scratch databases that a crash has left behind. */
    public void dropLeftovers() {
        try {
            ScratchDatabase.dropLeftovers(server);
        } catch (SQLException e) {
            LOG.warn("Scratch databases that a crash has left behind could not be dropped: {}", e.getMessage());
        }
    }

    @Override
    public Rehearsal rehearse(String symbolicName, Path previous, Path next) {
        List<RuleViolation> violations = new ArrayList<>();
        BundleSchema schema;
        try {
            schema = module(symbolicName);
        } catch (MigrationException e) {
            return refused(List.of(new RuleViolation("schema-name", symbolicName, e.getMessage())));
        }
        return reachable(() -> {
            ModuleRehearsal.Folder migration;
            ModuleRehearsal.Folder contraction;
            try {
                migration = folder(schema, previous, next, ScriptFolder.MIGRATION, violations);
                contraction = folder(schema, previous, next, ScriptFolder.CONTRACTION, violations);
            } catch (MigrationException e) {
                return refused(List.of(new RuleViolation("schema-taken", symbolicName, e.getMessage())));
            }
            if (!violations.isEmpty()) {
                return refused(violations);
            }
            if (migration.done() && contraction.done()) {
                return refused(List.of());
            }
            try (ScratchDatabase scratch = ScratchDatabase.create(server, foundation)) {
                return new ModuleRehearsal(scratch, schema).run(migration, contraction);
            } catch (SQLException e) {
                if (FORBIDDEN.equals(e.getSQLState())) {
                    return refused(List.of(cannotCreate()));
                }
                throw e;
            }
        });
    }

    private static Rehearsal refused(List<RuleViolation> violations) {
        return new Rehearsal(List.of(), List.of(), violations);
    }

    private RuleViolation cannotCreate() {
        String user = Sql.identifier(server.user());
        return new RuleViolation(
                "scratch-database",
                server.address(),
                "the role " + user + " may not create the scratch database in which scripts are tried out."
                        + " Run as superuser: ALTER ROLE " + user + " CREATEDB;");
    }

    private ModuleRehearsal.Folder folder(
            BundleSchema schema, Path previous, Path next, ScriptFolder folder, List<RuleViolation> violations)
            throws SQLException {
        MigrationScripts scripts = scripts(next, folder);
        scripts.badNames().forEach(name -> violations.add(badName(folder, name)));
        if (!scripts.badNames().isEmpty()) {
            return null;
        }
        AppliedScripts applied = AppliedScripts.read(server, schema, folder);
        violations.addAll(applied.contradictions(scripts));
        MigrationScripts old = previous == null
                ? scripts.only(applied::contains)
                : scripts(previous, folder)
                        .only(name -> folder == ScriptFolder.MIGRATION || applied.contains(name))
                        .and(scripts.only(applied::contains));
        return new ModuleRehearsal.Folder(scripts, old, applied.pending(scripts).isEmpty());
    }

    private static RuleViolation badName(ScriptFolder folder, String name) {
        String file = folder.path() + "/" + name;
        return new RuleViolation(
                "migration-name",
                file,
                file,
                "is not named like V2__what_it_does.sql, or has the number of another script: rename it");
    }

    @Override
    public int migrate(String symbolicName, Path bundle) {
        return apply(symbolicName, bundle, ScriptFolder.MIGRATION);
    }

    @Override
    public List<String> pendingContractions(String symbolicName, Path bundle) {
        BundleSchema schema = module(symbolicName);
        MigrationScripts scripts = scripts(bundle, ScriptFolder.CONTRACTION);
        requireNames(scripts);
        return reachable(() -> scripts.isEmpty()
                ? List.of()
                : AppliedScripts.read(server, schema, ScriptFolder.CONTRACTION).pending(scripts));
    }

    @Override
    public int contract(String symbolicName, Path bundle) {
        return apply(symbolicName, bundle, ScriptFolder.CONTRACTION);
    }

    private int apply(String symbolicName, Path bundle, ScriptFolder folder) {
        BundleSchema schema = module(symbolicName);
        MigrationScripts scripts = scripts(bundle, folder);
        requireNames(scripts);
        return scripts.isEmpty()
                ? 0
                : reachable(() -> migrator.migrate(schema, scripts).migrations());
    }

    private static void requireNames(MigrationScripts scripts) {
        if (!scripts.badNames().isEmpty()) {
            throw new MigrationException(
                    badName(scripts.folder(), scripts.badNames().get(0)).toString());
        }
    }

    @Override
    public void drop(String symbolicName) {
        BundleSchema schema = module(symbolicName);
        reachable(() -> {
            migrator.drop(schema);
            return null;
        });
    }

    private static BundleSchema module(String symbolicName) {
        BundleSchema schema = BundleSchema.of(symbolicName);
        if (schema.isCore()) {
            throw new MigrationException("Bundle " + symbolicName + " is part of the platform and no module.");
        }
        return schema;
    }

    private static MigrationScripts scripts(Path bundle, ScriptFolder folder) {
        try {
            return MigrationScripts.inFile(bundle, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(bundle + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Work with the database. */
    private interface Work<T> {
        T run() throws SQLException;
    }

    private static <T> T reachable(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            LOG.warn("The schema of a module could not be worked on: {}", e.getMessage());
            throw ProblemException.of(CommonProblem.DATABASE_UNAVAILABLE).withHeader("Retry-After", "1");
        }
    }
}
