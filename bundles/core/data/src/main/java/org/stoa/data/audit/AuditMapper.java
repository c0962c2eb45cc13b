package org.stoa.data.audit;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.stoa.api.audit.AuditFilter;
import org.stoa.api.data.PageRequest;

/** Reads data.audit_log. */
interface AuditMapper {

    @Select(
            """
            SELECT id, tenant_id, user_id, identity_id, actor, action, resource, resource_id, old_values, new_values,
                ip_address, user_agent, request_id, created_at
            FROM data.audit_log
            WHERE tenant_id = #{tenant}
              AND (#{filter.action}::text IS NULL OR action = #{filter.action})
              AND (#{filter.resource}::text IS NULL OR resource = #{filter.resource})
              AND (#{filter.resourceId}::text IS NULL OR resource_id = #{filter.resourceId})
              AND (#{filter.userId}::uuid IS NULL OR user_id = #{filter.userId})
              AND (#{filter.requestId}::text IS NULL OR request_id = #{filter.requestId})
              AND (#{filter.from}::timestamptz IS NULL OR created_at >= #{filter.from})
              AND (#{filter.to}::timestamptz IS NULL OR created_at < #{filter.to})
              AND (#{page.after}::uuid IS NULL OR id < #{page.after})
            ORDER BY id DESC LIMIT #{page.fetch}""")
    List<AuditRow> search(
            @Param("tenant") UUID tenant, @Param("filter") AuditFilter filter, @Param("page") PageRequest page);
}
