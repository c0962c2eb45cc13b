-- The role of each bundle, and what protects the tables of all bundles. Only the owner of the database reaches this.

CREATE TABLE data.database_role (
    schema_name text PRIMARY KEY,
    bundle text NOT NULL,
    core boolean NOT NULL,
    role_name text NOT NULL UNIQUE,
    password text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE data.database_role IS 'Global: passwords of the roles that the platform makes; for the owner alone';

-- Whether only the platform's core has a say in this schema.
CREATE FUNCTION data.is_core_schema(schema_name text) RETURNS boolean
LANGUAGE sql STABLE
SET search_path = pg_catalog
RETURN EXISTS (SELECT FROM data.database_role r WHERE r.schema_name = is_core_schema.schema_name AND r.core);

-- The role of a bundle's schema; 'platform' is the role that works across tenants.
CREATE FUNCTION data.role_of(schema_name text) RETURNS text
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog
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

-- Forces row-level security on one table and lets through what works across tenants: the scripts of a migration, and the
-- platform's role where the table is part of the core.
CREATE FUNCTION data.open_to_the_platform(target regclass, core boolean) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog
SET client_min_messages = warning
AS $$
DECLARE
    is_migration constant text := 'current_setting(''app.migrating'', true) = ''on''';
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
    EXECUTE format('DROP POLICY IF EXISTS migration_access ON %s', target);
    EXECUTE format(
        'CREATE POLICY migration_access ON %s FOR ALL TO %I USING (%s) WITH CHECK (%s)',
        target, current_user, is_migration, is_migration);
    EXECUTE format('DROP POLICY IF EXISTS platform_access ON %s', target);
    IF core THEN
        EXECUTE format(
            'CREATE POLICY platform_access ON %s FOR ALL TO %I USING (true) WITH CHECK (true)',
            target, data.role_of('platform'));
    END IF;
END
$$;

-- Turns on row-level security for one table: rows are visible and writable for their own tenant only, and no row at all
-- can be touched in a transaction that has not said for which tenant it works. The owner is held to that as well, except
-- in migrations, which may change rows of all tenants and add constraints between them.
CREATE FUNCTION data.isolate(target regclass, tenant_column text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog
SET client_min_messages = warning
AS $$
DECLARE
    schema_name text;
    is_tenant text;
BEGIN
    SELECT n.nspname INTO schema_name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = target;
    is_tenant := format('%I = current_setting(''app.tenant_id'')::uuid', tenant_column);
    EXECUTE format('DROP POLICY IF EXISTS tenant_isolation ON %s', target);
    EXECUTE format(
        'CREATE POLICY tenant_isolation ON %s FOR ALL TO PUBLIC USING (%s) WITH CHECK (%s)',
        target, is_tenant, is_tenant);
    PERFORM data.open_to_the_platform(target, data.is_core_schema(schema_name));
END
$$;

-- Declares a table whose rows belong to tenants; to be called once after CREATE TABLE. The column tenant_column
-- (uuid NOT NULL) names the tenant. The bundle's role gets the privileges given, and so does the platform's role where
-- the table is part of the core.
CREATE FUNCTION data.tenant_table(
    target regclass,
    tenant_column text DEFAULT 'tenant_id',
    privileges text DEFAULT 'SELECT, INSERT, UPDATE, DELETE') RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
DECLARE
    schema_name text;
    privilege text;
BEGIN
    PERFORM FROM pg_attribute a
    WHERE a.attrelid = target AND a.attname = tenant_column AND a.atttypid = 'uuid'::regtype AND a.attnotnull;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'table % needs a column % of type uuid NOT NULL that names the tenant', target, tenant_column;
    END IF;
    FOREACH privilege IN ARRAY string_to_array(privileges, ',') LOOP
        IF upper(trim(privilege)) NOT IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE') THEN
            RAISE EXCEPTION 'privilege % is none of SELECT, INSERT, UPDATE, DELETE', privilege;
        END IF;
    END LOOP;
    SELECT n.nspname INTO schema_name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = target;
    PERFORM data.isolate(target, tenant_column);
    EXECUTE format('REVOKE ALL ON %s FROM PUBLIC, %I', target, data.role_of(schema_name));
    EXECUTE format('GRANT %s ON %s TO %I', privileges, target, data.role_of(schema_name));
    IF data.is_core_schema(schema_name) THEN
        EXECUTE format('GRANT %s ON %s TO %I', privileges, target, data.role_of('platform'));
    END IF;
END
$$;

-- Declares a table of a core bundle that has no tenant; only the platform's role can touch it.
CREATE FUNCTION data.global_table(target regclass, reason text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
DECLARE
    schema_name text;
BEGIN
    SELECT n.nspname INTO schema_name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = target;
    IF NOT data.is_core_schema(schema_name) THEN
        RAISE EXCEPTION 'table % belongs to a module: its rows need a tenant, see data.tenant_table', target;
    END IF;
    IF coalesce(trim(reason), '') = '' THEN
        RAISE EXCEPTION 'say why table % has no tenant', target;
    END IF;
    EXECUTE format('COMMENT ON TABLE %s IS %L', target, 'Global: ' || reason);
    PERFORM data.open_to_the_platform(target, true);
    EXECUTE format('REVOKE ALL ON %s FROM PUBLIC, %I', target, data.role_of(schema_name));
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO %I', target, data.role_of('platform'));
END
$$;

-- Declares a view over tables of its own schema: it is read with the rights and the tenant of whoever reads it.
CREATE FUNCTION data.tenant_view(target regclass) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
DECLARE
    schema_name text;
BEGIN
    SELECT n.nspname INTO schema_name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = target;
    EXECUTE format('ALTER VIEW %s SET (security_invoker = true)', target);
    EXECUTE format('GRANT SELECT ON %s TO %I', target, data.role_of(schema_name));
    IF data.is_core_schema(schema_name) THEN
        EXECUTE format('GRANT SELECT ON %s TO %I', target, data.role_of('platform'));
    END IF;
END
$$;
