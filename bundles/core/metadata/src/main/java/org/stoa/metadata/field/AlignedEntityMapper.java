package org.stoa.metadata.field;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Select;

/**
 * Entities that are brought into line. Whoever changes one raises its version; what is written here relies on that.
 *
 * <p>PostgreSQL may know nothing yet of a tenant that has become large a moment ago, and then takes reading all that the
 * tenant has for cheap. Hence the statements leave it no choice: {@code OFFSET 0} has each entity looked up by its id, and
 * what was looked up is written by its place, which row-level security lets it do only with rows of the tenant.
 */
public interface AlignedEntityMapper {

    String OF_TYPE =
            """
            FROM metadata.entity e
            WHERE e.tenant_id = #{tenantId} AND e.entity_type = #{entityType}
              AND (#{entitySubtype}::text IS NULL OR e.entity_subtype || '' = #{entitySubtype}) AND e.deleted_at IS NULL
            """;

    /** The following ones of a type, oldest first. */
    @Select("SELECT" + AlignedEntity.COLUMNS + OF_TYPE
            + "AND (#{after}::uuid IS NULL OR e.id > #{after}) ORDER BY e.id LIMIT #{limit}")
    List<AlignedEntity> next(
            UUID tenantId, String entityType, String entitySubtype, boolean words, UUID after, int limit);

    /** One of a type, which nobody else can change until the end of the transaction; waits for whoever does. */
    @Select("SELECT" + AlignedEntity.COLUMNS + OF_TYPE + "AND e.id = #{id} FOR NO KEY UPDATE")
    List<AlignedEntity> lock(UUID tenantId, String entityType, String entitySubtype, boolean words, UUID id);

    @Select(
            """
            SELECT v.entity_id, v.field, v.value
            FROM unnest(#{ids,javaType=list}::uuid[]) AS i(id), LATERAL (
                SELECT o.entity_id, o.field, o.value FROM metadata.field_value o
                WHERE o.tenant_id = #{tenantId} AND o.entity_id = i.id OFFSET 0) AS v
            WHERE v.field = ANY (#{fields,javaType=list})
            """)
    List<FieldText> values(UUID tenantId, List<String> fields, List<String> ids);

    @Select(
            """
            SELECT v.entity_id, v.field, v.value
            FROM unnest(#{ids,javaType=list}::uuid[]) AS i(id), LATERAL (
                SELECT o.entity_id, o.field, o.value FROM metadata.unique_value o
                WHERE o.tenant_id = #{tenantId} AND o.entity_id = i.id OFFSET 0) AS v
            WHERE v.field = ANY (#{fields,javaType=list})
            """)
    List<FieldText> uniqueValues(UUID tenantId, List<String> fields, List<String> ids);

    /**
     * What became of a step.
     *
     * @param kept ids of the entities that were written: not of those that somebody changes, has changed since they were
     *     read, or has deleted
     * @param free unique values that no other entity had
     */
    record Written(List<String> kept, int free) {}

    /**
     * Writes what entities need. One statement, so that they are kept from others as shortly as can be; and it waits for
     * nobody while it keeps them, as others would have to wait as long.
     *
     * @param removed name of the custom field that is taken from entities, or null
     */
    @Select(
            """
            WITH kept AS MATERIALIZED (
                SELECT k.id, k.row
                FROM unnest(#{rows.ids,javaType=list}::uuid[], #{rows.versions,javaType=list}::bigint[]) AS r(id, version),
                    LATERAL (
                        SELECT e.id, e.ctid AS row FROM metadata.entity e
                        WHERE e.tenant_id = #{tenantId} AND e.id = r.id AND e.version = r.version AND e.deleted_at IS NULL
                        FOR NO KEY UPDATE SKIP LOCKED) AS k),
            gone_values AS (
                DELETE FROM metadata.field_value v WHERE v.ctid = ANY (ARRAY(
                    SELECT o.row
                    FROM kept JOIN unnest(#{rows.goneValues.fields,javaType=list}::text[],
                        #{rows.goneValues.values,javaType=list}::text[], #{rows.goneValues.ids,javaType=list}::uuid[])
                        AS g(field, value, entity_id) ON g.entity_id = kept.id,
                        LATERAL (
                            SELECT o.ctid AS row FROM metadata.field_value o
                            WHERE o.tenant_id = #{tenantId} AND o.entity_type = #{entityType} AND o.field = g.field
                              AND o.value = g.value AND o.entity_id = g.entity_id OFFSET 0) AS o))),
            new_values AS (
                INSERT INTO metadata.field_value (tenant_id, entity_type, field, value, entity_id)
                SELECT #{tenantId}, #{entityType}, n.field, n.value, n.entity_id
                FROM kept, unnest(#{rows.newValues.fields,javaType=list}::text[],
                    #{rows.newValues.values,javaType=list}::text[], #{rows.newValues.ids,javaType=list}::uuid[])
                    AS n(field, value, entity_id)
                WHERE n.entity_id = kept.id
                ON CONFLICT DO NOTHING),
            gone_unique AS (
                DELETE FROM metadata.unique_value v WHERE v.ctid = ANY (ARRAY(
                    SELECT o.row
                    FROM kept JOIN unnest(#{rows.goneUnique.fields,javaType=list}::text[],
                        #{rows.goneUnique.values,javaType=list}::text[], #{rows.goneUnique.ids,javaType=list}::uuid[])
                        AS g(field, value, entity_id) ON g.entity_id = kept.id,
                        LATERAL (
                            SELECT o.ctid AS row FROM metadata.unique_value o
                            WHERE o.tenant_id = #{tenantId} AND o.entity_type = #{entityType} AND o.field = g.field
                              AND o.value = g.value AND o.entity_id = g.entity_id OFFSET 0) AS o))),
            new_unique AS (
                INSERT INTO metadata.unique_value (tenant_id, entity_type, field, value, entity_id)
                SELECT #{tenantId}, #{entityType}, n.field, n.value, n.entity_id
                FROM kept, unnest(#{rows.newUnique.fields,javaType=list}::text[],
                    #{rows.newUnique.values,javaType=list}::text[], #{rows.newUnique.ids,javaType=list}::uuid[])
                    AS n(field, value, entity_id)
                WHERE n.entity_id = kept.id
                ON CONFLICT DO NOTHING
                RETURNING field),
            changed AS (
                UPDATE metadata.entity e
                SET search_text = coalesce(c.search_text, e.search_text),
                    computed_fields = coalesce(c.computed::jsonb, e.computed_fields),
                    completeness = coalesce(c.completeness::smallint, e.completeness),
                    custom_fields = CASE WHEN #{removed}::text IS NULL THEN e.custom_fields
                        ELSE e.custom_fields - #{removed}::text END,
                    version = e.version + CASE WHEN jsonb_exists(e.custom_fields, #{removed}::text) THEN 1 ELSE 0 END
                FROM kept, unnest(#{rows.changed,javaType=list}::uuid[], #{rows.texts,javaType=list}::text[],
                    #{rows.computed,javaType=list}::text[], #{rows.completeness,javaType=list}::text[])
                    AS c(id, search_text, computed, completeness)
                WHERE c.id = kept.id AND e.ctid = kept.row)
            SELECT ARRAY(SELECT id::text FROM kept) AS kept, (SELECT count(*) FROM new_unique) AS free
            """)
    Written write(UUID tenantId, String entityType, AlignmentRows rows, String removed);
}
