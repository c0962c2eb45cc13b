package org.stoa.registry;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Select;

/** What the platform asks across tenants. */
interface AllTenantsMapper {

    /** Tenants for which enabling or purging the module was begun and not finished. */
    @Select(
            """
            SELECT tenant_id, module_id, status, module_version, enabled_at, version, created_at, updated_at
            FROM registry.tenant_module
            WHERE module_id = #{moduleId} AND status IN ('ENABLING', 'PURGING')
            ORDER BY tenant_id""")
    List<TenantModuleRow> unfinished(String moduleId);

    /** Those of {@code tenants} that have the module enabled, or with {@code begun} are about to. */
    @Select(
            """
            SELECT tenant_id
            FROM registry.tenant_module
            WHERE tenant_id = ANY(#{tenants}) AND module_id = #{moduleId}
                AND (status = 'ENABLED' OR #{begun} AND status = 'ENABLING')""")
    List<UUID> having(String moduleId, boolean begun, List<UUID> tenants);

    @Select("SELECT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = #{schema})")
    boolean schemaExists(String schema);
}
