package org.stoa.access.invitation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.PageRequest;

/** Invitations. */
public interface InvitationMapper {

    String SELECT =
            """
            SELECT id, email, role_id, shipped_role, role_name, account_id, expires_at, invited_by, accepted_at,
                   accepted_by, revoked_at, created_at
            FROM access.invitation WHERE tenant_id = #{tenantId}
            """;

    @Select(SELECT + " AND id = #{id}")
    InvitationRow find(UUID tenantId, UUID id);

    /** The invitation, which nobody else changes until the end of the transaction. */
    @Select(SELECT + " AND id = #{id} FOR NO KEY UPDATE")
    InvitationRow lock(UUID tenantId, UUID id);

    @Select(SELECT + " AND token_hash = #{tokenHash}")
    InvitationRow findByToken(UUID tenantId, byte[] tokenHash);

    @Select(
            SELECT
                    + """
             AND (#{page.after}::uuid IS NULL OR id < #{page.after})
            ORDER BY id DESC LIMIT #{page.fetch}
            """)
    List<InvitationRow> list(UUID tenantId, PageRequest page);

    @Insert(
            """
            INSERT INTO access.invitation (tenant_id, id, email, role_id, shipped_role, role_name, account_id,
                expires_at, invited_by, created_at)
            VALUES (#{tenantId}, #{row.id}, #{row.email}, #{row.roleId}, #{row.shippedRole}, #{row.roleName},
                #{row.accountId}, #{row.expiresAt}, #{row.invitedBy}, #{row.createdAt})
            """)
    int insert(UUID tenantId, InvitationRow row);

    /** Ends what is open for the same address and account, to be replaced. */
    @Select(
            """
            UPDATE access.invitation SET revoked_at = #{now}
            WHERE tenant_id = #{tenantId} AND email = #{email} AND account_id IS NOT DISTINCT FROM #{accountId}
              AND accepted_at IS NULL AND revoked_at IS NULL
            RETURNING id
            """)
    List<UUID> revokeSame(UUID tenantId, String email, UUID accountId, Instant now);

    /** @return 0 when it is not open, or lacks */
    @Update(
            """
            UPDATE access.invitation SET revoked_at = #{now}
            WHERE tenant_id = #{tenantId} AND id = #{id} AND accepted_at IS NULL AND revoked_at IS NULL
            """)
    int revoke(UUID tenantId, UUID id, Instant now);

    /** @return 0 when it is not open: then no mail shall be sent */
    @Update(
            """
            UPDATE access.invitation SET token_hash = #{tokenHash}
            WHERE tenant_id = #{tenantId} AND id = #{id} AND accepted_at IS NULL AND revoked_at IS NULL
              AND expires_at > #{now}
            """)
    int setToken(UUID tenantId, UUID id, byte[] tokenHash, Instant now);

    @Update(
            """
            UPDATE access.invitation SET accepted_at = #{now}, accepted_by = #{userId}
            WHERE tenant_id = #{tenantId} AND id = #{id}
            """)
    int accept(UUID tenantId, UUID id, UUID userId, Instant now);
}
