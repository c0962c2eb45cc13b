package org.stoa.booking.occupation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

interface OccupationMapper {
    /**
     * What became of a wish.
     *
     * @param free whether a unit seemed to be free
     * @param taken whether it was; somebody else was faster where it only seemed so
     */
    record Outcome(UUID id, boolean free, boolean taken) {}

    /** In an order that all keep, so that two who want the same resources do not wait for one another. */
    @Select("SELECT id FROM booking.resource WHERE id = ANY (#{ids, javaType = java.util.List})"
            + " ORDER BY id FOR NO KEY UPDATE")
    List<UUID> lock(@Param("ids") List<UUID> ids);

    @Delete(
            """
            DELETE FROM booking.occupation WHERE id IN (
                SELECT id FROM booking.occupation
                WHERE resource_id = ANY (#{resourceIds, javaType = java.util.List})
                AND ends_at > #{from} AND starts_at < #{until} AND kind = 'HOLD' AND expires_at <= #{now}
                ORDER BY id FOR UPDATE)""")
    int deleteExpired(
            @Param("resourceIds") List<UUID> resourceIds,
            @Param("from") Instant from,
            @Param("until") Instant until,
            @Param("now") Instant now);

    /**
     * Takes the lowest free unit for each wish; all lists have one element for each. Units beyond a capacity that was
     * lowered count as long as they are taken.
     */
    @Select(
            affectData = true,
            value =
                    """
                    WITH free AS MATERIALIZED (
                        SELECT wish.*, (
                            SELECT min(one.unit) FROM generate_series(1, resource.capacity) AS one (unit)
                            WHERE NOT EXISTS (
                                SELECT FROM booking.occupation taken
                                WHERE taken.resource_id = wish.resource_id AND taken.unit = one.unit
                                AND taken.ends_at > wish.starts_at AND taken.starts_at < wish.ends_at)
                            AND resource.capacity > (
                                SELECT count(DISTINCT taken.unit) FROM booking.occupation taken
                                WHERE taken.resource_id = wish.resource_id
                                AND taken.ends_at > wish.starts_at AND taken.starts_at < wish.ends_at)) AS unit
                        FROM unnest(
                            #{ids, javaType = java.util.List}::uuid[],
                            #{owners, javaType = java.util.List}::uuid[],
                            #{resources, javaType = java.util.List}::uuid[],
                            #{from, javaType = java.util.List}::timestamptz[],
                            #{until, javaType = java.util.List}::timestamptz[])
                            AS wish (id, owner_id, resource_id, starts_at, ends_at)
                        JOIN booking.resource ON resource.id = wish.resource_id),
                    taken AS (
                        INSERT INTO booking.occupation (
                            tenant_id, id, resource_id, unit, starts_at, ends_at, kind, booking_id, hold_id, expires_at)
                        SELECT #{tenantId}, id, resource_id, unit, starts_at, ends_at, #{kind},
                            CASE #{kind} WHEN 'BOOKING' THEN owner_id END, CASE #{kind} WHEN 'HOLD' THEN owner_id END,
                            #{expiresAt}::timestamptz
                        FROM free WHERE unit IS NOT NULL
                        ORDER BY resource_id, starts_at
                        ON CONFLICT DO NOTHING
                        RETURNING id)
                    SELECT free.id, free.unit IS NOT NULL AS free, taken.id IS NOT NULL AS taken
                    FROM free LEFT JOIN taken ON taken.id = free.id""")
    List<Outcome> take(
            @Param("tenantId") UUID tenantId,
            @Param("kind") String kind,
            @Param("expiresAt") Instant expiresAt,
            @Param("ids") List<UUID> ids,
            @Param("owners") List<UUID> owners,
            @Param("resources") List<UUID> resources,
            @Param("from") List<String> from,
            @Param("until") List<String> until);

    /** Which of these resources have a unit free, in the order in which they are given. */
    @Select(
            """
            SELECT resource.id
            FROM unnest(#{resourceIds, javaType = java.util.List}::uuid[]) WITH ORDINALITY AS candidate (id, place)
            JOIN booking.resource ON resource.id = candidate.id
            WHERE EXISTS (
                SELECT FROM generate_series(1, resource.capacity) AS one (unit)
                WHERE NOT EXISTS (
                    SELECT FROM booking.occupation taken
                    WHERE taken.resource_id = resource.id AND taken.unit = one.unit
                    AND taken.ends_at > #{from} AND taken.starts_at < #{until}))
            AND resource.capacity > (
                SELECT count(DISTINCT taken.unit) FROM booking.occupation taken
                WHERE taken.resource_id = resource.id AND taken.ends_at > #{from} AND taken.starts_at < #{until})
            ORDER BY candidate.place""")
    List<UUID> free(
            @Param("resourceIds") List<UUID> resourceIds, @Param("from") Instant from, @Param("until") Instant until);

    @Delete("DELETE FROM booking.occupation WHERE booking_id = ANY (#{ids, javaType = java.util.List})")
    void releaseBookings(@Param("ids") List<UUID> ids);

    @Delete("DELETE FROM booking.occupation WHERE hold_id = #{id}")
    int releaseHold(UUID id);

    /** @return how many there were */
    @Update(
            """
            UPDATE booking.occupation
            SET kind = 'BOOKING', booking_id = #{bookingId}, hold_id = NULL, expires_at = NULL
            WHERE hold_id = #{holdId}""")
    int bookHold(@Param("holdId") UUID holdId, @Param("bookingId") UUID bookingId);
}
