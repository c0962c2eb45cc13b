package org.stoa.access.account;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.PageRequest;

/** Accounts and their members. */
public interface AccountMapper {

    String ACCOUNT =
            """
            SELECT a.id, a.tenant_id, a.identifier, a.name, a.type, a.status, a.business_info, a.features, a.limits,
                   a.billing_info, a.verified_at, a.version, a.created_at, a.updated_at
            FROM access.account a
            """;

    String MEMBER =
            """
            SELECT m.account_id, m.user_id, u.email, p.display_name, m.role, m.joined_at, m.invited_by
            FROM access.account_member m
            JOIN access.account a ON a.tenant_id = m.tenant_id AND a.id = m.account_id AND a.deleted_at IS NULL
            JOIN access.tenant_user u ON u.tenant_id = m.tenant_id AND u.id = m.user_id
            JOIN access.user_profile p ON p.tenant_id = m.tenant_id AND p.user_id = m.user_id
            WHERE m.tenant_id = #{tenantId} AND m.account_id = #{accountId}
            """;

    @Select(ACCOUNT + "WHERE a.tenant_id = #{tenantId} AND a.id = #{id} AND a.deleted_at IS NULL")
    AccountRow find(UUID tenantId, UUID id);

    @Select(
            ACCOUNT
                    + """
            WHERE a.tenant_id = #{tenantId} AND a.deleted_at IS NULL
              AND (#{type}::text IS NULL OR a.type = #{type})
              AND (#{status}::text IS NULL OR a.status = #{status})
              AND (#{page.after}::uuid IS NULL OR a.id < #{page.after})
            ORDER BY a.id DESC LIMIT #{page.fetch}
            """)
    List<AccountRow> list(UUID tenantId, AccountType type, AccountStatus status, PageRequest page);

    /** The accounts that a user is a member of. */
    @Select(
            ACCOUNT
                    + """
            JOIN access.account_member m ON m.tenant_id = a.tenant_id AND m.account_id = a.id
            WHERE a.tenant_id = #{tenantId} AND m.user_id = #{userId} AND a.deleted_at IS NULL
              AND (#{page.after}::uuid IS NULL OR a.id < #{page.after})
            ORDER BY a.id DESC LIMIT #{page.fetch}
            """)
    List<AccountRow> listOfMember(UUID tenantId, UUID userId, PageRequest page);

    /** The id again when there is such an account, which then is not deleted until the end of the transaction. */
    @Select(
            """
            SELECT id FROM access.account
            WHERE tenant_id = #{tenantId} AND id = #{id} AND deleted_at IS NULL FOR SHARE
            """)
    UUID hold(UUID tenantId, UUID id);

    @Insert(
            """
            INSERT INTO access.account (tenant_id, id, identifier, name, type, status, business_info, features, limits,
                billing_info, verified_at, version, created_at, updated_at)
            VALUES (#{tenantId}, #{id}, #{identifier}, #{name}, #{type}, #{status}, #{businessInfo}, #{features},
                #{limits}, #{billingInfo}, #{verifiedAt}, #{version}, #{createdAt}, #{updatedAt})
            """)
    int insert(AccountRow row);

    @Update(
            """
            UPDATE access.account SET identifier = #{identifier}, name = #{name}, type = #{type}, status = #{status},
                business_info = #{businessInfo}, features = #{features}, limits = #{limits},
                billing_info = #{billingInfo}, verified_at = #{verifiedAt}, version = version + 1,
                updated_at = #{updatedAt}
            WHERE tenant_id = #{tenantId} AND id = #{id} AND version = #{version} AND deleted_at IS NULL
            """)
    int update(AccountRow row);

    @Update(
            """
            UPDATE access.account SET deleted_at = #{now}, updated_at = #{now}, version = version + 1
            WHERE tenant_id = #{tenantId} AND id = #{id} AND deleted_at IS NULL
            """)
    int delete(UUID tenantId, UUID id, Instant now);

    @Select(
            MEMBER
                    + """
             AND (#{page.after}::uuid IS NULL OR m.user_id < #{page.after})
            ORDER BY m.user_id DESC LIMIT #{page.fetch}
            """)
    List<AccountMember> members(UUID tenantId, UUID accountId, PageRequest page);

    @Select(MEMBER + " AND m.user_id = #{userId}")
    AccountMember member(UUID tenantId, UUID accountId, UUID userId);

    @Insert(
            """
            INSERT INTO access.account_member (tenant_id, account_id, user_id, role, joined_at, invited_by)
            VALUES (#{tenantId}, #{accountId}, #{userId}, #{role}, #{now}, #{invitedBy})
            ON CONFLICT (tenant_id, account_id, user_id) DO UPDATE SET role = EXCLUDED.role
            """)
    int setMember(UUID tenantId, UUID accountId, UUID userId, AccountRole role, UUID invitedBy, Instant now);

    @Delete(
            """
            DELETE FROM access.account_member
            WHERE tenant_id = #{tenantId} AND account_id = #{accountId} AND user_id = #{userId}
            """)
    int deleteMember(UUID tenantId, UUID accountId, UUID userId);

    @Delete("DELETE FROM access.account_member WHERE tenant_id = #{tenantId} AND account_id = #{accountId}")
    int deleteMembers(UUID tenantId, UUID accountId);

    @Delete("DELETE FROM access.account_member WHERE tenant_id = #{tenantId} AND user_id = #{userId}")
    int deleteMemberships(UUID tenantId, UUID userId);

    @Update(
            """
            UPDATE access.invitation SET revoked_at = #{now}
            WHERE tenant_id = #{tenantId} AND account_id = #{accountId} AND accepted_at IS NULL AND revoked_at IS NULL
            """)
    int revokeInvitations(UUID tenantId, UUID accountId, Instant now);
}
