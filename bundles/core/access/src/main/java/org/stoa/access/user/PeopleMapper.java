package org.stoa.access.user;

import java.util.UUID;
import org.apache.ibatis.annotations.Select;
import org.stoa.api.people.PeopleDirectory.Presence;

/** Looks for accounts and users by their ids alone. */
interface PeopleMapper {

    @Select(
            """
            SELECT #{accountId}::uuid IS NULL OR EXISTS (SELECT FROM access.account a
                    WHERE a.tenant_id = #{tenantId} AND a.id = #{accountId} AND a.deleted_at IS NULL) AS account,
                #{userId}::uuid IS NULL OR EXISTS (SELECT FROM access.tenant_user u
                    WHERE u.tenant_id = #{tenantId} AND u.id = #{userId} AND u.deleted_at IS NULL) AS user
            """)
    Presence find(UUID tenantId, UUID accountId, UUID userId);
}
