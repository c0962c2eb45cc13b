package org.stoa.registry.deployment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.registry.Rollout;

/** {@code registry.rollout}, and which tenants stay on which versions. */
interface RolloutMapper {

    String COLUMNS = "module_id, version, candidate, share_percent, error_rate, minimum_requests, previous, revision,"
            + " updated_at";

    /** A version that some tenant stays on. */
    record Pin(String moduleId, String version) {}

    /** A tenant that stays on a version. */
    record PinnedTenant(String moduleId, String version, UUID tenantId) {}

    @Select("SELECT " + COLUMNS + " FROM registry.rollout ORDER BY module_id")
    List<Rollout> all();

    @Select("SELECT " + COLUMNS + " FROM registry.rollout WHERE module_id = #{moduleId}")
    Rollout find(String moduleId);

    /** The same, which nobody else changes until the end of the transaction. */
    @Select("SELECT " + COLUMNS + " FROM registry.rollout WHERE module_id = #{moduleId} FOR UPDATE")
    Rollout lock(String moduleId);

    /** Stores what is wanted, under the next revision. */
    @Insert(
            """
            INSERT INTO registry.rollout
                (module_id, version, candidate, share_percent, error_rate, minimum_requests, previous, revision,
                 updated_at)
            VALUES
                (#{moduleId}, #{version,jdbcType=VARCHAR}, #{candidate,jdbcType=VARCHAR},
                 #{sharePercent,jdbcType=INTEGER}, #{errorRate,jdbcType=DOUBLE}, #{minimumRequests,jdbcType=INTEGER},
                 #{previous,jdbcType=VARCHAR}, (SELECT coalesce(max(revision), 0) + 1 FROM registry.rollout), #{updatedAt})
            ON CONFLICT (module_id) DO UPDATE SET
                version = excluded.version, candidate = excluded.candidate, share_percent = excluded.share_percent,
                error_rate = excluded.error_rate, minimum_requests = excluded.minimum_requests,
                previous = excluded.previous, revision = excluded.revision, updated_at = excluded.updated_at""")
    void store(Rollout rollout);

    /** Each version that some tenant stays on, once. */
    @Select("SELECT DISTINCT module_id, pinned_version AS version FROM registry.tenant_module"
            + " WHERE pinned_version IS NOT NULL")
    List<Pin> pins();

    /** Every tenant that stays on a version. */
    @Select(
            """
            SELECT module_id, pinned_version AS version, tenant_id FROM registry.tenant_module
            WHERE pinned_version IS NOT NULL
            ORDER BY module_id, pinned_version, tenant_id""")
    List<PinnedTenant> pinnedTenants();

    /** Keeps a tenant on a version, or with null on none; returns 0 when it never had the module. */
    @Update(
            """
            UPDATE registry.tenant_module
            SET pinned_version = #{version,jdbcType=VARCHAR}, updated_at = #{now}
            WHERE tenant_id = #{tenantId} AND module_id = #{moduleId}""")
    int pin(UUID tenantId, String moduleId, String version, Instant now);

    @Select(
            """
            SELECT count(*) FROM registry.tenant_module
            WHERE module_id = #{moduleId} AND status IN ('ENABLED', 'ENABLING')""")
    long tenantsWith(String moduleId);

    @Select(
            """
            SELECT tenant_id FROM registry.tenant_module
            WHERE module_id = #{moduleId} AND status IN ('ENABLED', 'ENABLING')
            ORDER BY tenant_id
            LIMIT #{limit}""")
    List<UUID> firstTenantsWith(String moduleId, int limit);

    @Select("SELECT coalesce(sum(revision), 0) FROM registry.rollout")
    long worldRevision();
}
