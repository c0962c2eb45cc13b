package org.stoa.testkit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What PostgreSQL's catalogue says of one schema, as the owner of the database sees it. */
final class Catalogue {
    private static final String TENANT = "tenant_id";

    private final DataSource owner;
    private final String schema;

    Catalogue(DataSource owner, String schema) {
        this.owner = owner;
        this.schema = schema;
    }

    /** Tables with tenants, qualified. What has no policy is the history of migrations: the platform refuses others. */
    List<String> tables() {
        return texts(
                """
                SELECT format('%%I.%%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ? AND c.relkind IN ('r', 'p')
                AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = '%s')
                ORDER BY 1"""
                        .formatted(TENANT),
                schema);
    }

    /** Columns that can be inserted into, quoted. */
    List<String> columns(String table) {
        return texts(
                """
                SELECT quote_ident(attname) FROM pg_attribute
                WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum""",
                table);
    }

    /** Every permissive policy for the bundle's role: whether security is forced, whether it rules reading and writing, and its conditions. */
    List<String> protections(String table) {
        return texts(
                """
                SELECT concat_ws(';',
                    CASE WHEN c.relrowsecurity AND c.relforcerowsecurity THEN 'forced' ELSE 'loose' END,
                    CASE WHEN p.polcmd = '*' AND p.polqual IS NOT NULL
                        AND pg_get_expr(p.polqual, c.oid) = pg_get_expr(p.polwithcheck, c.oid) THEN 'both' ELSE 'half' END,
                    pg_get_expr(p.polqual, c.oid))
                FROM pg_class c JOIN data.database_role d ON d.schema_name = c.relnamespace::regnamespace::text
                LEFT JOIN pg_policy p ON p.polrelid = c.oid AND p.polpermissive
                    AND (p.polroles = '{0}' OR d.role_name::regrole = ANY (p.polroles))
                WHERE c.oid = ?::regclass""",
                table);
    }

    /** Apart from those that the core declares as its own; the platform refuses such a declaration of a module. */
    List<String> indexesNotLedByTenant(String table) {
        return texts(
                """
                SELECT i.indexrelid::regclass::text FROM pg_index i
                LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
                WHERE i.indrelid = ?::regclass AND a.attname IS DISTINCT FROM '%s'
                AND coalesce(obj_description(i.indexrelid, 'pg_class'), '') NOT LIKE 'Platform: %%'"""
                        .formatted(TENANT),
                table);
    }

    /** What the bundle's role has that it must not have. */
    List<String> powersOfRole() {
        return texts(
                """
                WITH role AS (
                    SELECT r.* FROM pg_roles r JOIN data.database_role d ON d.role_name = r.rolname WHERE d.schema_name = ?)
                SELECT 'attribute of ' || rolname FROM role WHERE rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb
                UNION ALL
                SELECT 'member of ' || m.roleid::regrole FROM pg_auth_members m JOIN role r ON r.oid = m.member
                UNION ALL
                SELECT 'owner of ' || c.oid::regclass FROM pg_class c JOIN role r ON r.oid = c.relowner
                UNION ALL
                SELECT 'no role' WHERE NOT EXISTS (SELECT FROM role)""",
                schema);
    }

    /** Name and password of the bundle's role. */
    List<String> credentials() {
        List<String> both =
                new ArrayList<>(texts("SELECT role_name FROM data.database_role WHERE schema_name = ?", schema));
        both.addAll(texts("SELECT password FROM data.database_role WHERE schema_name = ?", schema));
        return both;
    }

    private List<String> texts(String query, String parameter) {
        try (Connection connection = owner.getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, parameter);
            List<String> texts = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
