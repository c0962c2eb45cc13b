package org.stoa.booking.offer;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

interface OfferMapper {
    record Row(
            UUID id,
            BookingType type,
            String name,
            int durationMinutes,
            int bufferBeforeMinutes,
            int bufferAfterMinutes,
            int leadMinutes,
            int horizonDays,
            BigDecimal price,
            String currency,
            boolean requiresConfirmation,
            int freeMinutes,
            BigDecimal cancellationFeePercent,
            BigDecimal cancellationFeeAmount,
            BigDecimal noShowFeePercent,
            BigDecimal noShowFeeAmount,
            List<Integer> reminderMinutes,
            String location,
            String meetingUrl,
            boolean active) {}

    @Select(
            """
            SELECT id, type, coalesce(names ->> #{language}, name) AS name, duration_minutes, buffer_before_minutes,
                buffer_after_minutes, lead_minutes, horizon_days, price, currency, requires_confirmation,
                coalesce(free_cancellation_minutes, 0) AS free_minutes, cancellation_fee_percent,
                cancellation_fee_amount, no_show_fee_percent, no_show_fee_amount, reminder_minutes, location,
                meeting_url, active AND deleted_at IS NULL AS active
            FROM booking.service WHERE id = #{id}""")
    Row find(@Param("id") UUID id, @Param("language") String language);

    @Select(
            """
            SELECT r.id, r.name, r.timezone, r.user_id, s.assigned_at
            FROM booking.service_resource s
            JOIN booking.resource r ON r.tenant_id = s.tenant_id AND r.id = s.resource_id
            WHERE s.service_id = #{serviceId} AND r.active AND r.deleted_at IS NULL
            ORDER BY s.position, r.id""")
    List<Provider> providers(UUID serviceId);

    @Select(
            """
            SELECT id, name, timezone, user_id, NULL::timestamptz AS assigned_at FROM booking.resource
            WHERE id = ANY (#{ids, javaType = java.util.List}) AND active AND deleted_at IS NULL
            ORDER BY id""")
    List<Provider> resources(@Param("ids") List<UUID> ids);

    @Update(
            """
            UPDATE booking.service_resource SET assigned_at = #{now}
            WHERE service_id = #{serviceId} AND resource_id = #{resourceId}""")
    void assigned(@Param("serviceId") UUID serviceId, @Param("resourceId") UUID resourceId, @Param("now") Instant now);
}
