package org.stoa.metadata.field;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.Json;
import org.stoa.api.data.PageRequest;
import org.stoa.metadata.model.FieldType;

/** Custom fields and option sets of a tenant. */
public interface CustomFieldMapper {

    String COLUMNS = " id, entity_type, name, type, details, required, is_unique, searchable, filterable, sortable,"
            + " option_set_id, display_order, state, version, created_at, updated_at ";

    /** A row of {@code metadata.custom_field}. */
    record FieldRow(
            UUID id,
            String entityType,
            String name,
            FieldType type,
            Json details,
            boolean required,
            boolean isUnique,
            boolean searchable,
            boolean filterable,
            boolean sortable,
            UUID optionSetId,
            int displayOrder,
            CustomField.State state,
            long version,
            Instant createdAt,
            Instant updatedAt) {}

    /** A row of {@code metadata.option_set}. */
    record OptionSetRow(UUID id, String name, Json options, long version, Instant createdAt, Instant updatedAt) {}

    @Select(
            "SELECT" + COLUMNS
                    + """
            FROM metadata.custom_field WHERE tenant_id = #{tenantId} AND entity_type = #{entityType}
            ORDER BY display_order, name
            """)
    List<FieldRow> ofType(UUID tenantId, String entityType);

    @Select("SELECT" + COLUMNS + "FROM metadata.custom_field WHERE tenant_id = #{tenantId} AND id = #{id}")
    FieldRow find(UUID tenantId, UUID id);

    @Select("SELECT" + COLUMNS + "FROM metadata.custom_field WHERE tenant_id = #{tenantId} AND id = #{id} FOR UPDATE")
    FieldRow lock(UUID tenantId, UUID id);

    @Select(
            "SELECT" + COLUMNS
                    + """
            FROM metadata.custom_field
            WHERE tenant_id = #{tenantId} AND (#{entityType}::text IS NULL OR entity_type = #{entityType})
              AND (#{page.after}::uuid IS NULL OR id < #{page.after})
            ORDER BY id DESC LIMIT #{page.fetch}
            """)
    List<FieldRow> list(UUID tenantId, String entityType, PageRequest page);

    @Insert(
            """
            INSERT INTO metadata.custom_field (tenant_id, id, entity_type, name, type, details, required, is_unique,
                searchable, filterable, sortable, option_set_id, display_order, state, version, created_at, updated_at)
            VALUES (#{tenantId}, #{row.id}, #{row.entityType}, #{row.name}, #{row.type}, #{row.details}, #{row.required},
                #{row.isUnique}, #{row.searchable}, #{row.filterable}, #{row.sortable}, #{row.optionSetId},
                #{row.displayOrder}, #{row.state}, 1, #{row.createdAt}, #{row.updatedAt})
            """)
    int insert(UUID tenantId, FieldRow row);

    @Update(
            """
            UPDATE metadata.custom_field
            SET details = #{row.details}, required = #{row.required}, is_unique = #{row.isUnique},
                searchable = #{row.searchable}, filterable = #{row.filterable}, sortable = #{row.sortable},
                option_set_id = #{row.optionSetId}, display_order = #{row.displayOrder}, state = #{row.state},
                version = version + 1, updated_at = #{row.updatedAt}
            WHERE tenant_id = #{tenantId} AND id = #{row.id}
            """)
    int update(UUID tenantId, FieldRow row);

    @Update(
            """
            UPDATE metadata.custom_field SET state = #{state}, version = version + 1, updated_at = #{now}
            WHERE tenant_id = #{tenantId} AND id = #{id}
            """)
    int changeState(UUID tenantId, UUID id, CustomField.State state, Instant now);

    @Update(
            """
            UPDATE metadata.custom_field SET state = #{state}, version = version + 1, updated_at = #{now}
            WHERE tenant_id = #{tenantId} AND entity_type = #{entityType} AND name = ANY (#{names,javaType=list}::text[])
              AND state = 'PREPARING'
            """)
    int changePrepared(UUID tenantId, String entityType, List<String> names, CustomField.State state, Instant now);

    @Select(
            """
            SELECT EXISTS (SELECT FROM metadata.entity e
                WHERE e.tenant_id = #{tenantId} AND e.entity_type = #{entityType} AND e.deleted_at IS NULL
                  AND jsonb_exists(e.custom_fields, #{name}))
            """)
    boolean hasValues(UUID tenantId, String entityType, String name);

    @Delete("DELETE FROM metadata.custom_field WHERE tenant_id = #{tenantId} AND id = #{id}")
    int delete(UUID tenantId, UUID id);

    @Select(
            """
            SELECT id, name, options, version, created_at, updated_at
            FROM metadata.option_set WHERE tenant_id = #{tenantId} AND id = ANY (
                SELECT option_set_id FROM metadata.custom_field
                WHERE tenant_id = #{tenantId} AND entity_type = #{entityType} AND option_set_id IS NOT NULL)
            """)
    List<OptionSetRow> optionSetsOfType(UUID tenantId, String entityType);

    @Select(
            """
            SELECT id, name, options, version, created_at, updated_at
            FROM metadata.option_set WHERE tenant_id = #{tenantId} AND id = #{id}
            """)
    OptionSetRow findOptionSet(UUID tenantId, UUID id);

    @Select(
            """
            SELECT id, name, options, version, created_at, updated_at
            FROM metadata.option_set WHERE tenant_id = #{tenantId} AND id = #{id} FOR UPDATE
            """)
    OptionSetRow lockOptionSet(UUID tenantId, UUID id);

    @Select(
            """
            SELECT id, name, options, version, created_at, updated_at
            FROM metadata.option_set
            WHERE tenant_id = #{tenantId} AND (#{page.after}::uuid IS NULL OR id < #{page.after})
            ORDER BY id DESC LIMIT #{page.fetch}
            """)
    List<OptionSetRow> listOptionSets(UUID tenantId, PageRequest page);

    @Insert(
            """
            INSERT INTO metadata.option_set (tenant_id, id, name, options, version, created_at, updated_at)
            VALUES (#{tenantId}, #{row.id}, #{row.name}, #{row.options}, 1, #{row.createdAt}, #{row.updatedAt})
            """)
    int insertOptionSet(UUID tenantId, OptionSetRow row);

    @Update(
            """
            UPDATE metadata.option_set
            SET name = #{row.name}, options = #{row.options}, version = version + 1, updated_at = #{row.updatedAt}
            WHERE tenant_id = #{tenantId} AND id = #{row.id}
            """)
    int updateOptionSet(UUID tenantId, OptionSetRow row);

    @Delete("DELETE FROM metadata.option_set WHERE tenant_id = #{tenantId} AND id = #{id}")
    int deleteOptionSet(UUID tenantId, UUID id);

    @Select("SELECT DISTINCT entity_type FROM metadata.custom_field"
            + " WHERE tenant_id = #{tenantId} AND option_set_id = #{id}")
    List<String> typesUsing(UUID tenantId, UUID id);
}
