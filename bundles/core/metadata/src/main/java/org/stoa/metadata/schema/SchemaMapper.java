package org.stoa.metadata.schema;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.Json;
import org.stoa.api.data.PageRequest;

/** The schemas of a tenant, or of the platform. */
public interface SchemaMapper {

    String COLUMNS = " tenant_id, id, entity_type, entity_subtype, number, status, definition, version, created_at,"
            + " updated_at, activated_at ";

    @Select("SELECT" + COLUMNS + "FROM metadata.entity_schema WHERE tenant_id = #{tenantId} AND id = #{id}")
    SchemaRow find(UUID tenantId, UUID id);

    @Select("SELECT" + COLUMNS + "FROM metadata.entity_schema WHERE tenant_id = #{tenantId} AND id = #{id} FOR UPDATE")
    SchemaRow lock(UUID tenantId, UUID id);

    @Select(
            "SELECT" + COLUMNS
                    + """
            FROM metadata.entity_schema
            WHERE tenant_id = #{tenantId} AND entity_type = #{entityType} AND entity_subtype = #{entitySubtype}
              AND status = 'ACTIVE'
            """)
    SchemaRow findActive(UUID tenantId, String entityType, String entitySubtype);

    @Select(
            "SELECT" + COLUMNS
                    + """
            FROM metadata.entity_schema
            WHERE tenant_id = #{tenantId} AND entity_type = #{entityType} AND status = 'ACTIVE'
            ORDER BY entity_subtype
            """)
    List<SchemaRow> activeOfType(UUID tenantId, String entityType);

    @Select(
            "SELECT" + COLUMNS
                    + """
            FROM metadata.entity_schema
            WHERE tenant_id = #{tenantId} AND (#{entityType}::text IS NULL OR entity_type = #{entityType})
              AND (#{entitySubtype}::text IS NULL OR entity_subtype = #{entitySubtype})
              AND (#{status}::text IS NULL OR status = #{status})
              AND (#{page.after}::uuid IS NULL OR id < #{page.after})
            ORDER BY id DESC LIMIT #{page.fetch}
            """)
    List<SchemaRow> list(UUID tenantId, String entityType, String entitySubtype, SchemaStatus status, PageRequest page);

    @Insert(
            """
            INSERT INTO metadata.entity_schema (tenant_id, id, entity_type, entity_subtype, number, status, definition,
                version, created_at, updated_at)
            SELECT #{tenantId}, #{id}, #{entityType}, #{entitySubtype}, coalesce(max(s.number), 0) + 1, 'DRAFT',
                #{definition}, 1, #{now}, #{now}
            FROM metadata.entity_schema s
            WHERE s.tenant_id = #{tenantId} AND s.entity_type = #{entityType} AND s.entity_subtype = #{entitySubtype}
            """)
    int insertDraft(UUID tenantId, UUID id, String entityType, String entitySubtype, Json definition, Instant now);

    @Update(
            """
            UPDATE metadata.entity_schema
            SET definition = #{definition}, version = version + 1, updated_at = #{now}
            WHERE tenant_id = #{tenantId} AND id = #{id}
            """)
    int update(UUID tenantId, UUID id, Json definition, Instant now);

    @Update(
            """
            UPDATE metadata.entity_schema SET status = 'RETIRED', version = version + 1, updated_at = #{now}
            WHERE tenant_id = #{tenantId} AND entity_type = #{entityType} AND entity_subtype = #{entitySubtype}
              AND status = 'ACTIVE'
            """)
    int retireActive(UUID tenantId, String entityType, String entitySubtype, Instant now);

    @Update(
            """
            UPDATE metadata.entity_schema
            SET status = 'ACTIVE', version = version + 1, updated_at = #{now}, activated_at = #{now}
            WHERE tenant_id = #{tenantId} AND id = #{id}
            """)
    int activate(UUID tenantId, UUID id, Instant now);

    @Delete("DELETE FROM metadata.entity_schema WHERE tenant_id = #{tenantId} AND id = #{id}")
    int delete(UUID tenantId, UUID id);
}
