package org.stoa.registry;

import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/**
 * The modules of one tenant. Row-level security shows no others. Every change names the status or version it starts
 * from and returns 0 when somebody else was faster.
 */
interface TenantModuleMapper {

    /** Waits until no other transaction plans for this tenant, on any node; released at the end of the transaction. */
    @Select(
            "SELECT pg_advisory_xact_lock(hashtextextended('registry.tenant_module/' || current_setting('app.tenant_id'), 0))::text")
    String lockTenant();

    @Select(
            """
            SELECT tenant_id, module_id, status, module_version, enabled_at, version, created_at, updated_at
            FROM registry.tenant_module
            ORDER BY module_id""")
    List<TenantModuleRow> rows();

    @Select(
            """
            SELECT tenant_id, module_id, status, module_version, enabled_at, version, created_at, updated_at
            FROM registry.tenant_module
            WHERE module_id = #{moduleId}""")
    TenantModuleRow find(String moduleId);

    @Select(
            """
            SELECT module_id, coalesce(pinned_version, '') AS pinned_version
            FROM registry.tenant_module
            WHERE status = 'ENABLED'""")
    List<EnabledModule> enabledModules();

    @Insert(
            """
            INSERT INTO registry.tenant_module
                (tenant_id, module_id, status, module_version, enabled_at, version, created_at, updated_at)
            VALUES
                (#{tenantId}, #{moduleId}, #{status}, #{moduleVersion}, #{enabledAt}, #{version}, #{createdAt},
                 #{updatedAt})""")
    void insert(TenantModuleRow row);

    /** Begins to enable a module that is off. */
    @Update(
            """
            UPDATE registry.tenant_module
            SET status = 'ENABLING', version = version + 1, updated_at = #{now}
            WHERE module_id = #{moduleId} AND status = 'DISABLED'""")
    int enabling(String moduleId, Instant now);

    @Update(
            """
            UPDATE registry.tenant_module
            SET status = 'ENABLED', module_version = #{moduleVersion}, enabled_at = #{now}, version = version + 1,
                updated_at = #{now}
            WHERE module_id = #{moduleId} AND status = 'ENABLING' AND version = #{version}""")
    int enabled(String moduleId, String moduleVersion, long version, Instant now);

    /** Switches a module off that could not be seeded. */
    @Update(
            """
            UPDATE registry.tenant_module
            SET status = 'DISABLED', version = version + 1, updated_at = #{now}
            WHERE module_id = #{moduleId} AND status = 'ENABLING'""")
    int abandoned(String moduleId, Instant now);

    @Update(
            """
            UPDATE registry.tenant_module
            SET status = 'DISABLED', version = version + 1, updated_at = #{now}
            WHERE module_id = #{moduleId} AND status IN ('ENABLED', 'ENABLING')""")
    int disabled(String moduleId, Instant now);

    @Update(
            """
            UPDATE registry.tenant_module
            SET status = 'PURGING', version = version + 1, updated_at = #{now}
            WHERE module_id = #{moduleId} AND status <> 'PURGING'""")
    int purging(String moduleId, Instant now);

    /** Forgets a module whose data is gone. */
    @Delete("DELETE FROM registry.tenant_module WHERE module_id = #{moduleId} AND status = 'PURGING'")
    int purged(String moduleId);
}
