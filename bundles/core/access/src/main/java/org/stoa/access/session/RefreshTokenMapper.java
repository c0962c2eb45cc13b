package org.stoa.access.session;

import java.time.Instant;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.access.identity.IdentityStatus;
import org.stoa.api.people.UserStatus;
import org.stoa.api.tenant.TenantStatus;

/** Refresh tokens: each is good for one use, after which the next takes its place. */
public interface RefreshTokenMapper {

    /**
     * A refresh token with all that decides whether it may be used.
     *
     * @param tenantId null for a token without tenant; then what follows of tenant and user is null too
     * @param userId null when the identity is no user of the tenant
     */
    record RefreshState(
            UUID sessionId,
            UUID tenantId,
            Instant expiresAt,
            Instant usedAt,
            Instant sessionExpiresAt,
            Instant sessionRevokedAt,
            UUID identityId,
            String email,
            boolean superAdmin,
            IdentityStatus identityStatus,
            TenantStatus tenantStatus,
            UUID userId,
            UserStatus userStatus) {}

    @Select(
            """
            SELECT r.session_id, r.tenant_id, r.expires_at, r.used_at,
                   s.expires_at AS session_expires_at, s.revoked_at AS session_revoked_at,
                   i.id AS identity_id, i.email, i.super_admin, i.status AS identity_status,
                   t.status AS tenant_status, u.id AS user_id, u.status AS user_status
            FROM access.refresh_token r
            JOIN access.session s ON s.id = r.session_id
            JOIN access.identity i ON i.id = s.identity_id
            LEFT JOIN access.tenant t ON t.id = r.tenant_id
            LEFT JOIN access.tenant_user u
                ON u.tenant_id = r.tenant_id AND u.identity_id = i.id AND u.deleted_at IS NULL
            WHERE r.token_hash = #{hash}""")
    RefreshState find(byte[] hash);

    @Insert(
            """
            INSERT INTO access.refresh_token (token_hash, session_id, tenant_id, issued_at, expires_at)
            VALUES (#{hash}, #{sessionId}, #{tenantId}, #{issuedAt}, #{expiresAt})""")
    int insert(byte[] hash, UUID sessionId, UUID tenantId, Instant issuedAt, Instant expiresAt);

    /** @return 0 when it was used before: of several at the same time one gets through */
    @Update("UPDATE access.refresh_token SET used_at = #{now} WHERE token_hash = #{hash} AND used_at IS NULL")
    int use(byte[] hash, Instant now);

    /** Drops the token with which a session would go on in a tenant, because it gets another one. */
    @Delete(
            """
            DELETE FROM access.refresh_token
            WHERE session_id = #{sessionId} AND tenant_id IS NOT DISTINCT FROM #{tenantId} AND used_at IS NULL""")
    int deleteUnused(UUID sessionId, UUID tenantId);
}
