package org.stoa.booking.calendar;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.booking.resource.ResourceMapper;

public interface FeedMapper {
    /** A booking of a resource. */
    record EventRow(
            UUID id,
            String title,
            String status,
            Instant startsAt,
            Instant endsAt,
            String clientName,
            String location,
            String meetingUrl,
            int sequence,
            Instant createdAt,
            Instant updatedAt) {}

    @Select("SELECT " + ResourceMapper.COLUMNS
            + "FROM booking.resource WHERE feed_digest = #{digest} AND deleted_at IS NULL")
    ResourceMapper.Row findResource(String digest);

    /** @param digest null to switch the feed off */
    @Update("UPDATE booking.resource SET feed_digest = #{digest} WHERE id = #{resourceId}")
    void setDigest(@Param("resourceId") UUID resourceId, @Param("digest") String digest);

    /** Those that end after {@code from}, the latest first. */
    @Select(
            """
            SELECT b.id, b.title, b.status, b.starts_at, b.ends_at, b.client_name, b.location, b.meeting_url, b.sequence,
                b.created_at, b.updated_at
            FROM booking.booking_resource br
            JOIN booking.booking b ON b.tenant_id = br.tenant_id AND b.id = br.booking_id
            WHERE br.resource_id = #{resourceId} AND b.ends_at > #{from}
            ORDER BY b.starts_at DESC, b.id
            LIMIT #{limit}""")
    List<EventRow> events(@Param("resourceId") UUID resourceId, @Param("from") Instant from, @Param("limit") int limit);
}
