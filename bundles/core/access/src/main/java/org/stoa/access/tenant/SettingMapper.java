package org.stoa.access.tenant;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Select;
import org.stoa.api.data.Json;

/** Settings of tenants. */
public interface SettingMapper {

    @Select(
            """
            SELECT key, value, version, updated_at FROM access.tenant_setting
            WHERE tenant_id = #{tenantId} ORDER BY key
            """)
    List<SettingRow> all(UUID tenantId);

    /** The settings whose keys come after {@code after}, in the order of the bytes of their keys. */
    @Select(
            """
            SELECT key, value, version, updated_at FROM access.tenant_setting
            WHERE tenant_id = #{tenantId} AND (#{after}::text IS NULL OR key COLLATE "C" > #{after})
            ORDER BY key COLLATE "C" LIMIT #{limit}
            """)
    List<SettingRow> list(UUID tenantId, String after, int limit);

    @Select(
            """
            SELECT key, value, version, updated_at FROM access.tenant_setting
            WHERE tenant_id = #{tenantId} AND key = #{key}
            """)
    SettingRow find(UUID tenantId, String key);

    @Select(
            affectData = true,
            value =
                    """
            INSERT INTO access.tenant_setting (tenant_id, key, value, version, updated_at)
            VALUES (#{tenantId}, #{key}, #{value}, 1, #{now})
            ON CONFLICT (tenant_id, key)
            DO UPDATE SET value = EXCLUDED.value, version = tenant_setting.version + 1, updated_at = EXCLUDED.updated_at
            RETURNING key, value, version, updated_at
            """)
    SettingRow put(UUID tenantId, String key, Json value, Instant now);

    @Delete("DELETE FROM access.tenant_setting WHERE tenant_id = #{tenantId} AND key = #{key}")
    int delete(UUID tenantId, String key);
}
