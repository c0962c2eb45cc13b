-- As before, but a day does not lose more than there was in all: what it lost in excess was missing from later bills.
CREATE OR REPLACE FUNCTION data.count_use(tenant uuid, resource text, units bigint, used_at timestamptz, bounded boolean) RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    rule data.usage_limit;
    today date;
    bounds record;
    used_now bigint;
    counted bigint;
BEGIN
    counted := count_use.units;
    IF counted < 0 THEN
        SELECT t.used INTO used_now FROM data.usage_total t
        WHERE t.tenant_id = tenant AND t.resource = count_use.resource FOR UPDATE;
        counted := -least(-counted, coalesce(used_now, 0));
    END IF;
    INSERT INTO data.usage_total AS t (tenant_id, resource, used)
    VALUES (tenant, count_use.resource, greatest(counted, 0))
    ON CONFLICT (tenant_id, resource) DO UPDATE SET used = t.used + counted
    RETURNING t.used INTO used_now;
    SELECT * INTO rule FROM data.usage_limit l WHERE l.tenant_id = tenant AND l.resource = count_use.resource;
    today := (count_use.used_at AT TIME ZONE coalesce(rule.time_zone, 'UTC'))::date;
    INSERT INTO data.usage_day AS d (tenant_id, resource, day, used)
    VALUES (tenant, count_use.resource, today, counted)
    ON CONFLICT (tenant_id, resource, day) DO UPDATE SET used = d.used + counted;
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
