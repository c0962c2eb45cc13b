package org.stoa.access.role;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.PageRequest;

/** The tenants' own roles. */
public interface RoleMapper {

    @Select(
            """
            SELECT id, name, description, type, level, permissions, version, created_at, updated_at
            FROM access.role WHERE tenant_id = #{tenantId} AND id = #{id}
            """)
    Role find(UUID tenantId, UUID id);

    /** The role, kept from being deleted until the end of the transaction. */
    @Select(
            """
            SELECT id, name, description, type, level, permissions, version, created_at, updated_at
            FROM access.role WHERE tenant_id = #{tenantId} AND id = #{id} FOR SHARE
            """)
    Role hold(UUID tenantId, UUID id);

    /** The role with this name in any case of letters, kept likewise. */
    @Select(
            """
            SELECT id, name, description, type, level, permissions, version, created_at, updated_at
            FROM access.role WHERE tenant_id = #{tenantId} AND lower(name) = lower(#{name}) FOR SHARE
            """)
    Role holdByName(UUID tenantId, String name);

    @Select(
            """
            SELECT id, name, description, type, level, permissions, version, created_at, updated_at
            FROM access.role
            WHERE tenant_id = #{tenantId} AND (#{page.after}::uuid IS NULL OR id < #{page.after})
            ORDER BY id DESC LIMIT #{page.fetch}
            """)
    List<Role> list(UUID tenantId, PageRequest page);

    @Insert(
            """
            INSERT INTO access.role (tenant_id, id, name, description, type, level, permissions, version, created_at,
                updated_at)
            VALUES (#{tenantId}, #{role.id}, #{role.name}, #{role.description}, #{role.type}, #{role.level},
                #{role.permissions,javaType=list}, #{role.version}, #{role.createdAt}, #{role.updatedAt})
            """)
    int insert(UUID tenantId, Role role);

    @Update(
            """
            UPDATE access.role SET name = #{role.name}, description = #{role.description}, level = #{role.level},
                permissions = #{role.permissions,javaType=list}, version = version + 1, updated_at = #{role.updatedAt}
            WHERE tenant_id = #{tenantId} AND id = #{role.id} AND version = #{role.version}
            """)
    int update(UUID tenantId, Role role);

    @Delete("DELETE FROM access.role WHERE tenant_id = #{tenantId} AND id = #{id}")
    int delete(UUID tenantId, UUID id);

    /** Lets nobody be given the role, nor an open invitation offer it, until the end of the transaction. */
    @Select("SELECT id FROM access.role WHERE tenant_id = #{tenantId} AND id = #{id} FOR UPDATE")
    UUID lock(UUID tenantId, UUID id);

    @Delete(
            """
            DELETE FROM access.user_role
            WHERE tenant_id = #{tenantId} AND role_id = #{id} AND expires_at <= #{now}
            """)
    int deleteExpiredAssignments(UUID tenantId, UUID id, Instant now);

    @Update(
            """
            UPDATE access.invitation SET role_id = NULL, revoked_at = COALESCE(revoked_at, #{now})
            WHERE tenant_id = #{tenantId} AND role_id = #{id}
              AND (accepted_at IS NOT NULL OR revoked_at IS NOT NULL OR expires_at <= #{now})
            """)
    int detachClosedInvitations(UUID tenantId, UUID id, Instant now);

    @Select(
            """
            SELECT EXISTS (SELECT FROM access.user_role WHERE tenant_id = #{tenantId} AND role_id = #{id})
                OR EXISTS (SELECT FROM access.invitation WHERE tenant_id = #{tenantId} AND role_id = #{id})
            """)
    boolean isInUse(UUID tenantId, UUID id);

    /** Whether somebody holds the role for good or for a time, in the whole tenant or in the account. */
    @Select(
            """
            SELECT EXISTS (SELECT FROM access.user_role
                           WHERE tenant_id = #{tenantId} AND role_id = #{id} AND account_id IS NULL)
                OR EXISTS (SELECT FROM access.invitation
                           WHERE tenant_id = #{tenantId} AND role_id = #{id} AND account_id IS NULL
                             AND accepted_at IS NULL AND revoked_at IS NULL)
            """)
    boolean isHeldInTenant(UUID tenantId, UUID id);
}
