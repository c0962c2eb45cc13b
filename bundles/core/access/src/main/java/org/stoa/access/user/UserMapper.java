package org.stoa.access.user;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.PageRequest;
import org.stoa.api.people.UserStatus;

/** Users. {@link #memberships} needs the platform's database role. */
public interface UserMapper {

    /** What {@link UserRow} is made of; roles that have ended by {@code now} are left out. */
    String SELECT =
            """
            SELECT u.id, u.tenant_id, u.identity_id, u.email, u.username, p.display_name, u.status,
                ARRAY(SELECT ur.shipped_role FROM access.user_role ur
                      WHERE ur.tenant_id = u.tenant_id AND ur.user_id = u.id AND ur.account_id IS NULL
                        AND ur.shipped_role IS NOT NULL
                        AND (ur.expires_at IS NULL OR ur.expires_at > #{now})) AS shipped_roles,
                ARRAY(SELECT r.name FROM access.user_role ur
                      JOIN access.role r ON r.tenant_id = ur.tenant_id AND r.id = ur.role_id
                      WHERE ur.tenant_id = u.tenant_id AND ur.user_id = u.id AND ur.account_id IS NULL
                        AND (ur.expires_at IS NULL OR ur.expires_at > #{now})) AS own_roles,
                u.last_login_at, u.login_count, u.version, u.created_at, u.updated_at
            FROM access.tenant_user u
            JOIN access.user_profile p ON p.tenant_id = u.tenant_id AND p.user_id = u.id
            WHERE u.tenant_id = #{tenantId} AND u.deleted_at IS NULL
            """;

    @Select(SELECT + " AND u.id = #{id}")
    UserRow find(UUID tenantId, UUID id, Instant now);

    @Select(
            SELECT
                    + """
             AND (#{status}::text IS NULL OR u.status = #{status})
             AND (#{email}::text IS NULL OR u.email = #{email})
             AND (#{page.after}::uuid IS NULL OR u.id < #{page.after})
            ORDER BY u.id DESC LIMIT #{page.fetch}
            """)
    List<UserRow> list(UUID tenantId, UserStatus status, String email, PageRequest page, Instant now);

    /** The id again when there is such a user, else null. */
    @Select("SELECT id FROM access.tenant_user WHERE tenant_id = #{tenantId} AND id = #{id} AND deleted_at IS NULL")
    UUID locate(UUID tenantId, UUID id);

    /** The same, and the user stays as it is until the end of the transaction. */
    @Select(
            """
            SELECT id FROM access.tenant_user
            WHERE tenant_id = #{tenantId} AND id = #{id} AND deleted_at IS NULL FOR NO KEY UPDATE
            """)
    UUID lock(UUID tenantId, UUID id);

    /** The user that an identity is in a tenant, or null. */
    @Select(
            """
            SELECT id FROM access.tenant_user
            WHERE tenant_id = #{tenantId} AND identity_id = #{identityId} AND deleted_at IS NULL
            """)
    UUID idOfIdentity(UUID tenantId, UUID identityId);

    /** The user with this e-mail address in its stored form, or null. */
    @Select(
            """
            SELECT id FROM access.tenant_user
            WHERE tenant_id = #{tenantId} AND email = #{email} AND deleted_at IS NULL
            """)
    UUID idOfEmail(UUID tenantId, String email);

    @Insert(
            """
            INSERT INTO access.tenant_user (tenant_id, id, identity_id, email, username, status, version, created_at,
                updated_at)
            VALUES (#{tenantId}, #{id}, #{identityId}, #{email}, #{username}, 'ACTIVE', 1, #{now}, #{now})
            """)
    int insert(UUID tenantId, UUID id, UUID identityId, String email, String username, Instant now);

    @Update(
            """
            UPDATE access.tenant_user SET username = #{username}, status = #{status}, version = version + 1,
                updated_at = #{now}
            WHERE tenant_id = #{tenantId} AND id = #{id}
            """)
    int update(UUID tenantId, UUID id, String username, UserStatus status, Instant now);

    /** Counts a change of what belongs to the user as a change of the user. */
    @Update(
            """
            UPDATE access.tenant_user SET version = version + 1, updated_at = #{now}
            WHERE tenant_id = #{tenantId} AND id = #{id}
            """)
    int touch(UUID tenantId, UUID id, Instant now);

    @Update(
            """
            UPDATE access.tenant_user SET deleted_at = #{now}, updated_at = #{now}, version = version + 1
            WHERE tenant_id = #{tenantId} AND id = #{id}
            """)
    int delete(UUID tenantId, UUID id, Instant now);

    @Update(
            """
            UPDATE access.tenant_user SET last_login_at = #{at}, login_count = login_count + 1
            WHERE tenant_id = #{tenantId} AND id = #{id} AND deleted_at IS NULL
            """)
    int recordSignIn(UUID tenantId, UUID id, Instant at);

    @Select(
            """
            SELECT u.id AS user_id, t.id AS tenant_id, t.identifier AS tenant_identifier, t.name AS tenant_name,
                   t.status AS tenant_status, u.status AS user_status
            FROM access.tenant_user u
            JOIN access.tenant t ON t.id = u.tenant_id
            WHERE u.identity_id = #{identityId} AND u.deleted_at IS NULL
            ORDER BY u.id
            """)
    List<Membership> memberships(UUID identityId);
}
