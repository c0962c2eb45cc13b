-- A module's schema belongs to a role of its own, which runs the module's migrations and reaches nothing else.

ALTER TABLE data.database_role ADD COLUMN owner_name text UNIQUE, ADD COLUMN owner_password text;

-- The functions that declare tables work with the rights of whoever calls them, on tables that belong to the caller.
-- What they have to know of the roles is told by the two that follow, which tell nothing else.
CREATE OR REPLACE FUNCTION data.is_core_schema(schema_name text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
RETURN EXISTS (SELECT FROM data.database_role r WHERE r.schema_name = is_core_schema.schema_name AND r.core);
COMMENT ON FUNCTION data.is_core_schema IS 'Platform: the owners of the modules cannot read the table of roles';

CREATE OR REPLACE FUNCTION data.role_of(schema_name text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    found_role text;
BEGIN
    SELECT r.role_name INTO found_role FROM data.database_role r WHERE r.schema_name = role_of.schema_name;
    IF found_role IS NULL THEN
        RAISE EXCEPTION 'there is no role for schema %', schema_name;
    END IF;
    RETURN found_role;
END
$$;
COMMENT ON FUNCTION data.role_of IS 'Platform: the owners of the modules cannot read the table of roles';

-- Forces row-level security on one table and lets through what works across tenants: the scripts of a migration, which
-- run as the table's owner, and the platform's role where the table is part of the core.
CREATE OR REPLACE FUNCTION data.open_to_the_platform(target regclass, core boolean) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog
SET client_min_messages = warning
AS $$
DECLARE
    is_migration constant text := 'current_setting(''app.migrating'', true) = ''on''';
    owner_name text;
BEGIN
    SELECT pg_get_userbyid(c.relowner) INTO owner_name FROM pg_class c WHERE c.oid = target;
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
    EXECUTE format('DROP POLICY IF EXISTS migration_access ON %s', target);
    EXECUTE format(
        'CREATE POLICY migration_access ON %s FOR ALL TO %I USING (%s) WITH CHECK (%s)',
        target, owner_name, is_migration, is_migration);
    EXECUTE format('DROP POLICY IF EXISTS platform_access ON %s', target);
    IF core THEN
        EXECUTE format(
            'CREATE POLICY platform_access ON %s FOR ALL TO %I USING (true) WITH CHECK (true)',
            target, data.role_of('platform'));
    END IF;
END
$$;

-- Lets the owner of a module's schema declare its tables and views.
CREATE FUNCTION data.grant_declarations(owner_name text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA data TO %I', owner_name);
    EXECUTE format(
        'GRANT EXECUTE ON FUNCTION data.is_core_schema(text), data.role_of(text), data.open_to_the_platform(regclass, boolean),'
            || ' data.isolate(regclass, text), data.tenant_table(regclass, text, text),'
            || ' data.global_table(regclass, text), data.tenant_view(regclass) TO %I',
        owner_name);
END
$$;

-- Gives the schema of a module, and all that is in it, to a role.
CREATE FUNCTION data.hand_over(schema_name text, owner_name text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
DECLARE
    space oid;
    heir oid;
    command text;
BEGIN
    SELECT n.oid INTO STRICT space FROM pg_namespace n WHERE n.nspname = hand_over.schema_name;
    SELECT r.oid INTO STRICT heir FROM pg_roles r WHERE r.rolname = hand_over.owner_name;
    EXECUTE format('ALTER SCHEMA %I OWNER TO %I', schema_name, owner_name);
    FOR command IN
        SELECT format(
            'ALTER %s %s OWNER TO %I',
            CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
                WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END,
            c.oid::regclass, owner_name)
        FROM pg_class c
        WHERE c.relnamespace = space AND c.relowner <> heir AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
          AND NOT (c.relkind = 'S' AND EXISTS (
              SELECT FROM pg_depend d
              WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')))
        UNION ALL
        SELECT format('ALTER ROUTINE %s OWNER TO %I', f.oid::regprocedure, owner_name)
        FROM pg_proc f WHERE f.pronamespace = space AND f.proowner <> heir
        UNION ALL
        SELECT format('ALTER TYPE %s OWNER TO %I', t.oid::regtype, owner_name)
        FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
        WHERE t.typnamespace = space AND t.typowner <> heir
          AND (t.typtype IN ('e', 'd', 'r') OR t.typtype = 'c' AND c.relkind = 'c')
        UNION ALL
        SELECT format('ALTER POLICY %I ON %s TO %I', p.polname, p.polrelid::regclass, owner_name)
        FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
        WHERE c.relnamespace = space AND p.polname = 'migration_access'
    LOOP
        EXECUTE command;
    END LOOP;
END
$$;
