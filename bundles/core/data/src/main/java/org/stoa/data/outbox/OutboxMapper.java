package org.stoa.data.outbox;

import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.Json;

/** Rows of data.outbox and data.event_listener, across tenants. */
interface OutboxMapper {

    /**
     * Until the end of the transaction nobody begins to hold events: who looked before they were held has taken them by
     * then. See {@code TestClockMapper.lockOutTakers}.
     */
    @Select("SELECT pg_advisory_xact_lock_shared(hashtextextended('data.outbox_hold', 0)) IS NULL")
    boolean lockOutHolders();

    /**
     * Takes due events for as long as {@code until}; whoever dies meanwhile lets them become due again. They are looked for
     * once, whatever plan the server makes: as a part of the join they may be looked for again for each event there is,
     * and more are taken than the limit says.
     *
     * @param types null for all
     * @param tenants null for all whose events are not held; what is later by a test clock is due when it says so
     */
    @Select(
            affectData = true,
            value =
                    """
            WITH due AS MATERIALIZED (
                SELECT tenant_id, id FROM data.outbox w
                WHERE next_attempt_at <= #{now} AND (#{types}::text[] IS NULL OR type = ANY (#{types}))
                  AND (#{tenants}::uuid[] IS NULL OR tenant_id = ANY (#{tenants}::uuid[]))
                  AND (#{tenants}::uuid[] IS NOT NULL OR NOT EXISTS (
                    SELECT FROM data.outbox_hold h WHERE h.tenant_id = w.tenant_id AND h.until > #{now}))
                  AND (due_at IS NULL OR due_at <> next_attempt_at OR NOT EXISTS (
                    SELECT FROM data.test_clock c WHERE c.tenant_id = w.tenant_id))
                ORDER BY next_attempt_at, id LIMIT #{limit} FOR UPDATE SKIP LOCKED
            )
            UPDATE data.outbox o SET next_attempt_at = #{until}, claimed = true
            FROM due
            WHERE o.tenant_id = due.tenant_id AND o.id = due.id
            RETURNING o.tenant_id, o.id, o.type, o.payload, o.occurred_at, o.delivered_to, o.failures,
                o.due_at""")
    List<StoredEvent> claim(
            @Param("now") Instant now,
            @Param("until") Instant until,
            @Param("types") List<String> types,
            @Param("tenants") List<String> tenants,
            @Param("limit") int limit);

    @Delete("DELETE FROM data.outbox WHERE tenant_id = #{event.tenantId} AND id = #{event.id}")
    void delete(@Param("event") StoredEvent event);

    /** Notes how far the delivery came, unless somebody else has taken the event since. */
    @Update(
            """
            UPDATE data.outbox SET delivered_to = #{deliveredTo}, failures = #{failures}, next_attempt_at = #{next},
                claimed = false
            WHERE tenant_id = #{event.tenantId} AND id = #{event.id} AND next_attempt_at = #{until}""")
    void postpone(
            @Param("event") StoredEvent event,
            @Param("until") Instant until,
            @Param("deliveredTo") List<String> deliveredTo,
            @Param("failures") Json failures,
            @Param("next") Instant next);

    @Insert(
            """
            INSERT INTO data.event_listener (name, event_type, seen_at) VALUES (#{name}, #{type}, #{now})
            ON CONFLICT (name, event_type) DO UPDATE SET seen_at = EXCLUDED.seen_at""")
    void remember(@Param("name") String name, @Param("type") String type, @Param("now") Instant now);

    @Select("SELECT name, event_type FROM data.event_listener WHERE seen_at > #{since}")
    List<KnownListener> remembered(@Param("since") Instant since);

    @Delete("DELETE FROM data.event_listener WHERE seen_at <= #{since}")
    void forget(@Param("since") Instant since);
}
