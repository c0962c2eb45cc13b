-- A function with a setting of its own puts it in place and takes it back at each call. One does so for a count, the one
-- that a bundle may call; what it calls names everything by its schema.

ALTER FUNCTION data.count_use(uuid, text, bigint, timestamptz, boolean) RESET ALL;
ALTER FUNCTION data.meter_of(uuid, text, bigint, timestamptz) RESET ALL;
ALTER FUNCTION data.usage_period(text, date) RESET ALL;

-- Counts at the present moment, which is another one for a tenant with a test clock.
CREATE FUNCTION data.meter_now(resource text, units bigint, moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    tenant constant uuid := current_setting('app.tenant_id');
BEGIN
    PERFORM data.meter_of(tenant, resource, units,
        coalesce((SELECT c.time FROM data.test_clock c WHERE c.tenant_id = tenant), moment));
END
$$;
COMMENT ON FUNCTION data.meter_now IS 'Platform: bundles count what their tenant uses, and cannot reach the counters otherwise';

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
        'GRANT EXECUTE ON FUNCTION data.meter(text, bigint, timestamptz), data.meter_now(text, bigint, timestamptz),'
            || ' data.try_meter(text, bigint, timestamptz), data.tenant_time(timestamptz) TO %I',
        role_name);
    IF EXISTS (SELECT FROM data.database_role r WHERE r.role_name = grant_journals.role_name AND r.core) THEN
        EXECUTE format('GRANT INSERT ON data.cache_change TO %I', role_name);
    END IF;
END
$$;
