package org.stoa.data.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.resolver.ChecksumCalculator;
import org.stoa.api.platform.RuleViolation;
import org.stoa.data.postgresql.PostgresServer;
import org.stoa.data.postgresql.Sql;

/** What the history of a schema says of the scripts in one folder of its bundle. */
record AppliedScripts(ScriptFolder folder, NavigableMap<MigrationVersion, Applied> byVersion) {

    record Applied(String script, Integer checksum) {}

    /** Reads it as the role that owns the schema: what lies in a module's schema is not to be trusted by any other. */
    static AppliedScripts read(PostgresServer server, BundleSchema schema, ScriptFolder folder) throws SQLException {
        NavigableMap<MigrationVersion, Applied> applied = new TreeMap<>();
        RoleTable.Row row = row(server, schema);
        if (row == null) {
            return new AppliedScripts(folder, applied);
        }
        String history = Sql.identifier(schema.name()) + "." + Sql.identifier(folder.history());
        try (Connection connection = (row.owns() == null
                                ? server.owner()
                                : server.dataSource(
                                        row.owns().name(), row.owns().password(), "stoa-migration"))
                        .getConnection();
                Statement statement = connection.createStatement()) {
            if (!exists(statement, history)) {
                return new AppliedScripts(folder, applied);
            }
            try (ResultSet rows = statement.executeQuery("SELECT version, script, checksum FROM " + history
                    + " WHERE success AND version IS NOT NULL AND type = 'SQL'")) {
                while (rows.next()) {
                    int checksum = rows.getInt(3);
                    applied.put(
                            MigrationVersion.fromVersion(rows.getString(1)),
                            new Applied(rows.getString(2), rows.wasNull() ? null : checksum));
                }
            }
        }
        return new AppliedScripts(folder, applied);
    }

    private static RoleTable.Row row(PostgresServer server, BundleSchema schema) throws SQLException {
        try (Connection connection = server.owner().getConnection()) {
            return new RoleTable(connection).find(schema.name(), schema.bundle());
        }
    }

    private static boolean exists(Statement statement, String table) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT to_regclass(" + Sql.literal(table) + ") IS NOT NULL")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    boolean contains(String name) {
        return byVersion.containsKey(MigrationScripts.version(name));
    }

    /** Those that have not been applied yet. */
    List<String> pending(MigrationScripts scripts) {
        return scripts.names().stream().filter(name -> !contains(name)).toList();
    }

    /** What keeps {@code scripts} from being the continuation of what was applied. */
    List<RuleViolation> contradictions(MigrationScripts scripts) {
        List<RuleViolation> violations = new ArrayList<>();
        NavigableMap<MigrationVersion, String> names = new TreeMap<>();
        scripts.names().forEach(name -> names.put(MigrationScripts.version(name), name));
        MigrationVersion highest = names.isEmpty() ? MigrationVersion.EMPTY : names.lastKey();
        byVersion.forEach((version, applied) -> {
            String name = names.get(version);
            // What lies behind the last script of all comes from a later version of the bundle, which may be returned
            // from.
            if (name == null && version.compareTo(highest) < 0) {
                violations.add(violation(
                        "migration-changed", applied.script(), "was applied and is missing: put it back as it was"));
            } else if (name != null && !isSame(scripts, name, applied)) {
                violations.add(
                        violation(
                                "migration-changed",
                                name,
                                "was applied and has been changed or renamed since: put it back as it was and write another one"));
            }
        });
        MigrationVersion last = byVersion.isEmpty() ? null : byVersion.lastKey();
        pending(scripts).forEach(name -> {
            if (last != null && MigrationScripts.version(name).compareTo(last) < 0) {
                violations.add(violation(
                        "migration-out-of-order",
                        name,
                        "comes before " + byVersion.get(last).script()
                                + ", which was applied: give it a higher number"));
            }
        });
        return violations;
    }

    private static boolean isSame(MigrationScripts scripts, String name, Applied applied) {
        if (!name.equals(MigrationScripts.fileName(applied.script()))) {
            return false;
        }
        LoadableResource script = scripts.getResource(name);
        return applied.checksum() == null
                || applied.checksum().equals(ChecksumCalculator.calculate(new LoadableResource[] {script}));
    }

    private RuleViolation violation(String rule, String script, String message) {
        String file = folder.path() + "/" + MigrationScripts.fileName(script);
        return new RuleViolation(rule, file, file, message);
    }
}
