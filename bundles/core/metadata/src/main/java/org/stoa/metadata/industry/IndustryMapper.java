package org.stoa.metadata.industry;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.Json;

/** What a tenant has installed of industries. */
interface IndustryMapper {

    String INSTALLATION =
            """
            SELECT code, template_version, complete, customization_rules, installed_by, installed_at, updated_at
            FROM metadata.industry_installation WHERE tenant_id = #{tenantId}
            """;

    /** A row of {@code metadata.industry_installation}. */
    record InstallationRow(
            String code,
            String templateVersion,
            boolean complete,
            Json customizationRules,
            UUID installedBy,
            Instant installedAt,
            Instant updatedAt) {}

    /** A row of {@code metadata.industry_item}. */
    record ItemRow(String kind, String key, int position, Json base) {}

    /** An item with the rules of the industry it came from. */
    record LockedItem(String code, Json customizationRules, Json base) {}

    @Select(INSTALLATION + " ORDER BY code")
    List<InstallationRow> installations(UUID tenantId);

    @Select(INSTALLATION + " AND code = #{code}")
    InstallationRow find(UUID tenantId, String code);

    /** Takes an industry to oneself, for the first time or again; 0 when somebody else has it. */
    @Insert(
            """
            INSERT INTO metadata.industry_installation AS i (tenant_id, code, template_version, complete,
                customization_rules, busy_until, installed_by, installed_at, updated_at)
            VALUES (#{tenantId}, #{code}, #{version}, false, '{}', #{until}, #{userId}, #{now}, #{now})
            ON CONFLICT (tenant_id, code) DO UPDATE SET busy_until = excluded.busy_until
            WHERE i.busy_until IS NULL OR i.busy_until < #{now}
            """)
    int claim(UUID tenantId, String code, String version, UUID userId, Instant now, Instant until);

    @Update(
            """
            UPDATE metadata.industry_installation SET template_version = #{version}, complete = #{complete},
                customization_rules = #{rules}, busy_until = NULL, updated_at = #{now}
            WHERE tenant_id = #{tenantId} AND code = #{code}
            """)
    int finish(UUID tenantId, String code, String version, boolean complete, Json rules, Instant now);

    @Update(
            """
            UPDATE metadata.industry_installation SET busy_until = NULL, complete = false
            WHERE tenant_id = #{tenantId} AND code = #{code}
            """)
    int release(UUID tenantId, String code);

    @Delete("DELETE FROM metadata.industry_installation WHERE tenant_id = #{tenantId} AND code = #{code}")
    int delete(UUID tenantId, String code);

    @Select(
            """
            SELECT kind, key, position, base FROM metadata.industry_item
            WHERE tenant_id = #{tenantId} AND code = #{code} ORDER BY position
            """)
    List<ItemRow> items(UUID tenantId, String code);

    @Select(
            """
            SELECT i.code, i.customization_rules, t.base
            FROM metadata.industry_item t
            JOIN metadata.industry_installation i ON i.tenant_id = t.tenant_id AND i.code = t.code
            WHERE t.tenant_id = #{tenantId} AND t.kind = #{kind} AND t.key = #{key}
            """)
    List<LockedItem> owners(UUID tenantId, String kind, String key);

    /** What other industries have brought, each {@code kind key}. */
    @Select(
            """
            SELECT t.kind || ' ' || t.key FROM metadata.industry_item t
            WHERE t.tenant_id = #{tenantId} AND t.code <> #{code}
            """)
    List<String> itemsOfOthers(UUID tenantId, String code);

    @Insert(
            """
            INSERT INTO metadata.industry_item (tenant_id, code, kind, key, position, base)
            VALUES (#{tenantId}, #{code}, #{row.kind}, #{row.key}, #{row.position}, #{row.base})
            ON CONFLICT (tenant_id, code, kind, key) DO UPDATE SET position = excluded.position, base = excluded.base
            """)
    int putItem(UUID tenantId, String code, ItemRow row);

    @Delete(
            """
            DELETE FROM metadata.industry_item
            WHERE tenant_id = #{tenantId} AND code = #{code} AND kind = #{kind} AND key = #{key}
            """)
    int deleteItem(UUID tenantId, String code, String kind, String key);
}
