package org.stoa.metadata.field;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** Work on the entities of a type that a change has left to do: the queue, and how far each is. */
public interface AlignmentMapper {

    String COLUMNS = " tenant_id, id, entity_type, entity_subtype, fields, words, removed_field, state, total, done,"
            + " last_id, longest_step_millis, taken, problem, created_at, updated_at ";

    /**
     * Queues work over all entities of a type, or of one subtype; also when there are none, as one may be written at this
     * moment by somebody who does not know of the change.
     */
    @Insert(
            """
            INSERT INTO metadata.alignment (tenant_id, id, entity_type, entity_subtype, fields, words, removed_field, state,
                total, done, created_at, updated_at)
            VALUES (#{tenantId}, #{id}, #{entityType}, #{entitySubtype}, #{fields,javaType=list}, #{words}, #{removedField},
                'WAITING', 0, 0, #{now}, #{now})
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

    /**
     * Across tenants: takes the work that nobody does and that has waited the longest for its turn, for a time. Of one type
     * of entities the older work is ended first.
     */
    @Select(
            """
            UPDATE metadata.alignment SET state = 'RUNNING', lease_until = #{until}, updated_at = #{now}
            WHERE (tenant_id, id) = (
                SELECT a.tenant_id, a.id FROM metadata.alignment a
                WHERE (a.state = 'WAITING' OR a.state = 'RUNNING' AND a.lease_until <= #{now})
                  AND NOT EXISTS (
                    SELECT FROM metadata.alignment o
                    WHERE o.tenant_id = a.tenant_id AND o.entity_type = a.entity_type AND o.id <> a.id
                      AND o.state IN ('WAITING', 'RUNNING')
                      AND (o.id < a.id OR o.state = 'RUNNING' AND o.lease_until > #{now}))
                ORDER BY a.updated_at, a.id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING
            """
                    + COLUMNS)
    Alignment claim(Instant now, Instant until);

    /** Lets somebody else go on. */
    @Update(
            """
            UPDATE metadata.alignment SET lease_until = #{now}, updated_at = #{now}
            WHERE tenant_id = #{tenantId} AND id = #{id} AND state = 'RUNNING' AND last_id IS NOT DISTINCT FROM #{lastId}::uuid
            """)
    int release(UUID tenantId, UUID id, UUID lastId, Instant now);

    @Update(
            """
            UPDATE metadata.alignment a SET total = (
                SELECT count(*) FROM metadata.entity e
                WHERE e.tenant_id = #{tenantId} AND e.entity_type = #{entityType} AND e.deleted_at IS NULL
                  AND (#{entitySubtype}::text IS NULL OR e.entity_subtype = #{entitySubtype}))
            WHERE a.tenant_id = #{tenantId} AND a.id = #{id}
            """)
    int count(UUID tenantId, UUID id, String entityType, String entitySubtype);

    /**
     * Goes on, in a transaction that does not wait for the disk: what a crash undoes is done again, with all that came
     * after it.
     *
     * @param from where the work was
     * @return null when it is not there any more, as somebody else has gone on with it
     */
    @Select(
            """
            UPDATE metadata.alignment
            SET done = done + #{entities}, last_id = #{to}, longest_step_millis = greatest(longest_step_millis, #{millis}),
                lease_until = #{until}, updated_at = #{now}
            WHERE tenant_id = #{tenantId} AND id = #{id} AND state = 'RUNNING' AND last_id IS NOT DISTINCT FROM #{from}::uuid
            RETURNING set_config('synchronous_commit', 'off', true)
            """)
    String advance(UUID tenantId, UUID id, UUID from, UUID to, int entities, long millis, Instant now, Instant until);

    @Update("UPDATE metadata.alignment SET taken = taken + #{taken} WHERE tenant_id = #{tenantId} AND id = #{id}")
    int addTaken(UUID tenantId, UUID id, int taken);

    /** Notes that all is done; 0 when somebody else has gone on with it. */
    @Update(
            """
            UPDATE metadata.alignment
            SET state = #{state}, problem = #{problem}, longest_step_millis = greatest(longest_step_millis, #{millis}),
                updated_at = #{now}
            WHERE tenant_id = #{tenantId} AND id = #{id} AND state = 'RUNNING' AND last_id IS NOT DISTINCT FROM #{lastId}::uuid
            """)
    int end(UUID tenantId, UUID id, UUID lastId, Alignment.State state, String problem, long millis, Instant now);
}
