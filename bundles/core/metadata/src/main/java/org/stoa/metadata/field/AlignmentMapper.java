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

    @Update(
            """
            UPDATE metadata.alignment a SET total = (
                SELECT count(*) FROM metadata.entity e
                WHERE e.tenant_id = #{tenantId} AND e.entity_type = #{entityType} AND e.deleted_at IS NULL
                  AND (#{entitySubtype}::text IS NULL OR e.entity_subtype = #{entitySubtype}))
            WHERE a.tenant_id = #{tenantId} AND a.id = #{id}
            """)
    int count(UUID tenantId, UUID id, String entityType, String entitySubtype);

    /** What has been done since it was last noted. */
    record Progress(UUID lastId, int entities, int taken, long longestStepMillis) {}

    /**
     * Notes how far the work is. Nobody else goes on with it until the end of the transaction, which does not wait for the
     * disk: what a crash undoes is done again, with all that came after it.
     *
     * @param from where it was when it was last noted
     * @param until when somebody else may go on
     * @return null when it is not there any more, as somebody else has gone on with it
     */
    @Select(
            """
            UPDATE metadata.alignment
            SET done = done + #{progress.entities}, last_id = #{progress.lastId}, taken = taken + #{progress.taken},
                longest_step_millis = greatest(longest_step_millis, #{progress.longestStepMillis}),
                lease_until = #{until}, updated_at = #{now}
            WHERE tenant_id = #{tenantId} AND id = #{id} AND state = 'RUNNING' AND last_id IS NOT DISTINCT FROM #{from}::uuid
            RETURNING set_config('synchronous_commit', 'off', true)
            """)
    String advance(UUID tenantId, UUID id, UUID from, Progress progress, Instant now, Instant until);

    /** Notes that all is done, and answers how many unique values another entity had already. */
    @Select(
            """
            UPDATE metadata.alignment
            SET state = CASE WHEN taken = 0 THEN 'DONE' ELSE 'FAILED' END, updated_at = #{now},
                problem = CASE WHEN taken > 0 THEN taken || ' values occur in more than one entity' END
            WHERE tenant_id = #{tenantId} AND id = #{id}
            RETURNING taken
            """)
    long end(UUID tenantId, UUID id, Instant now);
}
