package org.stoa.subscription.limit;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;

/** What operators have set for one tenant. */
interface LimitMapper {

    @Select(
            """
            SELECT resource, period, soft_limit, hard_limit, overage FROM subscription.limit_override
            WHERE tenant_id = #{tenantId} ORDER BY resource
            """)
    List<Limit> overrides(UUID tenantId);

    @Delete(
            """
            DELETE FROM subscription.limit_override
            WHERE tenant_id = #{tenantId} AND resource <> ALL(#{but,javaType=list}::text[])
            """)
    int delete(UUID tenantId, List<String> but);

    @Insert(
            """
            INSERT INTO subscription.limit_override (tenant_id, resource, period, soft_limit, hard_limit, overage)
            VALUES (#{tenantId}, #{limit.resource}, #{limit.period}, #{limit.softLimit}, #{limit.hardLimit},
                #{limit.overage})
            ON CONFLICT (tenant_id, resource) DO UPDATE SET period = excluded.period, soft_limit = excluded.soft_limit,
                hard_limit = excluded.hard_limit, overage = excluded.overage
            """)
    int put(UUID tenantId, Limit limit);
}
