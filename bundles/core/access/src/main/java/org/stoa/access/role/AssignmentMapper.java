package org.stoa.access.role;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.stoa.api.data.PageRequest;

/** Which users hold which roles. */
public interface AssignmentMapper {

    @Select(
            """
            SELECT ur.id, ur.user_id, ur.role_id, ur.shipped_role, r.name AS role_name, ur.account_id, ur.expires_at,
                   ur.assigned_by, ur.assigned_at
            FROM access.user_role ur
            LEFT JOIN access.role r ON r.tenant_id = ur.tenant_id AND r.id = ur.role_id
            WHERE ur.tenant_id = #{tenantId} AND ur.user_id = #{userId}
              AND (#{page.after}::uuid IS NULL OR ur.id < #{page.after})
            ORDER BY ur.id DESC LIMIT #{page.fetch}
            """)
    List<AssignmentRow> list(UUID tenantId, UUID userId, PageRequest page);

    @Select(
            """
            SELECT ur.id, ur.user_id, ur.role_id, ur.shipped_role, r.name AS role_name, ur.account_id, ur.expires_at,
                   ur.assigned_by, ur.assigned_at
            FROM access.user_role ur
            LEFT JOIN access.role r ON r.tenant_id = ur.tenant_id AND r.id = ur.role_id
            WHERE ur.tenant_id = #{tenantId} AND ur.user_id = #{userId} AND ur.id = #{id}
            """)
    AssignmentRow find(UUID tenantId, UUID userId, UUID id);

    /** @return 0 when the user holds the role there already */
    @Insert(
            """
            INSERT INTO access.user_role (tenant_id, id, user_id, role_id, shipped_role, account_id, expires_at,
                assigned_by, assigned_at)
            VALUES (#{tenantId}, #{row.id}, #{row.userId}, #{row.roleId}, #{row.shippedRole}, #{row.accountId},
                #{row.expiresAt}, #{row.assignedBy}, #{row.assignedAt})
            ON CONFLICT ON CONSTRAINT user_role_key DO NOTHING
            """)
    int insert(UUID tenantId, AssignmentRow row);

    @Delete("DELETE FROM access.user_role WHERE tenant_id = #{tenantId} AND user_id = #{userId} AND id = #{id}")
    int delete(UUID tenantId, UUID userId, UUID id);

    @Delete(
            "DELETE FROM access.user_role WHERE tenant_id = #{tenantId} AND user_id = #{userId} AND expires_at <= #{now}")
    int deleteExpired(UUID tenantId, UUID userId, Instant now);

    @Delete("DELETE FROM access.user_role WHERE tenant_id = #{tenantId} AND user_id = #{userId}")
    int deleteAllOfUser(UUID tenantId, UUID userId);

    @Delete("DELETE FROM access.user_role WHERE tenant_id = #{tenantId} AND account_id = #{accountId}")
    int deleteAllOfAccount(UUID tenantId, UUID accountId);

    /** Lets changes that may take the last administrator from a tenant wait for one another. */
    @Select("SELECT pg_advisory_xact_lock(hashtextextended('access.administrator:' || #{tenantId}::text, 0)) IS NULL")
    boolean lockAdministrators(UUID tenantId);

    /**
     * How many users can administer the tenant for good: active, Tenant Admin of the whole tenant without an end, and
     * denied nothing of the tier tenant.
     */
    @Select(
            """
            SELECT count(*)
            FROM access.user_role ur
            JOIN access.tenant_user u ON u.tenant_id = ur.tenant_id AND u.id = ur.user_id
            WHERE ur.tenant_id = #{tenantId} AND ur.shipped_role = 'TENANT_ADMIN' AND ur.account_id IS NULL
              AND ur.expires_at IS NULL AND u.status = 'ACTIVE' AND u.deleted_at IS NULL
              AND NOT EXISTS (
                  SELECT FROM access.user_permission up
                  WHERE up.tenant_id = ur.tenant_id AND up.user_id = ur.user_id AND up.effect = 'DENY'
                    AND up.account_id IS NULL AND up.permission LIKE 'tenant.%'
                    AND (up.expires_at IS NULL OR up.expires_at > #{now}))
            """)
    int countAdministrators(UUID tenantId, Instant now);
}
