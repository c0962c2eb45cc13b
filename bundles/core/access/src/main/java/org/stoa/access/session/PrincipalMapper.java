package org.stoa.access.session;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Select;
import org.stoa.access.identity.IdentityStatus;
import org.stoa.api.people.UserStatus;
import org.stoa.api.tenant.TenantStatus;

/** What there is to know of somebody who makes a call, in one statement. */
public interface PrincipalMapper {

    /** A session as it works in one tenant; {@code tenantStatus} and what follows are null where there is none. */
    record SessionRow(
            UUID identityId,
            String email,
            boolean superAdmin,
            IdentityStatus identityStatus,
            Instant expiresAt,
            Instant revokedAt,
            TenantStatus tenantStatus,
            UUID userId,
            UserStatus userStatus) {}

    /** An API key with the user who made it; {@code userStatus} is null when that user was removed. */
    record ApiKeyRow(
            UUID tenantId,
            String name,
            byte[] secretHash,
            List<String> permissions,
            Instant expiresAt,
            Instant revokedAt,
            TenantStatus tenantStatus,
            UUID userId,
            UserStatus userStatus,
            UUID identityId,
            IdentityStatus identityStatus) {}

    @Select(
            """
            SELECT i.id AS identity_id, i.email, i.super_admin, i.status AS identity_status, s.expires_at, s.revoked_at,
                   t.status AS tenant_status, u.id AS user_id, u.status AS user_status
            FROM access.session s
            JOIN access.identity i ON i.id = s.identity_id
            LEFT JOIN access.tenant t ON t.id = #{tenantId}::uuid
            LEFT JOIN access.tenant_user u
                ON u.tenant_id = #{tenantId}::uuid AND u.identity_id = i.id AND u.deleted_at IS NULL
            WHERE s.id = #{sessionId}""")
    SessionRow session(UUID sessionId, UUID tenantId);

    @Select(
            """
            SELECT k.tenant_id, k.name, k.secret_hash, k.permissions, k.expires_at, k.revoked_at,
                   t.status AS tenant_status, k.user_id, u.status AS user_status,
                   i.id AS identity_id, i.status AS identity_status
            FROM access.api_key k
            JOIN access.tenant t ON t.id = k.tenant_id
            LEFT JOIN access.tenant_user u ON u.tenant_id = k.tenant_id AND u.id = k.user_id AND u.deleted_at IS NULL
            LEFT JOIN access.identity i ON i.id = u.identity_id
            WHERE k.id = #{id}""")
    ApiKeyRow apiKey(UUID id);
}
