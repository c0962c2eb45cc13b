package org.stoa.access.session;

import java.time.Instant;
import java.util.UUID;
import org.apache.ibatis.annotations.Select;
import org.stoa.api.people.UserStatus;
import org.stoa.api.tenant.TenantStatus;

/** What a person sees of itself. */
public interface MeMapper {

    /** The identity behind a call. */
    record MyIdentity(UUID id, String email, Instant emailVerifiedAt, boolean superAdmin, boolean totpEnabled) {}

    /** The user that the identity is in the tenant of the call. */
    record MyUser(
            UUID id, String username, String displayName, UserStatus status, Instant lastLoginAt, long loginCount) {}

    /** The tenant of the call. */
    record MyTenant(
            UUID id,
            String identifier,
            String name,
            TenantStatus status,
            String language,
            String timezone,
            String currency,
            String theme,
            String logoUrl) {}

    @Select(
            """
            SELECT i.id, i.email, i.email_verified_at, i.super_admin,
                   EXISTS (SELECT FROM access.totp t WHERE t.identity_id = i.id AND t.confirmed_at IS NOT NULL) AS totp_enabled
            FROM access.identity i WHERE i.id = #{id}""")
    MyIdentity identity(UUID id);

    @Select(
            """
            SELECT u.id, u.username, p.display_name, u.status, u.last_login_at, u.login_count
            FROM access.tenant_user u
            LEFT JOIN access.user_profile p ON p.tenant_id = u.tenant_id AND p.user_id = u.id
            WHERE u.tenant_id = #{tenantId} AND u.id = #{userId} AND u.deleted_at IS NULL""")
    MyUser user(UUID tenantId, UUID userId);

    @Select(
            """
            SELECT id, identifier, name, status, language, timezone, currency, theme, logo_url
            FROM access.tenant WHERE id = #{id}""")
    MyTenant tenant(UUID id);
}
