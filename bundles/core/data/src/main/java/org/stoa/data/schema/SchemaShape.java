package org.stoa.data.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.stoa.api.platform.RuleViolation;

/**
 * What a version of a bundle relies on in its schema, to see whether it can go on working after the scripts of a later
 * version.
 */
final class SchemaShape {

    private static final String RULE = "migration-not-expanding";
    /** Kind, relation or other object, name of a part, definition, columns of the relation that it is about. */
    private static final String PARTS =
            """
            WITH relation AS (
                SELECT c.*, n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ? AND c.relname <> ALL (?)
            )
            SELECT 'RELATION', c.relname::text, '', '', NULL::text[], c.oid::bigint
            FROM relation c WHERE c.relkind IN ('r', 'p', 'v', 'S')
            UNION ALL
            SELECT 'COLUMN', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), ARRAY[
                CASE WHEN a.attnotnull THEN 'not null' ELSE '' END,
                CASE WHEN a.atthasdef OR a.attidentity <> '' THEN 'filled' ELSE '' END,
                CASE WHEN a.attgenerated <> '' OR a.attidentity = 'a' THEN 'generated' ELSE '' END], 0
            FROM relation c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.relkind IN ('r', 'p', 'v')
            UNION ALL
            SELECT CASE k.contype WHEN 'f' THEN 'REFERENCE' ELSE 'CHECK' END, c.relname, '', pg_get_constraintdef(k.oid),
                ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = ANY (k.conkey)), 0
            FROM relation c JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype IN ('c', 'f', 'x')
            UNION ALL
            SELECT 'UNIQUE', c.relname, '', regexp_replace(pg_get_indexdef(i.indexrelid), ' INDEX .* ON ', ' INDEX ON '),
                ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid
                    AND a.attnum = ANY (i.indkey) AND NOT i.indnullsnotdistinct), 0
            FROM relation c JOIN pg_index i ON i.indrelid = c.oid AND i.indisunique
            UNION ALL
            SELECT 'POLICY', c.relname, p.polname, '', NULL, 0
            FROM relation c JOIN pg_policy p ON p.polrelid = c.oid AND NOT p.polpermissive
            UNION ALL
            SELECT 'PRIVILEGE', c.relname, p.privilege, '', NULL, 0
            FROM relation c, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS p (privilege)
            WHERE c.relkind IN ('r', 'p', 'v') AND has_table_privilege(?, c.oid, p.privilege)
            UNION ALL
            SELECT 'FUNCTION', f.oid::regprocedure::text, '', pg_get_function_result(f.oid), NULL, 0
            FROM pg_proc f JOIN pg_namespace n ON n.oid = f.pronamespace WHERE n.nspname = ?
            UNION ALL
            SELECT 'LABEL', t.typname, e.enumlabel, '', NULL, 0
            FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid JOIN pg_namespace n ON n.oid = t.typnamespace
            WHERE n.nspname = ?""";

    /** One thing in the schema; two are the same when everything but attributes and OID is. */
    private record Part(String kind, String owner, String name, String definition) {}

    private record Column(String type, List<String> attributes) {

        boolean is(String attribute) {
            return attributes.contains(attribute);
        }

        /** Whether whoever does not know of the column leaves it null. */
        boolean isLeftNull() {
            return !is("not null") && !is("filled");
        }
    }

    private final String schema;
    private final Map<Part, List<String>> parts;
    private final Map<String, Map<String, Column>> columns;
    private final List<Long> tables;

    private SchemaShape(
            String schema, Map<Part, List<String>> parts, Map<String, Map<String, Column>> columns, List<Long> tables) {
        this.schema = schema;
        this.parts = parts;
        this.columns = columns;
        this.tables = tables;
    }

    /** As it is at this moment. */
    static SchemaShape read(Connection connection, SchemaRoles roles) throws SQLException {
        String schema = roles.schema().name();
        Map<Part, List<String>> parts =
                new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
        Map<String, Map<String, Column>> columns = new TreeMap<>();
        List<Long> tables = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(PARTS)) {
            statement.setString(1, schema);
            statement.setArray(
                    2, connection.createArrayOf("name", ScriptFolder.histories().toArray()));
            statement.setString(3, roles.works().name());
            statement.setString(4, schema);
            statement.setString(5, schema);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Part part = new Part(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4));
                    List<String> about = rows.getArray(5) == null
                            ? List.of()
                            : List.of((String[]) rows.getArray(5).getArray());
                    if (part.kind().equals("COLUMN")) {
                        columns.computeIfAbsent(part.owner(), key -> new TreeMap<>())
                                .put(part.name(), new Column(part.definition(), about));
                        continue;
                    }
                    parts.put(part, about);
                    if (part.kind().equals("RELATION")) {
                        tables.add(rows.getLong(6));
                    }
                }
            }
        }
        return new SchemaShape(schema, parts, columns, tables);
    }

    /** OIDs of its tables. */
    List<Long> tables() {
        return tables;
    }

    /** What the version that relies on this shape could not cope with in a later one. */
    List<RuleViolation> brokenBy(SchemaShape later) {
        List<RuleViolation> violations = new ArrayList<>();
        parts.keySet().stream()
                .filter(part -> !later.parts.containsKey(part))
                .forEach(part -> missing(part, later, message -> add(violations, part, message)));
        later.parts.forEach((part, about) -> {
            if (!parts.containsKey(part) && columns.containsKey(part.owner())) {
                added(part, about, later, message -> add(violations, part, message));
            }
        });
        columns.forEach((relation, known) -> {
            Map<String, Column> now = later.columns.get(relation);
            if (now != null) {
                compare(
                        known,
                        now,
                        (column, message) -> violations.add(
                                new RuleViolation(RULE, schema + "." + relation + "." + column, message)));
            }
        });
        return violations;
    }

    private void add(List<RuleViolation> violations, Part part, String message) {
        String object = part.owner().startsWith(schema + ".") ? part.owner() : schema + "." + part.owner();
        violations.add(new RuleViolation(RULE, object, message));
    }

    private static void missing(Part part, SchemaShape later, Consumer<String> complaint) {
        switch (part.kind()) {
            case "RELATION" -> complaint.accept(gone());
            case "FUNCTION" -> complaint.accept("was dropped, renamed or given another result: " + gone());
            case "LABEL" -> complaint.accept("has lost its label " + part.name() + ": the version before uses it");
            case "PRIVILEGE" -> {
                if (later.columns.containsKey(part.owner())) {
                    complaint.accept("can no longer be used for " + part.name()
                            + ", as the version before does: grant it again");
                }
            }
            case "UNIQUE" -> {
                if (later.columns.containsKey(part.owner())) {
                    complaint.accept("has lost a unique key, on which ON CONFLICT of the version before may rely ("
                            + part.definition() + "): drop it in db/contraction");
                }
            }
            default -> {
                // Whatever restricted the version before no longer does.
            }
        }
    }

    private static String gone() {
        return "was dropped or renamed, and the version before still uses it: drop it in db/contraction";
    }

    private void added(Part part, List<String> about, SchemaShape later, Consumer<String> complaint) {
        Map<String, Column> known = columns.get(part.owner());
        Map<String, Column> now = later.columns.getOrDefault(part.owner(), Map.of());
        String fault = "has a new rule that what the version before writes may break (" + part.definition() + "): ";
        switch (part.kind()) {
            case "CHECK" -> {
                if (about.isEmpty() || about.stream().anyMatch(known::containsKey)) {
                    complaint.accept(fault + "check new columns only, or add it in db/contraction");
                }
            }
            case "REFERENCE", "UNIQUE" -> {
                boolean harmless = about.stream()
                        .anyMatch(column -> !known.containsKey(column)
                                && now.containsKey(column)
                                && now.get(column).isLeftNull());
                if (!harmless) {
                    complaint.accept(fault + "include a new column that may be null, or add it in db/contraction");
                }
            }
            case "POLICY" ->
                complaint.accept("has a new restrictive policy " + part.name()
                        + " that the version before does not know: add it in db/contraction");
            default -> {
                // More of anything else is no harm.
            }
        }
    }

    /** Is told of a column. */
    private interface ColumnComplaint {
        void about(String column, String message);
    }

    private static void compare(Map<String, Column> before, Map<String, Column> now, ColumnComplaint complaint) {
        before.forEach((name, old) -> {
            Column column = now.get(name);
            if (column == null) {
                complaint.about(name, gone());
            } else if (!column.type().equals(old.type())) {
                complaint.about(
                        name,
                        "was " + old.type() + " and has become " + column.type()
                                + ": add another column, and drop this one in db/contraction");
            } else if (column.is("not null") && !old.is("not null")) {
                complaint.about(
                        name,
                        "must not be null any more, and the version before may write null: add that in db/contraction");
            } else if (old.is("filled") && !column.is("filled")) {
                complaint.about(
                        name, "has lost its default, on which the version before may rely: drop it in db/contraction");
            } else if (column.is("generated") && !old.is("generated")) {
                complaint.about(name, "can no longer be written, as the version before does: add another column");
            }
        });
        now.forEach((name, column) -> {
            if (!before.containsKey(name) && column.is("not null") && !column.is("filled")) {
                complaint.about(
                        name,
                        "is new and must not be null, and the version before does not fill it: give it a default");
            }
        });
    }
}
