package org.stoa.marketplace.review;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.PageRequest;

public interface ReviewMapper {
    String COLUMNS = " id, engagement_id, author_user_id, subject_user_id, rating, text, published_at, created_at ";

    /** Sums of {@code marketplace.rating}. */
    record Sums(long reviews, long total) {}

    /** What is published about a user, newest first. */
    @Select(
            "SELECT " + COLUMNS
                    + """
            FROM marketplace.review
            WHERE subject_user_id = #{userId} AND published_at IS NOT NULL
            AND (#{page.after}::uuid IS NULL OR id < #{page.after})
            ORDER BY id DESC
            LIMIT #{page.fetch}""")
    List<Review> about(@Param("userId") UUID userId, @Param("page") PageRequest page);

    @Select("SELECT " + COLUMNS + "FROM marketplace.review WHERE engagement_id = #{engagementId} ORDER BY id")
    List<Review> ofEngagement(UUID engagementId);

    @Select("SELECT " + COLUMNS + "FROM marketplace.review WHERE id = #{id}")
    Review find(UUID id);

    @Select("SELECT reviews, total FROM marketplace.rating WHERE user_id = #{userId}")
    Sums sums(UUID userId);

    /** Returns 0 when the author has written about the engagement before. */
    @Insert(
            """
            INSERT INTO marketplace.review (
                tenant_id, id, engagement_id, author_user_id, subject_user_id, rating, text, created_at)
            VALUES (
                #{tenantId}, #{r.id}, #{r.engagementId}, #{r.authorUserId}, #{r.subjectUserId}, #{r.rating}, #{r.text},
                #{r.createdAt})
            ON CONFLICT (tenant_id, engagement_id, author_user_id) DO NOTHING""")
    int insert(@Param("tenantId") UUID tenantId, @Param("r") Review review);

    /** Publishes what both sides have written, once both have. Within the lock of the engagement. */
    @Update(
            """
            UPDATE marketplace.review SET published_at = #{now}
            WHERE engagement_id = #{engagementId} AND published_at IS NULL
            AND (SELECT count(*) FROM marketplace.review r WHERE r.engagement_id = #{engagementId}) = 2""")
    int publishBoth(UUID engagementId, Instant now);

    @Update(
            """
            UPDATE marketplace.review SET published_at = #{now}
            WHERE engagement_id = #{engagementId} AND published_at IS NULL""")
    int publishAll(UUID engagementId, Instant now);
}
