package org.stoa.metadata.entity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Select;

/**
 * Entities with what they are found by. One statement writes an entity and all that is kept of it, provided that the
 * writer knew the latest revision of its model.
 */
public interface EntityMapper {

    /** The revision of the model that a statement may rely on; no row when it is another. */
    String CURRENT =
            """
            known AS (
                SELECT true AS current
                WHERE coalesce((SELECT r.revision FROM metadata.model_revision r
                    WHERE r.tenant_id = #{tenantId} AND r.entity_type = #{entityType}), 0) = #{checked.revision})
            """;

    /** What became of a write. */
    record Written(boolean current, UUID id, List<String> uniqueFields) {}

    @Select(
            "SELECT" + EntityRow.COLUMNS
                    + """
            FROM metadata.entity e
            WHERE e.tenant_id = #{tenantId} AND e.id = #{id} AND e.entity_type = #{entityType} AND e.deleted_at IS NULL
            """)
    EntityRow find(UUID tenantId, String entityType, UUID id);

    @Select(
            "SELECT" + EntityRow.COLUMNS
                    + """
            FROM metadata.entity e
            WHERE e.tenant_id = #{tenantId} AND e.slug = #{slug} AND e.entity_type = #{entityType}
              AND e.deleted_at IS NULL
            """)
    EntityRow findBySlug(UUID tenantId, String entityType, String slug);

    /** Those of a subtype, newest first; after {@code after} when that is not null. */
    @Select(
            "SELECT" + EntityRow.COLUMNS
                    + """
            FROM metadata.entity e
            WHERE e.tenant_id = #{tenantId} AND e.entity_type = #{entityType} AND e.entity_subtype = #{entitySubtype}
              AND e.deleted_at IS NULL AND (#{after}::uuid IS NULL OR e.id < #{after})
            ORDER BY e.id DESC LIMIT #{limit}
            """)
    List<EntityRow> ofSubtype(UUID tenantId, String entityType, String entitySubtype, UUID after, int limit);

    @Select(
            "WITH " + CURRENT
                    + """
            , written AS (
                INSERT INTO metadata.entity (tenant_id, id, entity_type, entity_subtype, account_id, owner_id, name, slug,
                    status, restricted, schema_id, schema_number, structured_data, custom_fields, computed_fields,
                    completeness, latitude, longitude, language, search_text, version, created_at, updated_at)
                SELECT #{tenantId}, #{id}, #{entityType}, #{fields.subtype}, #{fields.accountId,javaType=java.util.UUID}, #{fields.ownerId,javaType=java.util.UUID},
                    #{fields.name}, #{slug}, #{checked.status}, #{checked.restricted}, #{checked.schemaId},
                    #{checked.schemaNumber}, #{checked.structuredData}, #{checked.customFields}, #{checked.computedFields},
                    #{checked.completeness}, #{latitude,jdbcType=DOUBLE}, #{longitude,jdbcType=DOUBLE}, #{language}, #{checked.searchText}, 1, #{now}, #{now}
                FROM known
                ON CONFLICT (tenant_id, entity_type, slug) WHERE deleted_at IS NULL DO NOTHING
                RETURNING id),
            field_values AS (
                INSERT INTO metadata.field_value (tenant_id, entity_type, field, value, entity_id)
                SELECT #{tenantId}, #{entityType}, f.field, f.value, written.id
                FROM written, unnest(#{checked.fields,javaType=list,jdbcType=VARCHAR}::text[], #{checked.values,javaType=list,jdbcType=VARCHAR}::text[])
                    AS f(field, value)
                ON CONFLICT DO NOTHING),
            unique_values AS (
                INSERT INTO metadata.unique_value (tenant_id, entity_type, field, value, entity_id)
                SELECT #{tenantId}, #{entityType}, u.field, u.value, written.id
                FROM written,
                    unnest(#{checked.uniqueFields,javaType=list,jdbcType=VARCHAR}::text[], #{checked.uniqueValues,javaType=list,jdbcType=VARCHAR}::text[])
                        AS u(field, value)
                ON CONFLICT DO NOTHING
                RETURNING field)
            SELECT coalesce((SELECT current FROM known), false) AS current, (SELECT id FROM written) AS id,
                ARRAY(SELECT field FROM unique_values) AS unique_fields
            """)
    Written insert(
            UUID tenantId,
            String entityType,
            UUID id,
            EntityFields fields,
            String slug,
            Double latitude,
            Double longitude,
            String language,
            CheckedEntity checked,
            Instant now);

    @Select(
            "WITH " + CURRENT
                    + """
            , written AS (
                UPDATE metadata.entity e SET entity_subtype = #{fields.subtype}, account_id = #{fields.accountId,javaType=java.util.UUID},
                    owner_id = #{fields.ownerId,javaType=java.util.UUID}, name = #{fields.name}, slug = #{slug}, status = #{checked.status},
                    restricted = #{checked.restricted}, schema_id = #{checked.schemaId},
                    schema_number = #{checked.schemaNumber}, structured_data = #{checked.structuredData},
                    custom_fields = #{checked.customFields}, computed_fields = #{checked.computedFields},
                    completeness = #{checked.completeness}, latitude = #{latitude,jdbcType=DOUBLE}, longitude = #{longitude,jdbcType=DOUBLE},
                    language = #{language}, search_text = #{checked.searchText}, version = e.version + 1,
                    updated_at = #{now}
                FROM known
                WHERE e.tenant_id = #{tenantId} AND e.id = #{id} AND e.version = #{version} AND e.deleted_at IS NULL
                RETURNING e.id)
            SELECT coalesce((SELECT current FROM known), false) AS current, (SELECT id FROM written) AS id,
                (SELECT metadata.keep_values(#{tenantId}, #{entityType}, written.id,
                    #{checked.fields,javaType=list,jdbcType=VARCHAR}::text[], #{checked.values,javaType=list,jdbcType=VARCHAR}::text[],
                    #{checked.uniqueFields,javaType=list,jdbcType=VARCHAR}::text[], #{checked.uniqueValues,javaType=list,jdbcType=VARCHAR}::text[])
                    FROM written) AS unique_fields
            """)
    Written update(
            UUID tenantId,
            String entityType,
            UUID id,
            long version,
            EntityFields fields,
            String slug,
            Double latitude,
            Double longitude,
            String language,
            CheckedEntity checked,
            Instant now);

    /** Takes an entity out of sight, with all that it is found by; what it was stays for the record. */
    @Select(
            """
            WITH gone AS (
                UPDATE metadata.entity e SET deleted_at = #{now}, updated_at = #{now}, version = e.version + 1
                WHERE e.tenant_id = #{tenantId} AND e.id = #{id} AND e.version = #{version} AND e.deleted_at IS NULL
                RETURNING e.id, e.entity_type)
            SELECT count(metadata.keep_values(#{tenantId}, gone.entity_type, gone.id, '{}', '{}', '{}', '{}')) FROM gone
            """)
    int delete(UUID tenantId, UUID id, long version, Instant now);
}
