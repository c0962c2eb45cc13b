package org.stoa.activity;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.stoa.api.activity.Activity;
import org.stoa.api.activity.ActivityCounts;
import org.stoa.api.activity.ActivityTarget;
import org.stoa.api.data.PageRequest;

interface ActivityMapper {

    /** Does nothing when it is one that counts once and is there. */
    @Insert(
            """
            INSERT INTO activity.activity
                (tenant_id, id, type, user_id, target, target_id, owner_user_id, day, text, created_at)
            VALUES (#{tenantId}, #{one.id}, #{one.type}, #{one.userId}, #{one.target}, #{one.targetId}, #{owner},
                    (#{one.createdAt}::timestamptz AT TIME ZONE 'UTC')::date, #{one.text}, #{one.createdAt})
            ON CONFLICT DO NOTHING""")
    int insert(@Param("tenantId") UUID tenantId, @Param("one") Activity one, @Param("owner") UUID owner);

    @Delete(
            """
            DELETE FROM activity.activity
            WHERE type = 'LIKE' AND target_id = #{target.id} AND target = #{target.type} AND user_id = #{userId}""")
    int unlike(@Param("target") ActivityTarget target, @Param("userId") UUID userId);

    @Select(
            """
            SELECT id, type, user_id, target, target_id, text, created_at FROM activity.activity
            WHERE id = #{id} AND type = 'COMMENT' AND target_id = #{target.id} AND target = #{target.type}""")
    Activity comment(@Param("target") ActivityTarget target, @Param("id") UUID id);

    @Delete("DELETE FROM activity.activity WHERE id = #{id}")
    int delete(UUID id);

    @Select(
            """
            SELECT id, type, user_id, target, target_id, text, created_at FROM activity.activity
            WHERE target_id = #{target.id} AND target = #{target.type} AND type <> 'VIEW'
              AND (#{page.after}::uuid IS NULL OR id < #{page.after})
            ORDER BY id DESC LIMIT #{page.fetch}""")
    List<Activity> ofTarget(@Param("target") ActivityTarget target, @Param("page") PageRequest page);

    @Select(
            """
            SELECT id, type, user_id, target, target_id, text, created_at FROM activity.activity
            WHERE user_id = #{userId} AND (#{page.after}::uuid IS NULL OR id < #{page.after})
            ORDER BY id DESC LIMIT #{page.fetch}""")
    List<Activity> ofUser(@Param("userId") UUID userId, @Param("page") PageRequest page);

    @Select(
            """
            SELECT id, type, user_id, target, target_id, text, created_at FROM activity.activity
            WHERE owner_user_id = #{userId} AND user_id <> #{userId} AND type <> 'VIEW'
              AND (#{page.after}::uuid IS NULL OR id < #{page.after})
            ORDER BY id DESC LIMIT #{page.fetch}""")
    List<Activity> received(@Param("userId") UUID userId, @Param("page") PageRequest page);

    @Select(
            """
            <script>
            SELECT c.target_id, c.views, c.likes, c.shares, c.comments, l.user_id IS NOT NULL AS liked
            FROM activity.counter c LEFT JOIN activity.activity l
                ON l.type = 'LIKE' AND l.target_id = c.target_id AND l.target = c.target AND l.user_id = #{userId}
            WHERE c.target = #{target} AND c.target_id IN
            <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>""")
    List<CountedTarget> counts(
            @Param("target") String target, @Param("ids") Collection<UUID> ids, @Param("userId") UUID userId);

    @Delete("DELETE FROM activity.activity WHERE target_id = #{id} AND target = #{type}")
    int forget(ActivityTarget target);

    @Delete("DELETE FROM activity.counter WHERE target_id = #{id} AND target = #{type}")
    int forgetCounts(ActivityTarget target);

    /** A row of {@link #counts}. */
    record CountedTarget(UUID targetId, long views, long likes, long shares, long comments, boolean liked) {

        ActivityCounts counts() {
            return new ActivityCounts(views, likes, shares, comments, liked);
        }
    }
}
