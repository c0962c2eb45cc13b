package org.stoa.booking.series;

import java.time.Instant;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

interface SeriesMapper {
    /** A row of {@code booking.series}. */
    record Row(UUID id, UUID serviceId, String rule, Instant startsAt, String timezone, Instant createdAt) {}

    @Select("SELECT id, service_id, rule, starts_at, timezone, created_at FROM booking.series WHERE id = #{id}")
    Row find(UUID id);

    @Insert(
            """
            INSERT INTO booking.series (tenant_id, id, service_id, rule, starts_at, timezone, created_at)
            VALUES (#{tenantId}, #{row.id}, #{row.serviceId}, #{row.rule}, #{row.startsAt}, #{row.timezone},
                #{row.createdAt})""")
    void insert(@Param("tenantId") UUID tenantId, @Param("row") Row row);
}
