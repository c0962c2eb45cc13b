package org.stoa.booking.calendar;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

public interface BusyMapper {
    /** A row to be of {@code booking.busy_time}. */
    record Row(UUID id, String uid, Instant startsAt, Instant endsAt) {}

    /** What is known of a source. */
    record SourceRow(String source, int busyTimes, Instant lastEnd) {}

    @Select(
            """
            SELECT source, count(*)::int AS busy_times, max(ends_at) AS last_end
            FROM booking.busy_time WHERE resource_id = #{resourceId}
            GROUP BY source ORDER BY source""")
    List<SourceRow> sources(UUID resourceId);

    @Delete("DELETE FROM booking.busy_time WHERE resource_id = #{resourceId} AND source = #{source}")
    int delete(@Param("resourceId") UUID resourceId, @Param("source") String source);

    @Insert(
            """
            <script>
            INSERT INTO booking.busy_time (tenant_id, id, resource_id, source, uid, starts_at, ends_at)
            VALUES
            <foreach collection="rows" item="row" separator=",">
                (#{tenantId}, #{row.id}, #{resourceId}, #{source}, #{row.uid}, #{row.startsAt}, #{row.endsAt})
            </foreach>
            </script>""")
    void insert(
            @Param("tenantId") UUID tenantId,
            @Param("resourceId") UUID resourceId,
            @Param("source") String source,
            @Param("rows") List<Row> rows);
}
