package org.stoa.data.schema;

import org.stoa.api.platform.RuleViolation;

/**
 * What every bundle's schema must keep to, each as a query over PostgreSQL's catalogue that names the objects that do
 * not. Queries see the view {@code subject} (see {@link #SUBJECT}), and the tables of the schema as {@code member}.
 */
enum CatalogueRule {
    DECLARED(
            "table-not-isolated",
            "is neither a tenant's table nor a global one",
            "call data.tenant_table('<table>') after CREATE TABLE (for a partition: data.isolate('<table>', 'tenant_id'))",
            "SELECT m.name FROM member m WHERE m.isolation IS NULL AND NOT m.is_global AND m.name <> ALL ((SELECT histories FROM subject)::text[])"),
    GLOBAL_IN_CORE(
            "table-global",
            "has no tenant, which only tables of the platform's core may",
            "add tenant_id uuid NOT NULL and call data.tenant_table('<table>')",
            "SELECT m.name FROM member m, subject s WHERE m.is_global AND NOT s.core"),
    FORCED(
            "row-security-not-forced",
            "does not force row-level security",
            "call data.tenant_table('<table>')",
            "SELECT m.name FROM member m WHERE m.isolation IS NOT NULL AND NOT (m.rls AND m.forced)"),
    ISOLATED(
            "policy-altered",
            "has a policy tenant_isolation that is not the platform's",
            "leave the policy to data.tenant_table('<table>')",
            """
            SELECT m.name FROM member m JOIN pg_policy p ON p.oid = m.isolation
            WHERE m.tenant_column IS NULL OR NOT p.polpermissive OR p.polcmd <> '*' OR p.polroles <> '{0}'
               OR pg_get_expr(p.polqual, p.polrelid) IS DISTINCT FROM pg_get_expr(p.polwithcheck, p.polrelid)"""),
    NOT_WIDENED(
            "policy-too-wide",
            "has a permissive policy beside tenant_isolation, which would let rows of other tenants through",
            "drop it, or make it AS RESTRICTIVE",
            """
            SELECT m.name || ' (policy ' || p.polname || ')' FROM member m JOIN pg_policy p ON p.polrelid = m.oid, subject s
            WHERE p.polpermissive AND p.polname <> 'tenant_isolation'
              AND NOT (s.core AND p.polname = 'platform_access' AND p.polroles = ARRAY[s.platform])
              AND NOT (s.core AND p.polname = 'search_access' AND p.polcmd = 'r' AND p.polroles = ARRAY[s.owner])
              AND NOT (p.polname = 'migration_access' AND p.polroles = ARRAY[s.owner])"""),
    TENANT_KNOWN(
            "tenant-unknown",
            "has a tenant column that may be null or is no uuid",
            "make it uuid NOT NULL",
            """
            SELECT m.name FROM member m LEFT JOIN pg_attribute a ON a.attrelid = m.oid AND a.attname = m.tenant_column
            WHERE m.tenant_column IS NOT NULL AND (a.attnum IS NULL OR NOT a.attnotnull OR a.atttypid <> 'uuid'::regtype)"""),
    TENANT_FIRST(
            "index-not-led-by-tenant",
            "does not begin with the tenant's column, so that it would be searched across tenants",
            "begin the index, primary key or unique constraint with the tenant's column"
                    + " (in the core only: COMMENT ON INDEX ... IS 'Platform: <why>')",
            """
            SELECT m.name || ' (index ' || i.relname || ')' FROM member m
            JOIN pg_index x ON x.indrelid = m.oid JOIN pg_class i ON i.oid = x.indexrelid
            LEFT JOIN pg_attribute a ON a.attrelid = m.oid AND a.attname = m.tenant_column, subject s
            WHERE m.tenant_column IS NOT NULL AND x.indkey[0] IS DISTINCT FROM a.attnum
              AND NOT (s.core AND coalesce(obj_description(i.oid, 'pg_class'), '') LIKE 'Platform: %')"""),
    WITHIN_SCHEMA(
            "foreign-key-leaves-schema",
            "has a foreign key into another schema",
            "keep the id without a constraint and ask the other bundle's service",
            """
            SELECT m.name || ' (' || c.conname || ')' FROM member m JOIN pg_constraint c ON c.conrelid = m.oid
            JOIN pg_class r ON r.oid = c.confrelid, subject s WHERE c.contype = 'f' AND r.relnamespace <> s.oid"""),
    WITHIN_TENANT(
            "foreign-key-crosses-tenants",
            "has a foreign key that could lead to another tenant's row",
            "make it composite: FOREIGN KEY (tenant_id, x_id) REFERENCES x (tenant_id, id)"
                    + " (in the core only: COMMENT ON CONSTRAINT ... IS 'Platform: <why>')",
            """
            SELECT m.name || ' (' || c.conname || ')' FROM member m JOIN pg_constraint c ON c.conrelid = m.oid
            JOIN member r ON r.oid = c.confrelid
            JOIN pg_attribute ma ON ma.attrelid = m.oid AND ma.attname = m.tenant_column
            JOIN pg_attribute ra ON ra.attrelid = r.oid AND ra.attname = r.tenant_column, subject s
            WHERE c.contype = 'f' AND NOT EXISTS (
                    SELECT FROM unnest(c.conkey, c.confkey) AS k(here, there)
                    WHERE k.here = ma.attnum AND k.there = ra.attnum)
              AND NOT (s.core AND coalesce(obj_description(c.oid, 'pg_constraint'), '') LIKE 'Platform: %')"""),
    NO_BORROWED_RIGHTS(
            "function-security-definer",
            "runs with the rights of its owner",
            "declare the function SECURITY INVOKER (in the core only: COMMENT ON FUNCTION ... IS 'Platform: <why>')",
            """
            SELECT f.oid::regprocedure::text FROM pg_proc f, subject s WHERE f.pronamespace = s.oid AND f.prosecdef
              AND NOT (s.core AND coalesce(obj_description(f.oid, 'pg_proc'), '') LIKE 'Platform: %')"""),
    INVOKER_VIEWS(
            "view-not-isolated",
            "is a view that reads with the rights of its owner",
            "call data.tenant_view('<view>') after CREATE VIEW",
            """
            SELECT c.relname FROM pg_class c, subject s WHERE c.relnamespace = s.oid AND c.relkind = 'v'
              AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)"""),
    PLAIN_TABLES(
            "relation-not-isolated",
            "is a materialized view or a foreign table, to which row-level security does not apply",
            "use a table",
            """
            SELECT c.relname FROM pg_class c, subject s WHERE c.relnamespace = s.oid AND c.relkind IN ('m', 'f')"""),
    NO_REWRITING(
            "rewrite-rule",
            "has a rewrite rule",
            "use a trigger",
            """
            SELECT c.relname || ' (rule ' || r.rulename || ')' FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class, subject s
            WHERE c.relnamespace = s.oid AND r.rulename <> '_RETURN'"""),
    OWNED_BY_OWNER(
            "owner-changed",
            "does not belong to the owner of its schema",
            "leave out ALTER ... OWNER TO",
            """
            SELECT c.relname FROM pg_class c, subject s WHERE c.relnamespace = s.oid AND c.relowner <> s.owner
            UNION ALL
            SELECT f.oid::regprocedure::text FROM pg_proc f, subject s WHERE f.pronamespace = s.oid AND f.proowner <> s.owner
            UNION ALL
            SELECT t.oid::regtype::text FROM pg_type t, subject s WHERE t.typnamespace = s.oid AND t.typowner <> s.owner
            UNION ALL
            SELECT n.nspname FROM pg_namespace n, subject s WHERE n.oid = s.oid AND n.nspowner <> s.owner"""),
    GRANTED_TO_ITS_ROLE(
            "granted-to-others",
            "is granted to PUBLIC or to a role of another bundle",
            "leave grants to data.tenant_table and data.tenant_view; REVOKE this one",
            """
            SELECT DISTINCT g.name FROM (
                SELECT c.relname::text AS name, (aclexplode(c.relacl)).grantee FROM pg_class c, subject s
                WHERE c.relnamespace = s.oid
                UNION ALL
                SELECT c.relname::text, (aclexplode(a.attacl)).grantee FROM pg_class c
                JOIN pg_attribute a ON a.attrelid = c.oid, subject s WHERE c.relnamespace = s.oid
                UNION ALL
                SELECT f.oid::regprocedure::text, (aclexplode(coalesce(f.proacl, acldefault('f', f.proowner)))).grantee
                FROM pg_proc f, subject s WHERE f.pronamespace = s.oid
                UNION ALL
                SELECT n.nspname::text, (aclexplode(n.nspacl)).grantee FROM pg_namespace n, subject s
                WHERE n.oid = s.oid) g, subject s
            WHERE g.grantee NOT IN (s.owner, s.role) AND NOT (s.core AND g.grantee = s.platform)
              AND NOT (s.journals AND g.grantee <> 0)"""),
    GLOBAL_FOR_PLATFORM(
            "global-table-granted",
            "has no tenant and yet is granted to the bundle's own role",
            "leave the grants to data.global_table",
            """
            SELECT DISTINCT g.name FROM (
                SELECT m.name, (aclexplode(c.relacl)).grantee FROM member m JOIN pg_class c ON c.oid = m.oid
                WHERE m.is_global) g, subject s WHERE g.grantee = s.role"""),
    LOGGED(
            "table-unlogged",
            "is unlogged and would be empty after a crash of the server",
            "leave out UNLOGGED",
            """
            SELECT c.relname FROM pg_class c, subject s
            WHERE c.relnamespace = s.oid AND c.relkind IN ('r', 'p', 'S') AND c.relpersistence <> 'p'"""),
    HISTORY_UNTOUCHED(
            "history-touched",
            "notes which scripts were applied, and has been granted, extended or given a trigger or policy",
            "leave the table to the platform",
            """
            SELECT m.name FROM member m JOIN pg_class c ON c.oid = m.oid, subject s
            WHERE m.name = ANY (s.histories) AND (
                EXISTS (SELECT FROM aclexplode(c.relacl) g WHERE g.grantee <> s.owner)
                OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = m.oid AND a.attnum > 0
                    AND (a.attacl IS NOT NULL OR a.attnum > 10))
                OR EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = m.oid)
                OR EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = m.oid))""");

    /**
     * What is inspected, with seven parameters: names of its history tables, whether it is that of the journals, into
     * which every role may write, whether it is part of the core, names of the roles that own it, that work in it and
     * that work across tenants, name of the schema.
     */
    private static final String SUBJECT =
            """
            WITH subject AS (
                SELECT n.oid, n.nspname AS name, ?::text[] AS histories, ?::boolean AS journals, ?::boolean AS core,
                    (SELECT r.oid FROM pg_roles r WHERE r.rolname = ?) AS owner,
                    (SELECT r.oid FROM pg_roles r WHERE r.rolname = ?) AS role,
                    (SELECT r.oid FROM pg_roles r WHERE r.rolname = ?) AS platform
                FROM pg_namespace n WHERE n.nspname = ?
            ), member AS (
                SELECT c.oid, c.relname::text AS name, c.relrowsecurity AS rls, c.relforcerowsecurity AS forced,
                    p.oid AS isolation,
                    coalesce(obj_description(c.oid, 'pg_class'), '') LIKE 'Global: %' AS is_global,
                    replace(trim(both '"' from substring(pg_get_expr(p.polqual, p.polrelid)
                        from '^\\((\\S+) = \\(current_setting\\(''app.tenant_id''::text\\)\\)::uuid\\)$')), '""', '"')
                        AS tenant_column
                FROM pg_class c JOIN subject s ON s.oid = c.relnamespace
                LEFT JOIN pg_policy p ON p.polrelid = c.oid AND p.polname = 'tenant_isolation'
                WHERE c.relkind IN ('r', 'p')
            )
            """;

    private final String rule;
    private final String fault;
    private final String remedy;
    private final String query;

    CatalogueRule(String rule, String fault, String remedy, String query) {
        this.rule = rule;
        this.fault = fault;
        this.remedy = remedy;
        this.query = query;
    }

    /** One query for all rules: number of the rule, name of the object. */
    static String allQueries() {
        StringBuilder sql = new StringBuilder(SUBJECT);
        for (CatalogueRule each : values()) {
            sql.append(each.ordinal() == 0 ? "" : "UNION ALL\n");
            sql.append("SELECT ")
                    .append(each.ordinal())
                    .append(", broken.* FROM (")
                    .append(each.query);
            sql.append(") AS broken (object)\n");
        }
        return sql.append("ORDER BY 1, 2").toString();
    }

    RuleViolation violatedBy(String schema, String object) {
        String name = object.startsWith(schema + ".") ? object : schema + "." + object;
        String bare = name.replaceFirst(" .*", "");
        return new RuleViolation(
                rule, name, fault + ": " + remedy.replace("<table>", bare).replace("<view>", bare));
    }
}
