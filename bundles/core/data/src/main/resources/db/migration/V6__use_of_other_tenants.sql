-- When a tenant was last warned that it has used as much as its soft limit says.
ALTER TABLE data.usage_limit ADD COLUMN warned_at timestamptz;

-- The last batch of each node that counts for many tenants at once: one that comes again is not counted again.
CREATE TABLE data.usage_batch (
    source uuid PRIMARY KEY,
    number bigint NOT NULL,
    counted_at timestamptz NOT NULL
);
SELECT data.global_table('data.usage_batch', 'a batch counts for many tenants');

-- Counts units that a tenant has used at a moment; less than none gives them back. Leaves an event when the soft limit is
-- passed, once in a period. Where it is bounded it counts nothing beyond the hard limit, and returns what to say then.
CREATE FUNCTION data.count_use(tenant uuid, resource text, units bigint, used_at timestamptz, bounded boolean) RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    rule data.usage_limit;
    today date;
    bounds record;
    used_now bigint;
BEGIN
    INSERT INTO data.usage_total AS t (tenant_id, resource, used)
    VALUES (tenant, count_use.resource, greatest(count_use.units, 0))
    ON CONFLICT (tenant_id, resource) DO UPDATE SET used = greatest(t.used + count_use.units, 0)
    RETURNING t.used INTO used_now;
    SELECT * INTO rule FROM data.usage_limit l WHERE l.tenant_id = tenant AND l.resource = count_use.resource;
    today := (count_use.used_at AT TIME ZONE coalesce(rule.time_zone, 'UTC'))::date;
    INSERT INTO data.usage_day AS d (tenant_id, resource, day, used)
    VALUES (tenant, count_use.resource, today, count_use.units)
    ON CONFLICT (tenant_id, resource, day) DO UPDATE SET used = d.used + count_use.units;
    IF rule.tenant_id IS NULL OR count_use.units <= 0 THEN
        RETURN NULL;
    END IF;
    bounds := data.usage_period(rule.period, today);
    IF rule.period <> 'TOTAL' THEN
        SELECT sum(d.used) INTO used_now FROM data.usage_day d
        WHERE d.tenant_id = tenant AND d.resource = count_use.resource
          AND d.day >= bounds.first_day AND d.day < bounds.next_day;
    END IF;
    IF bounded AND used_now > rule.hard_limit AND NOT rule.overage THEN
        UPDATE data.usage_total t SET used = t.used - count_use.units
        WHERE t.tenant_id = tenant AND t.resource = count_use.resource;
        UPDATE data.usage_day d SET used = d.used - count_use.units
        WHERE d.tenant_id = tenant AND d.resource = count_use.resource AND d.day = today;
        RETURN json_build_object(
            'resource', count_use.resource, 'used', used_now - count_use.units, 'limit', rule.hard_limit,
            'remaining', greatest(rule.hard_limit - used_now + count_use.units, 0),
            'resetsAt', to_char(bounds.next_day::timestamp AT TIME ZONE rule.time_zone AT TIME ZONE 'UTC',
                'YYYY-MM-DD"T"HH24:MI:SS"Z"'));
    END IF;
    IF used_now >= rule.soft_limit AND (used_now - count_use.units < rule.soft_limit OR rule.warned_at IS NULL
            OR (rule.warned_at AT TIME ZONE rule.time_zone)::date < bounds.first_day) THEN
        INSERT INTO data.outbox (tenant_id, id, type, payload, occurred_at, next_attempt_at)
        VALUES (tenant, gen_random_uuid(), 'data.SoftLimitReached', json_build_object(
            'resource', count_use.resource, 'used', used_now, 'softLimit', rule.soft_limit, 'hardLimit', rule.hard_limit,
            'period', rule.period), count_use.used_at, least(count_use.used_at, now()));
        UPDATE data.usage_limit l SET warned_at = greatest(l.warned_at, count_use.used_at)
        WHERE l.tenant_id = tenant AND l.resource = count_use.resource;
    END IF;
    RETURN NULL;
END
$$;

-- The same for a tenant that need not be the transaction's, for the platform's role. Refuses with the state ST001 what
-- goes beyond the hard limit.
CREATE FUNCTION data.meter_of(tenant uuid, resource text, units bigint, used_at timestamptz) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    refusal constant json := data.count_use(tenant, resource, units, used_at, true);
BEGIN
    IF refusal IS NOT NULL THEN
        RAISE EXCEPTION 'the limit of % is reached', resource USING ERRCODE = 'ST001', DETAIL = refusal;
    END IF;
END
$$;

-- The same for the transaction's tenant, for every bundle.
CREATE OR REPLACE FUNCTION data.meter(resource text, units bigint, used_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM data.meter_of(current_setting('app.tenant_id')::uuid, resource, units, used_at);
END
$$;

-- The same without an error, so that what else the transaction does can be kept: returns what to say of what goes beyond
-- the hard limit, and does not count it.
CREATE FUNCTION data.try_meter(resource text, units bigint, used_at timestamptz) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN data.count_use(current_setting('app.tenant_id')::uuid, resource, units, used_at, true);
END
$$;
COMMENT ON FUNCTION data.try_meter IS 'Platform: bundles count what their tenant uses, and cannot reach the counters otherwise';

-- Counts what many tenants have used of a resource until now, beyond their limits too: it has happened. Tells of each
-- how much it may still use, null for any amount, and until when that holds. A tenant with a clock of its own uses it at
-- the time of that clock.
CREATE FUNCTION data.meter_batch(
    source uuid, number bigint, resource text, tenants uuid[], units bigint[], used_at timestamptz)
RETURNS TABLE (tenant_id uuid, remaining bigint, used bigint, hard_limit bigint, resets_at timestamptz)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    is_new boolean;
    each record;
BEGIN
    INSERT INTO data.usage_batch AS b (source, number, counted_at)
    VALUES (meter_batch.source, meter_batch.number, meter_batch.used_at)
    ON CONFLICT (source) DO UPDATE SET number = excluded.number, counted_at = excluded.counted_at
    WHERE b.number < excluded.number;
    is_new := FOUND;
    FOR each IN
        SELECT u.tenant, u.units, coalesce(c.time, meter_batch.used_at) AS used_at
        FROM unnest(meter_batch.tenants, meter_batch.units) AS u(tenant, units)
        LEFT JOIN data.test_clock c ON c.tenant_id = u.tenant
        ORDER BY u.tenant
    LOOP
        IF is_new AND each.units > 0 THEN
            PERFORM data.count_use(each.tenant, meter_batch.resource, each.units, each.used_at, false);
        END IF;
    END LOOP;
    RETURN QUERY
        SELECT s.tenant, CASE WHEN s.hard_limit IS NOT NULL AND NOT s.overage THEN greatest(s.hard_limit - s.used, 0) END, s.used, s.hard_limit,
            s.next_day::timestamp AT TIME ZONE s.time_zone
        FROM (
            SELECT u.tenant, l.hard_limit, l.overage, l.time_zone, p.next_day, coalesce(CASE l.period
                WHEN 'TOTAL' THEN (
                    SELECT t.used FROM data.usage_total t
                    WHERE t.tenant_id = u.tenant AND t.resource = meter_batch.resource)
                ELSE (
                    SELECT sum(d.used)::bigint FROM data.usage_day d
                    WHERE d.tenant_id = u.tenant AND d.resource = meter_batch.resource
                      AND d.day >= p.first_day AND d.day < p.next_day) END, 0) AS used
            FROM unnest(meter_batch.tenants) AS u(tenant)
            JOIN data.usage_limit l ON l.tenant_id = u.tenant AND l.resource = meter_batch.resource
            LEFT JOIN data.test_clock c ON c.tenant_id = u.tenant,
            data.usage_period(l.period,
                (coalesce(c.time, meter_batch.used_at) AT TIME ZONE l.time_zone)::date) p) s;
END
$$;

-- A moment that is now, as the clock of the transaction's tenant has it.
CREATE FUNCTION data.tenant_time(moment timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce((
        SELECT c.time FROM data.test_clock c WHERE c.tenant_id = current_setting('app.tenant_id')::uuid), moment)
$$;
COMMENT ON FUNCTION data.tenant_time IS 'Platform: bundles count by the clock of their tenant, and cannot read it otherwise';

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
    EXECUTE format(
        'GRANT EXECUTE ON FUNCTION data.meter(text, bigint, timestamptz), data.try_meter(text, bigint, timestamptz),'
            || ' data.tenant_time(timestamptz) TO %I',
        role_name);
END
$$;

DO $$
BEGIN
    EXECUTE format(
        'GRANT EXECUTE ON FUNCTION data.usage_period(text, date), data.count_use(uuid, text, bigint, timestamptz, boolean),'
            || ' data.meter_of(uuid, text, bigint, timestamptz),'
            || ' data.meter_batch(uuid, bigint, text, uuid[], bigint[], timestamptz) TO %I',
        data.role_of('platform'));
END
$$;
