package org.stoa.access.role;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Select;

/** Everything that gives or denies a user permissions, in one statement. */
public interface GrantMapper {

    /**
     * What gives or denies {@code userId} permissions. What is given in an account counts only while the account is
     * open; what is denied there stays denied.
     *
     * @param after leaves out what expired at this instant or before
     */
    @Select(
            """
            SELECT ur.shipped_role, r.name AS role_name, r.permissions, NULL::text AS permission, NULL::text AS effect,
                   NULL::text AS account_role, ur.account_id, ur.expires_at
            FROM access.user_role ur
            LEFT JOIN access.role r ON r.tenant_id = ur.tenant_id AND r.id = ur.role_id
            LEFT JOIN access.account a ON a.tenant_id = ur.tenant_id AND a.id = ur.account_id
            WHERE ur.tenant_id = #{tenantId} AND ur.user_id = #{userId}
              AND (ur.expires_at IS NULL OR ur.expires_at > #{after})
              AND (ur.account_id IS NULL OR (a.status IN ('PENDING', 'ACTIVE') AND a.deleted_at IS NULL))
            UNION ALL
            SELECT NULL, NULL, NULL, up.permission, up.effect, NULL, up.account_id, up.expires_at
            FROM access.user_permission up
            LEFT JOIN access.account a ON a.tenant_id = up.tenant_id AND a.id = up.account_id
            WHERE up.tenant_id = #{tenantId} AND up.user_id = #{userId}
              AND (up.expires_at IS NULL OR up.expires_at > #{after})
              AND (up.effect = 'DENY' OR up.account_id IS NULL
                   OR (a.status IN ('PENDING', 'ACTIVE') AND a.deleted_at IS NULL))
            UNION ALL
            SELECT NULL, NULL, NULL, NULL, NULL, m.role, m.account_id, NULL
            FROM access.account_member m
            JOIN access.account a ON a.tenant_id = m.tenant_id AND a.id = m.account_id
            WHERE m.tenant_id = #{tenantId} AND m.user_id = #{userId}
              AND a.status IN ('PENDING', 'ACTIVE') AND a.deleted_at IS NULL
            """)
    List<GrantRow> of(UUID tenantId, UUID userId, Instant after);
}
