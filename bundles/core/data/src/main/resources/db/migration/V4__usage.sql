-- How much of what a tenant uses: counted by data.meter in the transaction that uses it, by day and in all.

CREATE TABLE data.usage_limit (
    tenant_id uuid NOT NULL,
    resource text NOT NULL,
    period text NOT NULL CHECK (period IN ('DAILY', 'MONTHLY', 'TOTAL')),
    soft_limit bigint CHECK (soft_limit >= 0),
    hard_limit bigint CHECK (hard_limit >= 0),
    overage boolean NOT NULL,
    time_zone text NOT NULL,
    PRIMARY KEY (tenant_id, resource)
);
SELECT data.tenant_table('data.usage_limit');

-- The row of a resource is locked until the end of the transaction by whoever uses it, so that all that follows is exact.
CREATE TABLE data.usage_total (
    tenant_id uuid NOT NULL,
    resource text NOT NULL,
    used bigint NOT NULL CHECK (used >= 0),
    PRIMARY KEY (tenant_id, resource)
);
SELECT data.tenant_table('data.usage_total');

CREATE TABLE data.usage_day (
    tenant_id uuid NOT NULL,
    resource text NOT NULL,
    day date NOT NULL,
    used bigint NOT NULL,
    PRIMARY KEY (tenant_id, resource, day)
);
SELECT data.tenant_table('data.usage_day');

-- The first day of the period that a day is in, and of the next one; null for one that never ends.
CREATE FUNCTION data.usage_period(period text, day date, OUT first_day date, OUT next_day date)
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog
AS $$
    SELECT CASE period WHEN 'DAILY' THEN day WHEN 'MONTHLY' THEN date_trunc('month', day)::date END,
        CASE period WHEN 'DAILY' THEN day + 1 WHEN 'MONTHLY' THEN (date_trunc('month', day) + interval '1 month')::date END
$$;

-- Counts units of a resource of the transaction's tenant, used at a moment; less than none gives them back. Refuses with
-- the state ST001 what goes beyond the hard limit, and leaves an event when the soft limit is passed.
CREATE FUNCTION data.meter(resource text, units bigint, used_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    tenant constant uuid := current_setting('app.tenant_id')::uuid;
    rule data.usage_limit;
    today date;
    bounds record;
    used_now bigint;
BEGIN
    INSERT INTO data.usage_total AS t (tenant_id, resource, used)
    VALUES (tenant, meter.resource, greatest(meter.units, 0))
    ON CONFLICT (tenant_id, resource) DO UPDATE SET used = greatest(t.used + meter.units, 0)
    RETURNING t.used INTO used_now;
    SELECT * INTO rule FROM data.usage_limit l WHERE l.tenant_id = tenant AND l.resource = meter.resource;
    today := (meter.used_at AT TIME ZONE coalesce(rule.time_zone, 'UTC'))::date;
    INSERT INTO data.usage_day AS d (tenant_id, resource, day, used)
    VALUES (tenant, meter.resource, today, meter.units)
    ON CONFLICT (tenant_id, resource, day) DO UPDATE SET used = d.used + meter.units;
    IF rule.tenant_id IS NULL OR meter.units <= 0 THEN
        RETURN;
    END IF;
    bounds := data.usage_period(rule.period, today);
    IF rule.period <> 'TOTAL' THEN
        SELECT sum(d.used) INTO used_now FROM data.usage_day d
        WHERE d.tenant_id = tenant AND d.resource = meter.resource AND d.day >= bounds.first_day AND d.day < bounds.next_day;
    END IF;
    IF used_now > rule.hard_limit AND NOT rule.overage THEN
        RAISE EXCEPTION 'the limit of % is reached', meter.resource USING ERRCODE = 'ST001', DETAIL = json_build_object(
            'resource', meter.resource, 'used', used_now - meter.units, 'limit', rule.hard_limit,
            'remaining', greatest(rule.hard_limit - used_now + meter.units, 0),
            'resetsAt', to_char(bounds.next_day::timestamp AT TIME ZONE rule.time_zone AT TIME ZONE 'UTC',
                'YYYY-MM-DD"T"HH24:MI:SS"Z"'));
    END IF;
    IF used_now >= rule.soft_limit AND used_now - meter.units < rule.soft_limit THEN
        INSERT INTO data.outbox (tenant_id, id, type, payload, occurred_at, next_attempt_at)
        VALUES (tenant, gen_random_uuid(), 'data.SoftLimitReached', json_build_object(
            'resource', meter.resource, 'used', used_now, 'softLimit', rule.soft_limit, 'hardLimit', rule.hard_limit,
            'period', rule.period), meter.used_at, now());
    END IF;
END
$$;
COMMENT ON FUNCTION data.meter IS 'Platform: bundles count what their tenant uses, and cannot reach the counters otherwise';

-- Lets a bundle's role add to the journals within its transactions, and count.
CREATE OR REPLACE FUNCTION data.grant_journals(role_name text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA data TO %I', role_name);
    EXECUTE format('GRANT INSERT ON data.audit_log, data.outbox TO %I', role_name);
    EXECUTE format('GRANT SELECT, INSERT ON data.idempotency TO %I', role_name);
    EXECUTE format('GRANT UPDATE (result) ON data.idempotency TO %I', role_name);
    EXECUTE format('GRANT EXECUTE ON FUNCTION data.meter(text, bigint, timestamptz) TO %I', role_name);
END
$$;
