package org.stoa.access.user;

import java.time.Instant;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** Profiles of users. */
public interface ProfileMapper {

    @Select(
            """
            SELECT p.user_id, p.display_name, p.bio, p.avatar, p.cover_image, p.phone, p.website, p.location, p.title,
                   p.company, p.experience, p.skills, p.social_links, p.version, p.updated_at
            FROM access.user_profile p
            JOIN access.tenant_user u ON u.tenant_id = p.tenant_id AND u.id = p.user_id
            WHERE p.tenant_id = #{tenantId} AND p.user_id = #{userId} AND u.deleted_at IS NULL
            """)
    ProfileRow find(UUID tenantId, UUID userId);

    @Insert(
            """
            INSERT INTO access.user_profile (tenant_id, user_id, display_name, bio, avatar, cover_image, phone, website,
                location, title, company, experience, skills, social_links, version, updated_at)
            VALUES (#{tenantId}, #{row.userId}, #{row.displayName}, #{row.bio}, #{row.avatar}, #{row.coverImage},
                #{row.phone}, #{row.website}, #{row.location}, #{row.title}, #{row.company}, #{row.experience},
                #{row.skills,javaType=list}, #{row.socialLinks}, #{row.version}, #{row.updatedAt})
            """)
    int insert(UUID tenantId, ProfileRow row);

    @Update(
            """
            UPDATE access.user_profile SET display_name = #{row.displayName}, bio = #{row.bio}, avatar = #{row.avatar},
                cover_image = #{row.coverImage}, phone = #{row.phone}, website = #{row.website},
                location = #{row.location}, title = #{row.title}, company = #{row.company},
                experience = #{row.experience}, skills = #{row.skills,javaType=list}, social_links = #{row.socialLinks},
                version = version + 1, updated_at = #{row.updatedAt}
            WHERE tenant_id = #{tenantId} AND user_id = #{row.userId}
            """)
    int update(UUID tenantId, ProfileRow row);

    @Update(
            """
            UPDATE access.user_profile SET display_name = #{displayName}, version = version + 1, updated_at = #{now}
            WHERE tenant_id = #{tenantId} AND user_id = #{userId}
            """)
    int rename(UUID tenantId, UUID userId, String displayName, Instant now);
}
