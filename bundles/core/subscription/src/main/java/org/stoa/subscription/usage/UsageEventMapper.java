package org.stoa.subscription.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.Json;

/** What was reported to have been used. */
interface UsageEventMapper {

    /** An event by what identifies it. */
    record EventKey(String source, String id) {}

    /** An event that there was before, and whether it had the same content. */
    record Stored(String source, String id, boolean same, Instant countedAt, boolean late) {}

    /** What there is to say of an event that goes beyond a hard limit; null for one that was counted. */
    record Metered(int place, Json refusal) {}

    /** Stores events that were not reported before, in one order for all transactions; whoever is late waits for the other. */
    @Select(
            """
            INSERT INTO subscription.usage_event (tenant_id, source, id, resource, units, used_at, attributes, counted_at,
                late, reported_at)
            SELECT #{tenantId}, e.*, #{now} FROM unnest(#{events.sources,javaType=list}::text[],
                #{events.ids,javaType=list}::text[], #{events.resources,javaType=list}::text[],
                #{events.units,javaType=list}::bigint[], #{events.usedAt,javaType=list}::timestamptz[],
                #{events.attributes,javaType=list}::jsonb[], #{events.countedAt,javaType=list}::timestamptz[],
                #{events.late,javaType=list}::boolean[])
                AS e(source, id, resource, units, used_at, attributes, counted_at, late)
            ORDER BY e.source, e.id
            ON CONFLICT DO NOTHING
            RETURNING source, id
            """)
    List<EventKey> insert(UUID tenantId, EventColumns events, Instant now);

    /** Counts events one after the other, those of one resource together, as everybody locks counters in that order. */
    @Select(
            """
            SELECT e.place, data.try_meter(e.resource, e.units, e.counted_at)::jsonb AS refusal FROM (
                SELECT u.* FROM unnest(#{events.resources,javaType=list}::text[], #{events.units,javaType=list}::bigint[],
                    #{events.countedAt,javaType=list}::timestamptz[]) WITH ORDINALITY
                    AS u(resource, units, counted_at, place)
                ORDER BY u.resource, u.place OFFSET 0) e
            """)
    List<Metered> count(@Param("events") EventColumns events);

    /** Forgets events that were not counted, so that they may come again. */
    @Delete(
            """
            DELETE FROM subscription.usage_event e
            USING unnest(#{events.sources,javaType=list}::text[], #{events.ids,javaType=list}::text[]) AS u(source, id)
            WHERE e.tenant_id = #{tenantId} AND e.source = u.source AND e.id = u.id
            """)
    int forget(UUID tenantId, EventColumns events);

    @Select(
            """
            SELECT e.source, e.id, e.counted_at, e.late,
                (e.resource, e.units, e.used_at, e.attributes) = (u.resource, u.units, u.used_at, u.attributes) AS same
            FROM unnest(#{events.sources,javaType=list}::text[], #{events.ids,javaType=list}::text[],
                #{events.resources,javaType=list}::text[], #{events.units,javaType=list}::bigint[],
                #{events.usedAt,javaType=list}::timestamptz[], #{events.attributes,javaType=list}::jsonb[])
                AS u(source, id, resource, units, used_at, attributes)
            JOIN subscription.usage_event e ON e.tenant_id = #{tenantId} AND e.source = u.source AND e.id = u.id
            """)
    List<Stored> stored(UUID tenantId, EventColumns events);

    /** Of all tenants; needs the platform's database role. */
    @Delete(
            """
            DELETE FROM subscription.usage_event WHERE (tenant_id, source, id) IN (
                SELECT tenant_id, source, id FROM subscription.usage_event
                WHERE reported_at < #{before} ORDER BY reported_at LIMIT #{most})
            """)
    int deleteOld(Instant before, int most);

    /**
     * Of all tenants: gives the first of the old days what all of them have, and deletes the others; returns how many first.
     * Days before a subscription began to count, and before what it has charged, stay apart from those after: bills are
     * differences of their sums.
     */
    @Update(
            """
            WITH old AS (
                SELECT d.tenant_id, d.resource, min(d.day) AS first_day, max(d.day) AS last_day, sum(d.used) AS used
                FROM data.usage_day d
                LEFT JOIN subscription.subscription s ON s.tenant_id = d.tenant_id AND s.ended_on IS NULL
                WHERE d.day < #{before}
                GROUP BY d.tenant_id, d.resource, d.day >= s.metered_since, d.day >= s.metered_from
                HAVING count(*) > 1 LIMIT #{most}),
            gone AS (
                DELETE FROM data.usage_day d USING old
                WHERE d.tenant_id = old.tenant_id AND d.resource = old.resource AND d.day > old.first_day
                  AND d.day <= old.last_day)
            UPDATE data.usage_day d SET used = old.used FROM old
            WHERE d.tenant_id = old.tenant_id AND d.resource = old.resource AND d.day = old.first_day
            """)
    int foldDays(LocalDate before, int most);

    /** What nodes remember that have long ended; one that still counts writes its own anew every few seconds. */
    @Delete("DELETE FROM data.usage_batch WHERE counted_at < #{before}")
    int deleteBatches(Instant before);
}
