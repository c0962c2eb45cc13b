package org.stoa.booking.hold;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.PageRequest;

interface HoldMapper {
    String SELECT =
            """
            SELECT h.id, h.service_id, h.client_user_id, h.client_name, h.client_email, h.starts_at AS start,
                h.ends_at AS "end", h.timezone, h.expires_at, h.status, h.booking_id, h.created_at,
                ARRAY(
                    SELECT r.resource_id FROM booking.hold_resource r
                    WHERE r.hold_id = h.id ORDER BY r.resource_id) AS resource_ids
            FROM booking.hold h
            """;

    @Select(SELECT + "WHERE h.id = #{id}")
    Hold find(UUID id);

    @Select(SELECT + "WHERE h.id = #{id} FOR UPDATE OF h")
    Hold lock(UUID id);

    /** @param userId whose; null for everybody's */
    @Select(
            SELECT
                    + """
            WHERE (#{page.after}::uuid IS NULL OR h.id < #{page.after})
            AND (#{userId}::uuid IS NULL OR h.client_user_id = #{userId})
            ORDER BY h.id DESC LIMIT #{page.fetch}""")
    List<Hold> list(@Param("userId") UUID userId, @Param("page") PageRequest page);

    /** Gives back the places of holds that are over. */
    @Update(
            """
            UPDATE booking.hold SET status = 'EXPIRED'
            WHERE client_user_id = #{userId} AND status = 'HELD' AND expires_at <= #{now}""")
    void expire(@Param("userId") UUID userId, @Param("now") Instant now);

    /**
     * In the lowest place that is not taken; does nothing and returns 0 when there is none.
     *
     * @param places how many there are; 0 for any number
     */
    @Insert(
            """
            INSERT INTO booking.hold (
                tenant_id, id, service_id, client_user_id, client_name, client_email, place, starts_at, ends_at,
                timezone, expires_at, status, created_at)
            SELECT #{tenantId}, #{hold.id}, #{hold.serviceId}, #{hold.clientUserId}, #{hold.clientName},
                #{hold.clientEmail}, place, #{hold.start}, #{hold.end}, #{hold.timezone}, #{hold.expiresAt},
                #{hold.status}, #{hold.createdAt}
            FROM (
                SELECT min(place) AS place FROM generate_series(1, #{places}) AS place
                WHERE NOT EXISTS (
                    SELECT FROM booking.hold taken
                    WHERE taken.client_user_id = #{hold.clientUserId} AND taken.place = place.place
                    AND taken.status = 'HELD')) lowest
            WHERE place IS NOT NULL OR #{places} = 0
            ON CONFLICT DO NOTHING""")
    int insert(@Param("tenantId") UUID tenantId, @Param("hold") Hold hold, @Param("places") int places);

    @Insert(
            """
            INSERT INTO booking.hold_resource (tenant_id, hold_id, resource_id)
            SELECT #{tenantId}, #{holdId}, resource FROM unnest(
                #{resourceIds, javaType = java.util.List}::uuid[]) AS resource""")
    void insertResources(
            @Param("tenantId") UUID tenantId,
            @Param("holdId") UUID holdId,
            @Param("resourceIds") List<UUID> resourceIds);

    @Update("UPDATE booking.hold SET status = #{status}, booking_id = #{bookingId} WHERE id = #{id}")
    void end(@Param("id") UUID id, @Param("status") Hold.Status status, @Param("bookingId") UUID bookingId);

    /** Whoever waited for it and was offered it has taken the chance, or missed it. */
    @Update("UPDATE booking.waiting SET status = #{status} WHERE hold_id = #{holdId} AND status = 'OFFERED'")
    void endOffer(@Param("holdId") UUID holdId, @Param("status") String status);
}
