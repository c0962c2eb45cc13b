package org.stoa.subscription.subscription;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.stoa.api.data.Json;

/** What plans have brought to one tenant. */
interface PlanModuleMapper {

    /**
     * @param brought whether the plan switched it on, and may switch it off
     * @param problem what stands in the way, or null
     */
    record Row(String moduleId, boolean brought, Json problem) {}

    @Select(
            """
            SELECT module_id, brought, problem FROM subscription.plan_module WHERE tenant_id = #{tenantId}
            ORDER BY module_id
            """)
    List<Row> all(UUID tenantId);

    @Insert(
            """
            INSERT INTO subscription.plan_module AS m (tenant_id, module_id, brought, problem)
            VALUES (#{tenantId}, #{row.moduleId}, #{row.brought}, #{row.problem})
            ON CONFLICT (tenant_id, module_id) DO UPDATE SET brought = excluded.brought, problem = excluded.problem
            WHERE m.brought <> excluded.brought OR m.problem IS DISTINCT FROM excluded.problem
            """)
    int put(UUID tenantId, Row row);

    @Delete("DELETE FROM subscription.plan_module WHERE tenant_id = #{tenantId} AND module_id = #{moduleId}")
    int delete(UUID tenantId, String moduleId);
}
