package org.stoa.booking.waiting;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.PageRequest;

interface WaitingMapper {
    String SELECT =
            """
            SELECT id, service_id, resource_id, client_user_id, client_name, client_email, starts_from AS "from",
                starts_before AS before, timezone, status, hold_id, created_at
            FROM booking.waiting
            """;

    @Select(SELECT + "WHERE id = #{id}")
    WaitingEntry find(UUID id);

    /** @param userId whose; null for everybody's */
    @Select(
            SELECT
                    + """
            WHERE (#{page.after}::uuid IS NULL OR id < #{page.after})
            AND (#{userId}::uuid IS NULL OR client_user_id = #{userId})
            AND (#{serviceId}::uuid IS NULL OR service_id = #{serviceId})
            ORDER BY id DESC LIMIT #{page.fetch}""")
    List<WaitingEntry> list(
            @Param("userId") UUID userId, @Param("serviceId") UUID serviceId, @Param("page") PageRequest page);

    /** Gives back the places of a client's entries that are over. */
    @Update(
            """
            UPDATE booking.waiting SET status = 'LAPSED'
            WHERE client_user_id = #{userId} AND status = 'WAITING' AND starts_before <= #{now}""")
    void lapse(@Param("userId") UUID userId, @Param("now") Instant now);

    /**
     * In the lowest place of the client that is not taken; guests need none. Does nothing and returns 0 when there is
     * none, or the same waits already.
     */
    @Insert(
            """
            INSERT INTO booking.waiting (
                tenant_id, id, service_id, resource_id, client_user_id, client_name, client_email, place, starts_from,
                starts_before, timezone, status, created_at)
            SELECT
                #{tenantId}, #{entry.id}, #{entry.serviceId}, #{entry.resourceId}, #{entry.clientUserId},
                #{entry.clientName}, #{entry.clientEmail}, place, #{entry.from}, #{entry.before}, #{entry.timezone},
                #{entry.status}, #{entry.createdAt}
            FROM (
                SELECT min(place) AS place FROM generate_series(1, #{places}) AS place
                WHERE #{entry.clientUserId}::uuid IS NOT NULL AND NOT EXISTS (
                    SELECT FROM booking.waiting taken
                    WHERE taken.client_user_id = #{entry.clientUserId} AND taken.place = place.place
                    AND taken.status = 'WAITING')) lowest
            WHERE place IS NOT NULL OR #{entry.clientUserId}::uuid IS NULL
            ON CONFLICT DO NOTHING""")
    int insert(@Param("tenantId") UUID tenantId, @Param("entry") WaitingEntry entry, @Param("places") int places);

    /** Whether the client waits for just this. */
    @Select(
            """
            SELECT EXISTS (
                SELECT FROM booking.waiting
                WHERE service_id = #{serviceId} AND client_user_id = #{clientUserId}
                AND resource_id IS NOT DISTINCT FROM #{resourceId}::uuid
                AND starts_from = #{from} AND starts_before = #{before} AND status = 'WAITING')""")
    boolean waits(WaitingEntry entry);

    /** Does nothing and returns 0 for one that does not wait any more. */
    @Update("UPDATE booking.waiting SET status = 'LEFT' WHERE id = #{id} AND status = 'WAITING'")
    int leave(UUID id);

    /**
     * Who waits longest for a slot like this one. Whoever is being offered another one at this moment is waited for: that
     * may come to nothing.
     */
    @Select(
            SELECT
                    + """
            WHERE service_id = #{serviceId} AND status = 'WAITING'
            AND (resource_id IS NULL OR resource_id = ANY (#{resourceIds, javaType = java.util.List}))
            AND starts_from <= #{start} AND starts_before > #{start}
            ORDER BY id LIMIT 1 FOR UPDATE""")
    WaitingEntry first(
            @Param("serviceId") UUID serviceId,
            @Param("resourceIds") List<UUID> resourceIds,
            @Param("start") Instant start);

    @Update("UPDATE booking.waiting SET status = 'OFFERED', hold_id = #{holdId} WHERE id = #{id}")
    void offer(@Param("id") UUID id, @Param("holdId") UUID holdId);
}
