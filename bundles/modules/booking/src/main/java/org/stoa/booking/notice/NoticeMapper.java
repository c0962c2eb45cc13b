package org.stoa.booking.notice;

import java.time.Instant;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

interface NoticeMapper {
    /**
     * To whom, and of what.
     *
     * @param status of the booking or hold
     * @param place where it is; null when nobody has said it
     */
    record Subject(
            String status,
            UUID clientUserId,
            String clientName,
            String clientEmail,
            String title,
            Instant startsAt,
            String timezone,
            String place,
            int sequence) {}

    @Select(
            """
            SELECT status, client_user_id, client_name, client_email, title, starts_at, timezone,
                coalesce(meeting_url, location) AS place, sequence
            FROM booking.booking WHERE id = #{id}""")
    Subject booking(UUID id);

    @Select(
            """
            SELECT h.status, h.client_user_id, h.client_name, h.client_email,
                coalesce(s.names ->> #{language}, s.name) AS title, h.starts_at, h.timezone, s.location AS place,
                0 AS sequence
            FROM booking.hold h JOIN booking.service s ON s.id = h.service_id
            WHERE h.id = #{id}""")
    Subject hold(@Param("id") UUID id, @Param("language") String language);

    /** Does nothing and returns 0 for an event that was told before. */
    @Insert(
            """
            INSERT INTO booking.notice (tenant_id, event_id, sent_at) VALUES (#{tenantId}, #{eventId}, #{now})
            ON CONFLICT DO NOTHING""")
    int insert(@Param("tenantId") UUID tenantId, @Param("eventId") UUID eventId, @Param("now") Instant now);
}
