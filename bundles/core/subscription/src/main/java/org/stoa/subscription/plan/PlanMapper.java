package org.stoa.subscription.plan;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.Json;
import org.stoa.api.data.PageRequest;

/** The catalogue, which belongs to no tenant. */
interface PlanMapper {

    String PLAN =
            """
            SELECT p.id, p.code, p.name, p.description, p.retired,
                (SELECT max(v.number) FROM subscription.plan_version v
                    WHERE v.plan_code = p.code AND v.status = 'PUBLISHED') AS published,
                (SELECT max(v.number) FROM subscription.plan_version v
                    WHERE v.plan_code = p.code AND v.status = 'DRAFT') AS draft,
                p.version, p.created_at, p.updated_at
            FROM subscription.plan p
            """;

    String VERSION =
            """
            SELECT v.plan_code, v.number, v.status, v.content, v.version, v.created_at, v.updated_at, v.published_at
            FROM subscription.plan_version v
            """;

    @Select(
            PLAN
                    + """
            WHERE (#{page.after}::uuid IS NULL OR p.id < #{page.after}) ORDER BY p.id DESC LIMIT #{page.fetch}
            """)
    List<PlanRow> page(PageRequest page);

    @Select(PLAN + "WHERE p.code = #{code}")
    PlanRow find(String code);

    @Select(PLAN + "WHERE p.code = #{code} FOR UPDATE OF p")
    PlanRow lock(String code);

    /** Plans that can be subscribed to, by code. */
    @Select(PLAN + "WHERE NOT p.retired ORDER BY p.code")
    List<PlanRow> offered();

    @Insert(
            """
            INSERT INTO subscription.plan (id, code, name, description, retired, version, created_at, updated_at)
            VALUES (#{id}, #{code}, #{name}, #{description}, false, 1, #{now}, #{now})
            ON CONFLICT (code) DO NOTHING
            """)
    int insert(UUID id, String code, Json name, Json description, Instant now);

    @Update(
            """
            UPDATE subscription.plan SET name = #{name}, description = #{description}, retired = #{retired},
                version = version + 1, updated_at = #{now}
            WHERE code = #{code} AND version = #{version}
            """)
    int update(String code, Json name, Json description, boolean retired, long version, Instant now);

    @Delete("DELETE FROM subscription.plan WHERE code = #{code}")
    int delete(String code);

    @Select(VERSION + "WHERE v.plan_code = #{code} ORDER BY v.number DESC LIMIT 1000")
    List<VersionRow> versions(String code);

    @Select(VERSION + "WHERE v.plan_code = #{code} AND v.number = #{number}")
    VersionRow version(String code, int number);

    /** The newest published version of each plan that can be subscribed to, by code. */
    @Select(
            """
            SELECT DISTINCT ON (v.plan_code) v.plan_code, v.number, v.status, v.content, v.version, v.created_at,
                v.updated_at, v.published_at
            FROM subscription.plan_version v JOIN subscription.plan p ON p.code = v.plan_code AND NOT p.retired
            WHERE v.status = 'PUBLISHED' ORDER BY v.plan_code, v.number DESC
            """)
    List<VersionRow> newest();

    @Insert(
            """
            INSERT INTO subscription.plan_version
                (plan_code, number, status, content, version, created_at, updated_at)
            SELECT #{code}, coalesce(max(number), 0) + 1, 'DRAFT', #{content}, 1, #{now}, #{now}
            FROM subscription.plan_version WHERE plan_code = #{code}
            """)
    int insertDraft(String code, Json content, Instant now);

    @Update(
            """
            UPDATE subscription.plan_version SET content = #{content}, version = version + 1, updated_at = #{now}
            WHERE plan_code = #{code} AND number = #{number} AND version = #{version} AND status = 'DRAFT'
            """)
    int updateDraft(String code, int number, Json content, long version, Instant now);

    @Update(
            """
            UPDATE subscription.plan_version SET status = 'PUBLISHED', version = version + 1, updated_at = #{now},
                published_at = #{now}
            WHERE plan_code = #{code} AND number = #{number} AND version = #{version} AND status = 'DRAFT'
            """)
    int publish(String code, int number, long version, Instant now);

    @Delete(
            """
            DELETE FROM subscription.plan_version WHERE plan_code = #{code} AND number = #{number} AND status = 'DRAFT'
            """)
    int deleteDraft(String code, int number);
}
