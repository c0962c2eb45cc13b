package org.stoa.data.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.stoa.api.usage.Allowance;
import org.stoa.api.usage.DailyUsage;
import org.stoa.api.usage.Usage;
import org.stoa.api.usage.UsageLimit;

/** Limits and counters of one tenant. */
interface UsageMapper {

    @Delete(
            "DELETE FROM data.usage_limit WHERE tenant_id = #{tenantId} AND resource <> ALL(#{but,javaType=list}::text[])")
    int deleteLimits(UUID tenantId, List<String> but);

    @Insert(
            """
            INSERT INTO data.usage_limit (tenant_id, resource, period, soft_limit, hard_limit, overage, time_zone)
            VALUES (#{tenantId}, #{limit.resource}, #{limit.period}, #{limit.softLimit}, #{limit.hardLimit},
                #{limit.overage}, #{zone})
            ON CONFLICT (tenant_id, resource) DO UPDATE SET period = excluded.period, soft_limit = excluded.soft_limit,
                hard_limit = excluded.hard_limit, overage = excluded.overage, time_zone = excluded.time_zone,
                warned_at = CASE WHEN (usage_limit.period, usage_limit.soft_limit) = (excluded.period, excluded.soft_limit)
                    THEN usage_limit.warned_at END
            """)
    int putLimit(UUID tenantId, UsageLimit limit, String zone);

    @Select(
            """
            WITH resource AS (
                SELECT coalesce(l.resource, t.resource) AS name, coalesce(l.period,
                        CASE WHEN t.resource IN ('users', 'profiles') THEN 'TOTAL' ELSE 'MONTHLY' END) AS period, l.soft_limit,
                    l.hard_limit, coalesce(l.overage, false) AS overage, coalesce(l.time_zone, 'UTC') AS time_zone,
                    coalesce(t.used, 0) AS total, l.warned_at
                FROM (SELECT * FROM data.usage_limit WHERE tenant_id = #{tenantId}) l
                FULL JOIN (SELECT * FROM data.usage_total WHERE tenant_id = #{tenantId}) t USING (resource)),
            counted AS (
                SELECT r.*, p.first_day, p.next_day, CASE r.period WHEN 'TOTAL' THEN r.total ELSE coalesce((
                    SELECT sum(d.used) FROM data.usage_day d
                    WHERE d.tenant_id = #{tenantId} AND d.resource = r.name AND d.day >= p.first_day
                      AND d.day < p.next_day), 0)::bigint END AS used
                FROM resource r, data.usage_period(r.period, (#{now}::timestamptz AT TIME ZONE r.time_zone)::date) p)
            SELECT name AS resource, period, used, soft_limit, hard_limit, overage,
                CASE WHEN hard_limit IS NOT NULL THEN greatest(hard_limit - used, 0) END AS remaining, next_day::timestamp AT TIME ZONE time_zone AS resets_at,
                CASE WHEN first_day IS NULL AND used >= soft_limit
                    OR warned_at >= first_day::timestamp AT TIME ZONE time_zone THEN warned_at END AS warned_at
            FROM counted ORDER BY name
            """)
    List<Usage> used(UUID tenantId, Instant now);

    @Select(
            """
            SELECT coalesce(sum(used), 0)::bigint FROM data.usage_day
            WHERE tenant_id = #{tenantId} AND resource = #{resource} AND day >= #{from} AND day < #{to}
            """)
    long usedBetween(UUID tenantId, String resource, LocalDate from, LocalDate to);

    @Select(
            """
            SELECT day, used FROM data.usage_day
            WHERE tenant_id = #{tenantId} AND resource = #{resource} AND day >= #{from} AND day < #{to}
            ORDER BY day
            """)
    List<DailyUsage> daily(UUID tenantId, String resource, LocalDate from, LocalDate to);

    /** Of many tenants; needs the platform's database role. */
    @Select(
            """
            SELECT * FROM data.meter_batch(#{source}, #{number}, #{resource}, #{tenants,javaType=list}::uuid[],
                #{units,javaType=list}::bigint[], #{now})
            """)
    List<Allowance> count(
            UUID source, long number, String resource, List<UUID> tenants, List<String> units, Instant now);
}
