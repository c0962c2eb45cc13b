-- What committed transactions have changed that a node may remember. Kept for as long as a node may not have read it.
CREATE TABLE data.cache_change (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    tags text[] NOT NULL,
    written_by xid8 NOT NULL DEFAULT pg_current_xact_id(),
    written_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX cache_change_new ON data.cache_change (written_by);
COMMENT ON INDEX data.cache_change_new IS 'Platform: every node reads what is new, of all tenants';
SELECT data.tenant_table('data.cache_change', 'tenant_id', 'SELECT, INSERT, DELETE');

-- The nodes that may remember something, and what each has heard of: the changes that the snapshot sees.
CREATE TABLE data.cache_node (
    id uuid PRIMARY KEY,
    seen_at timestamptz NOT NULL,
    heard pg_snapshot NOT NULL
);
SELECT data.global_table('data.cache_node', 'a node serves all tenants');

-- As before, and lets the bundles of the core say what they change.
CREATE OR REPLACE FUNCTION data.grant_journals(role_name text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA data TO %I', role_name);
    EXECUTE format('GRANT INSERT ON data.audit_log, data.outbox TO %I', role_name);
    EXECUTE format('GRANT SELECT, INSERT ON data.idempotency TO %I', role_name);
    EXECUTE format('GRANT UPDATE (result) ON data.idempotency TO %I', role_name);
    EXECUTE format(
        'GRANT EXECUTE ON FUNCTION data.meter(text, bigint, timestamptz), data.try_meter(text, bigint, timestamptz),'
            || ' data.tenant_time(timestamptz) TO %I',
        role_name);
    IF EXISTS (SELECT FROM data.database_role r WHERE r.role_name = grant_journals.role_name AND r.core) THEN
        EXECUTE format('GRANT INSERT ON data.cache_change TO %I', role_name);
    END IF;
END
$$;
