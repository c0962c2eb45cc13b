package org.stoa.data.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stoa.api.platform.RuleViolation;

/** Everything a database holds outside one bundle's schema, to see whether its migrations have touched any of it. */
final class CatalogueSnapshot {

    /** Broken by what is changed outside. */
    static final String RULE = "outside-schema";

    private static final String DEFINITIONS =
            """
            WITH space AS (
                SELECT n.* FROM pg_namespace n
                WHERE n.nspname <> ? AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
            ), relation AS (
                SELECT c.*, n.nspname || '.' || c.relname AS name FROM pg_class c JOIN space n ON n.oid = c.relnamespace
            )
            SELECT 'schema ' || n.nspname, concat_ws(' ', n.nspowner, n.nspacl) FROM space n
            UNION ALL
            SELECT 'relation ' || c.name,
                concat_ws(' ', c.relkind, c.relowner, c.relacl, c.relrowsecurity, c.relforcerowsecurity, c.reloptions)
            FROM relation c
            UNION ALL
            SELECT 'column ' || c.name || '.' || a.attname,
                concat_ws(' ', a.atttypid, a.attnotnull, a.attacl, pg_get_expr(d.adbin, d.adrelid))
            FROM relation c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
            UNION ALL
            SELECT 'constraint ' || c.name || '.' || k.conname, pg_get_constraintdef(k.oid)
            FROM relation c JOIN pg_constraint k ON k.conrelid = c.oid
            UNION ALL
            SELECT 'trigger ' || c.name || '.' || t.tgname, pg_get_triggerdef(t.oid)
            FROM relation c JOIN pg_trigger t ON t.tgrelid = c.oid AND NOT t.tgisinternal
            UNION ALL
            SELECT 'policy ' || c.name || '.' || p.polname,
                concat_ws(' ', p.polpermissive, p.polcmd, p.polroles, pg_get_expr(p.polqual, p.polrelid),
                    pg_get_expr(p.polwithcheck, p.polrelid))
            FROM relation c JOIN pg_policy p ON p.polrelid = c.oid
            UNION ALL
            SELECT 'rule ' || c.name || '.' || r.rulename, pg_get_ruledef(r.oid)
            FROM relation c JOIN pg_rewrite r ON r.ev_class = c.oid
            UNION ALL
            SELECT 'function ' || n.nspname || '.' || f.proname || '(' || pg_get_function_identity_arguments(f.oid) || ')',
                concat_ws(' ', f.proowner, f.proacl, f.prosecdef, f.proconfig, md5(f.prosrc))
            FROM pg_proc f JOIN space n ON n.oid = f.pronamespace
            UNION ALL
            SELECT 'type ' || n.nspname || '.' || t.typname, concat_ws(' ', t.typtype, t.typowner, t.typacl)
            FROM pg_type t JOIN space n ON n.oid = t.typnamespace
            UNION ALL
            SELECT 'extension ' || e.extname, e.extversion FROM pg_extension e
            UNION ALL
            SELECT 'role ' || r.rolname, concat_ws(' ', r.rolsuper, r.rolinherit, r.rolcreaterole, r.rolcreatedb,
                r.rolcanlogin, r.rolreplication, r.rolbypassrls, r.rolconfig,
                (SELECT string_agg(m.roleid::text, ',' ORDER BY m.roleid) FROM pg_auth_members m WHERE m.member = r.oid))
            FROM pg_roles r WHERE r.rolname = ANY (?)
            UNION ALL
            SELECT 'large object ' || l.oid, concat_ws(' ', l.lomowner, l.lomacl) FROM pg_largeobject_metadata l
            UNION ALL
            SELECT 'default privileges of ' || coalesce(n.nspname, 'all schemas') || ' ' || a.defaclobjtype::text, a.defaclacl::text
            FROM pg_default_acl a LEFT JOIN pg_namespace n ON n.oid = a.defaclnamespace WHERE n.nspname IS DISTINCT FROM ?
            """;

    /** The table has no column for the owner before the data bundle's own migrations. */
    private static final String ROLES = "SELECT name FROM data.database_role d,"
            + " unnest(ARRAY[d.role_name, to_jsonb(d) ->> 'owner_name']) AS name WHERE name IS NOT NULL";

    private final BundleSchema schema;
    private final List<String> roles;
    private final Map<String, String> definitions;

    private CatalogueSnapshot(BundleSchema schema, List<String> roles, Map<String, String> definitions) {
        this.schema = schema;
        this.roles = roles;
        this.definitions = definitions;
    }

    /** What there is outside {@code schema} at this moment. */
    static CatalogueSnapshot outside(BundleSchema schema, Connection owner) throws SQLException {
        List<String> roles = new ArrayList<>();
        try (Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery(ROLES)) {
            while (rows.next()) {
                roles.add(rows.getString(1));
            }
        }
        return new CatalogueSnapshot(schema, roles, read(schema, roles, owner));
    }

    /** What is not as it was, as this connection sees it. */
    List<RuleViolation> changes(Connection connection) throws SQLException {
        Map<String, String> current = read(schema, roles, connection);
        List<RuleViolation> changes = new ArrayList<>();
        current.forEach((object, definition) -> {
            if (!definitions.containsKey(object)) {
                changes.add(violation(object, "was created"));
            } else if (!definition.equals(definitions.get(object))) {
                changes.add(violation(object, "was changed"));
            }
        });
        definitions.keySet().stream()
                .filter(object -> !current.containsKey(object))
                .forEach(object -> changes.add(violation(object, "was dropped")));
        return changes;
    }

    private RuleViolation violation(String object, String what) {
        return new RuleViolation(
                RULE,
                object,
                what + " outside the schema " + schema.name() + ": a bundle's migrations touch its own schema only");
    }

    private static Map<String, String> read(BundleSchema schema, List<String> roles, Connection connection)
            throws SQLException {
        Map<String, String> definitions = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(DEFINITIONS)) {
            statement.setString(1, schema.name());
            statement.setArray(2, connection.createArrayOf("text", roles.toArray()));
            statement.setString(3, schema.name());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    definitions.put(rows.getString(1), String.valueOf(rows.getString(2)));
                }
            }
        }
        return definitions;
    }
}
