package org.stoa.data.clock;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** Test clocks, across tenants, and the events that fall due by them. */
interface TestClockMapper {

    @Select("SELECT tenant_id FROM data.test_clock")
    List<UUID> tenants();

    @Select("SELECT time FROM data.test_clock WHERE tenant_id = #{tenantId}")
    Instant time(UUID tenantId);

    /** The same, and nobody else moves it until the end of the transaction. */
    @Select("SELECT time FROM data.test_clock WHERE tenant_id = #{tenantId} FOR UPDATE")
    Instant lock(UUID tenantId);

    @Insert("INSERT INTO data.test_clock (tenant_id, time) VALUES (#{tenantId}, #{time}) ON CONFLICT DO NOTHING")
    int insert(UUID tenantId, Instant time);

    @Update("UPDATE data.test_clock SET time = #{time} WHERE tenant_id = #{tenantId}")
    int update(UUID tenantId, Instant time);

    @Delete("DELETE FROM data.test_clock WHERE tenant_id = #{tenantId}")
    int delete(UUID tenantId);

    /** When the next event is due that is so by {@code to}; null for none. */
    @Select(
            """
            SELECT min(due_at) FROM data.outbox
            WHERE tenant_id = #{tenantId} AND due_at <= #{to} AND next_attempt_at = due_at
            """)
    Instant nextDue(UUID tenantId, Instant to);

    /** Lets happen what is due by {@code time}. */
    @Update(
            """
            UPDATE data.outbox SET next_attempt_at = #{now}
            WHERE tenant_id = #{tenantId} AND due_at <= #{time} AND next_attempt_at = due_at
            """)
    int release(UUID tenantId, Instant time, Instant now);

    /** Waits for everybody who is taking events; until the end of the transaction nobody else does. */
    @Select("SELECT pg_advisory_xact_lock(hashtextextended('data.outbox_hold', 0)) IS NULL")
    boolean lockOutTakers();

    /** Keeps the events of tenants from everybody else for a time. */
    @Insert(
            """
            INSERT INTO data.outbox_hold (tenant_id, until)
            SELECT t.id, #{until} FROM unnest(#{tenants,javaType=list}::uuid[]) AS t(id) ORDER BY t.id
            ON CONFLICT (tenant_id) DO UPDATE SET until = excluded.until
            """)
    int hold(List<String> tenants, Instant until);

    @Delete("DELETE FROM data.outbox_hold WHERE tenant_id = ANY (#{tenants,javaType=list}::uuid[])")
    int letGo(List<String> tenants);

    /** How many events of tenants somebody is delivering. */
    @Select(
            """
            SELECT count(*) FROM data.outbox
            WHERE tenant_id = ANY (#{tenants,javaType=list}::uuid[]) AND claimed AND next_attempt_at > #{now}
            """)
    long claimed(List<String> tenants, Instant now);

    @Select("SELECT count(*) FROM data.outbox WHERE tenant_id = #{tenantId} AND failures <> '{}'")
    long failing(UUID tenantId);
}
