package org.stoa.access.usage;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Select;

/** Who administers a tenant. */
interface AdministratorMapper {

    /** Where somebody is written to. */
    record Administrator(UUID id, String email) {}

    /** Active users with the role Tenant Admin for the whole tenant, those who are longest there first. */
    @Select(
            """
            SELECT DISTINCT u.id, u.email
            FROM access.user_role ur
            JOIN access.tenant_user u ON u.tenant_id = ur.tenant_id AND u.id = ur.user_id
            WHERE ur.tenant_id = #{tenantId} AND ur.shipped_role = 'TENANT_ADMIN' AND ur.account_id IS NULL
              AND (ur.expires_at IS NULL OR ur.expires_at > #{now}) AND u.status = 'ACTIVE' AND u.deleted_at IS NULL
            ORDER BY u.id LIMIT #{most}
            """)
    List<Administrator> administrators(UUID tenantId, Instant now, int most);
}
