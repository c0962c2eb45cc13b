-- What every transaction may write beside its own rows: audit log, events, results of repeatable requests.
-- Rows of the platform itself carry the nil UUID as tenant.

CREATE TABLE data.audit_log (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    user_id uuid,
    identity_id uuid,
    actor text NOT NULL,
    action text NOT NULL,
    resource text NOT NULL,
    resource_id text NOT NULL,
    old_values jsonb,
    new_values jsonb,
    ip_address text,
    user_agent text,
    request_id text,
    PRIMARY KEY (tenant_id, id, created_at)
) PARTITION BY RANGE (created_at);
CREATE INDEX audit_log_resource ON data.audit_log (tenant_id, resource, resource_id, id);
CREATE INDEX audit_log_action ON data.audit_log (tenant_id, action, id);
CREATE INDEX audit_log_user ON data.audit_log (tenant_id, user_id, id);
CREATE INDEX audit_log_request ON data.audit_log (tenant_id, request_id, id);
CREATE INDEX audit_log_time ON data.audit_log (tenant_id, created_at, id);
SELECT data.tenant_table('data.audit_log', 'tenant_id', 'SELECT, INSERT');

-- Entries of a month for which there is no partition land here, so that none is ever lost.
CREATE TABLE data.audit_log_default PARTITION OF data.audit_log DEFAULT;
SELECT data.isolate('data.audit_log_default', 'tenant_id');

-- Makes the partition of one month. Returns whether it made one. A month whose entries have already begun to land in the
-- default partition stays there.
CREATE FUNCTION data.ensure_audit_partition(month date) RETURNS boolean
LANGUAGE plpgsql
SET search_path = pg_catalog
SET timezone = 'UTC'
AS $$
DECLARE
    first_day date := date_trunc('month', month)::date;
    partition_name text := 'audit_log_' || to_char(first_day, 'YYYY_MM');
BEGIN
    IF to_regclass('data.' || partition_name) IS NOT NULL THEN
        RETURN false;
    END IF;
    EXECUTE format(
        'CREATE TABLE data.%I PARTITION OF data.audit_log FOR VALUES FROM (%L) TO (%L)',
        partition_name, first_day::timestamptz, (first_day + interval '1 month')::timestamptz);
    PERFORM data.isolate(format('data.%I', partition_name)::regclass, 'tenant_id');
    RETURN true;
EXCEPTION
    WHEN check_violation THEN
        RETURN false;
END
$$;

CREATE TABLE data.outbox (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    type text NOT NULL,
    payload jsonb NOT NULL,
    occurred_at timestamptz NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    delivered_to text[] NOT NULL DEFAULT '{}',
    failures jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX outbox_due ON data.outbox (next_attempt_at, id);
COMMENT ON INDEX data.outbox_due IS 'Platform: the dispatcher looks for due events of all tenants';
SELECT data.tenant_table('data.outbox');

CREATE TABLE data.event_listener (
    name text NOT NULL,
    event_type text NOT NULL,
    seen_at timestamptz NOT NULL,
    PRIMARY KEY (name, event_type)
);
SELECT data.global_table('data.event_listener', 'who listens to events is a matter of installed bundles');

CREATE TABLE data.idempotency (
    tenant_id uuid NOT NULL,
    caller text NOT NULL,
    key_digest text NOT NULL,
    write_number integer NOT NULL,
    fingerprint text NOT NULL,
    result bytea,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, caller, key_digest, write_number)
);
CREATE INDEX idempotency_age ON data.idempotency (created_at);
COMMENT ON INDEX data.idempotency_age IS 'Platform: maintenance looks for old results of all tenants';
SELECT data.tenant_table('data.idempotency');

-- Lets a bundle's role add to the journals within its transactions.
CREATE FUNCTION data.grant_journals(role_name text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA data TO %I', role_name);
    EXECUTE format('GRANT INSERT ON data.audit_log, data.outbox TO %I', role_name);
    EXECUTE format('GRANT SELECT, INSERT ON data.idempotency TO %I', role_name);
    EXECUTE format('GRANT UPDATE (result) ON data.idempotency TO %I', role_name);
END
$$;
