package org.stoa.booking.slot;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.stoa.booking.availability.AvailabilityMapper;

/** What takes the time of resources. Only comparisons of plain values, which use indexes under row-level security. */
public interface SlotMapper {
    /** A resource of a service. */
    record ServiceResourceRow(UUID resourceId, String timezone, int capacity) {}

    /**
     * All times of a resource that are taken, in one row: there may be ten thousands of them.
     *
     * @param starts in microseconds since 1970, one for each of {@code units}
     * @param ends likewise
     */
    record TakenRow(UUID resourceId, List<Long> units, List<Long> starts, List<Long> ends) {}

    /** A time in which a resource is busy elsewhere. */
    record BusyRow(UUID resourceId, Instant startsAt, Instant endsAt) {}

    /** Those that can be booked, the first to be asked first. */
    @Select(
            """
            SELECT r.id AS resource_id, r.timezone, r.capacity
            FROM booking.service_resource sr
            JOIN booking.resource r ON r.tenant_id = sr.tenant_id AND r.id = sr.resource_id
            WHERE sr.service_id = #{serviceId} AND r.active AND r.deleted_at IS NULL
            ORDER BY sr.position""")
    List<ServiceResourceRow> inOrder(UUID serviceId);

    /** The same, who was given a booking longest ago first. */
    @Select(
            """
            SELECT r.id AS resource_id, r.timezone, r.capacity
            FROM booking.service_resource sr
            JOIN booking.resource r ON r.tenant_id = sr.tenant_id AND r.id = sr.resource_id
            WHERE sr.service_id = #{serviceId} AND r.active AND r.deleted_at IS NULL
            ORDER BY sr.assigned_at NULLS FIRST, sr.position""")
    List<ServiceResourceRow> inTurn(UUID serviceId);

    /** Hours, without those of dates that are out of the question. */
    @Select(
            """
            SELECT id, resource_id, day_of_week, date, starts_on, recurrence, start_minute, end_minute, available, note
            FROM booking.availability
            WHERE resource_id = ANY (#{resourceIds, javaType = java.util.List})
                AND (date IS NULL OR date BETWEEN #{first} AND #{last})
                AND (starts_on IS NULL OR starts_on <= #{last})
            ORDER BY id""")
    List<AvailabilityMapper.Row> hours(
            @Param("resourceIds") List<UUID> resourceIds,
            @Param("first") LocalDate first,
            @Param("last") LocalDate last);

    /** Holds that have expired take nothing. */
    @Select(
            """
            SELECT resource_id, array_agg(unit::bigint) AS units,
                array_agg((extract(epoch FROM starts_at) * 1000000)::bigint) AS starts,
                array_agg((extract(epoch FROM ends_at) * 1000000)::bigint) AS ends
            FROM booking.occupation
            WHERE resource_id = ANY (#{resourceIds, javaType = java.util.List})
                AND ends_at > #{from} AND starts_at < #{to} AND (expires_at IS NULL OR expires_at > #{now})
            GROUP BY resource_id""")
    List<TakenRow> taken(
            @Param("resourceIds") List<UUID> resourceIds,
            @Param("from") Instant from,
            @Param("to") Instant to,
            @Param("now") Instant now);

    @Select(
            """
            SELECT resource_id, starts_at, ends_at FROM booking.busy_time
            WHERE resource_id = ANY (#{resourceIds, javaType = java.util.List})
                AND ends_at > #{from} AND starts_at < #{to}""")
    List<BusyRow> busy(
            @Param("resourceIds") List<UUID> resourceIds, @Param("from") Instant from, @Param("to") Instant to);
}
