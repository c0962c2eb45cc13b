package org.stoa.access.role;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.stoa.api.data.PageRequest;

/** Permissions given or denied to users without a role. */
public interface DirectGrantMapper {

    @Select(
            """
            SELECT id, user_id, permission, effect, account_id, expires_at, assigned_by, assigned_at
            FROM access.user_permission
            WHERE tenant_id = #{tenantId} AND user_id = #{userId}
              AND (#{page.after}::uuid IS NULL OR id < #{page.after})
            ORDER BY id DESC LIMIT #{page.fetch}
            """)
    List<DirectGrant> list(UUID tenantId, UUID userId, PageRequest page);

    @Select(
            """
            SELECT id, user_id, permission, effect, account_id, expires_at, assigned_by, assigned_at
            FROM access.user_permission WHERE tenant_id = #{tenantId} AND user_id = #{userId} AND id = #{id}
            """)
    DirectGrant find(UUID tenantId, UUID userId, UUID id);

    /** @return 0 when it was given, or denied, there already */
    @Insert(
            """
            INSERT INTO access.user_permission (tenant_id, id, user_id, permission, effect, account_id, expires_at,
                assigned_by, assigned_at)
            VALUES (#{tenantId}, #{grant.id}, #{grant.userId}, #{grant.permission}, #{grant.effect},
                #{grant.accountId}, #{grant.expiresAt}, #{grant.assignedBy}, #{grant.assignedAt})
            ON CONFLICT ON CONSTRAINT user_permission_key DO NOTHING
            """)
    int insert(UUID tenantId, DirectGrant grant);

    @Delete("DELETE FROM access.user_permission WHERE tenant_id = #{tenantId} AND user_id = #{userId} AND id = #{id}")
    int delete(UUID tenantId, UUID userId, UUID id);

    @Delete(
            """
            DELETE FROM access.user_permission
            WHERE tenant_id = #{tenantId} AND user_id = #{userId} AND expires_at <= #{now}
            """)
    int deleteExpired(UUID tenantId, UUID userId, Instant now);

    @Delete("DELETE FROM access.user_permission WHERE tenant_id = #{tenantId} AND user_id = #{userId}")
    int deleteAllOfUser(UUID tenantId, UUID userId);

    @Delete("DELETE FROM access.user_permission WHERE tenant_id = #{tenantId} AND account_id = #{accountId}")
    int deleteAllOfAccount(UUID tenantId, UUID accountId);
}
