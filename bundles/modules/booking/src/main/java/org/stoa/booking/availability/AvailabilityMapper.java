package org.stoa.booking.availability;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.stoa.booking.recurrence.Recurrence;

public interface AvailabilityMapper {
    /** A row of {@code booking.availability}. */
    record Row(
            UUID id,
            UUID resourceId,
            Integer dayOfWeek,
            LocalDate date,
            LocalDate startsOn,
            String recurrence,
            int startMinute,
            int endMinute,
            boolean available,
            String note) {
        static Row of(UUID id, UUID resourceId, HoursRule rule, String note) {
            return new Row(
                    id,
                    resourceId,
                    rule.day() == null ? null : rule.day().getValue() % 7,
                    rule.date(),
                    rule.startsOn(),
                    rule.recurrence() == null ? null : rule.recurrence().text(),
                    rule.startMinute(),
                    rule.endMinute(),
                    rule.available(),
                    note);
        }

        public HoursRule rule() {
            return new HoursRule(
                    dayOfWeek == null ? null : DayOfWeek.of(dayOfWeek == 0 ? 7 : dayOfWeek),
                    date,
                    startsOn,
                    recurrence == null ? null : Recurrence.parse(recurrence),
                    startMinute,
                    endMinute,
                    available);
        }
    }

    /** In the order in which they were put. */
    @Select(
            """
            SELECT id, resource_id, day_of_week, date, starts_on, recurrence, start_minute, end_minute, available, note
            FROM booking.availability
            WHERE resource_id = ANY (#{resourceIds, javaType = java.util.List})
            ORDER BY id""")
    List<Row> list(@Param("resourceIds") List<UUID> resourceIds);

    @Delete("DELETE FROM booking.availability WHERE resource_id = #{resourceId}")
    void deleteAll(UUID resourceId);

    @Insert(
            """
            <script>
            INSERT INTO booking.availability (
                tenant_id, id, resource_id, day_of_week, date, starts_on, recurrence, start_minute, end_minute, available,
                note)
            VALUES
            <foreach collection="rows" item="row" separator=",">
                (#{tenantId}, #{row.id}, #{row.resourceId}, #{row.dayOfWeek}, #{row.date}, #{row.startsOn},
                 #{row.recurrence}, #{row.startMinute}, #{row.endMinute}, #{row.available}, #{row.note})
            </foreach>
            </script>""")
    void insert(@Param("tenantId") UUID tenantId, @Param("rows") List<Row> rows);
}
