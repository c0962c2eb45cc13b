package org.stoa.metadata.field;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** Work on the entities of a type that a change has left to do. */
public interface AlignmentMapper {

    String COLUMNS = " tenant_id, id, entity_type, entity_subtype, fields, words, removed_field, state, total, done,"
            + " last_id, problem, created_at, updated_at ";

    /**
     * Queues work over all entities of a type, or of one subtype; also when none is seen, as one may be written at this
     * moment by somebody who does not know of the change.
     */
    @Insert(
            """
            INSERT INTO metadata.alignment (tenant_id, id, entity_type, entity_subtype, fields, words, removed_field, state,
                total, done, created_at, updated_at)
            SELECT #{tenantId}, #{id}, #{entityType}, #{entitySubtype}, #{fields,javaType=list}, #{words}, #{removedField},
                'WAITING', counted.total, 0, #{now}, #{now}
            FROM (SELECT count(*) AS total FROM metadata.entity e
                  WHERE e.tenant_id = #{tenantId} AND e.entity_type = #{entityType}
                    AND (#{entitySubtype}::text IS NULL OR e.entity_subtype = #{entitySubtype})
                    AND e.deleted_at IS NULL) AS counted
            """)
    int queue(
            UUID tenantId,
            UUID id,
            String entityType,
            String entitySubtype,
            List<String> fields,
            boolean words,
            UUID removedField,
            Instant now);

    @Select(
            "SELECT" + COLUMNS
                    + """
            FROM metadata.alignment
            WHERE tenant_id = #{tenantId} AND (#{entityType}::text IS NULL OR entity_type = #{entityType})
            ORDER BY id DESC LIMIT 100
            """)
    List<Alignment> list(UUID tenantId, String entityType);

    @Select("SELECT" + COLUMNS + "FROM metadata.alignment WHERE tenant_id = #{tenantId} AND id = #{id}")
    Alignment find(UUID tenantId, UUID id);

    /** Across tenants: takes the oldest work that nobody does, for a time. */
    @Select(
            """
            UPDATE metadata.alignment SET state = 'RUNNING', lease_until = #{until}, updated_at = #{now}
            WHERE (tenant_id, id) = (
                SELECT a.tenant_id, a.id FROM metadata.alignment a
                WHERE a.state = 'WAITING' OR a.state = 'RUNNING' AND a.lease_until <= #{now}
                ORDER BY a.created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING
            """
                    + COLUMNS)
    Alignment claim(Instant now, Instant until);

    @Update(
            """
            UPDATE metadata.alignment
            SET done = #{done}, last_id = #{lastId}, lease_until = #{until}, updated_at = #{now}
            WHERE tenant_id = #{tenantId} AND id = #{id}
            """)
    int advance(UUID tenantId, UUID id, long done, UUID lastId, Instant now, Instant until);

    @Update(
            """
            UPDATE metadata.alignment SET state = #{state}, problem = #{problem}, updated_at = #{now}
            WHERE tenant_id = #{tenantId} AND id = #{id}
            """)
    int end(UUID tenantId, UUID id, Alignment.State state, String problem, Instant now);

    @Delete("DELETE FROM metadata.field_value WHERE tenant_id = #{tenantId} AND field = ANY (#{fields,javaType=list})"
            + " AND entity_id = ANY (#{ids,javaType=list}::uuid[])")
    int deleteValues(UUID tenantId, List<String> fields, List<String> ids);

    @Insert(
            """
            INSERT INTO metadata.field_value (tenant_id, entity_type, field, value, entity_id)
            SELECT #{tenantId}, #{entityType}, v.field, v.value, v.entity_id
            FROM unnest(#{fields,javaType=list}::text[], #{values,javaType=list}::text[], #{ids,javaType=list}::uuid[])
                AS v(field, value, entity_id)
            ON CONFLICT DO NOTHING
            """)
    int insertValues(UUID tenantId, String entityType, List<String> fields, List<String> values, List<String> ids);

    @Delete("DELETE FROM metadata.unique_value WHERE tenant_id = #{tenantId} AND field = ANY (#{fields,javaType=list})"
            + " AND entity_id = ANY (#{ids,javaType=list}::uuid[])")
    int deleteUnique(UUID tenantId, List<String> fields, List<String> ids);

    /** How many were free. */
    @Insert(
            """
            INSERT INTO metadata.unique_value (tenant_id, entity_type, field, value, entity_id)
            SELECT #{tenantId}, #{entityType}, v.field, v.value, v.entity_id
            FROM unnest(#{fields,javaType=list}::text[], #{values,javaType=list}::text[], #{ids,javaType=list}::uuid[])
                AS v(field, value, entity_id)
            ON CONFLICT DO NOTHING
            """)
    int insertUnique(UUID tenantId, String entityType, List<String> fields, List<String> values, List<String> ids);

    @Update(
            """
            UPDATE metadata.entity e
            SET search_text = v.search_text, computed_fields = v.computed::jsonb, completeness = v.completeness::smallint
            FROM unnest(#{ids,javaType=list}::uuid[], #{texts,javaType=list}::text[], #{computed,javaType=list}::text[],
                #{completeness,javaType=list}::text[]) AS v(id, search_text, computed, completeness)
            WHERE e.tenant_id = #{tenantId} AND e.id = v.id
            """)
    int updateWords(
            UUID tenantId, List<String> ids, List<String> texts, List<String> computed, List<String> completeness);

    @Update(
            """
            UPDATE metadata.entity e SET custom_fields = e.custom_fields - #{field}, version = e.version + 1
            WHERE e.tenant_id = #{tenantId} AND e.id = ANY (#{ids,javaType=list}::uuid[])
              AND jsonb_exists(e.custom_fields, #{field})
            """)
    int removeField(UUID tenantId, String field, List<String> ids);
}
