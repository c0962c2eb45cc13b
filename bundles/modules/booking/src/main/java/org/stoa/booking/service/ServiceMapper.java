package org.stoa.booking.service;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.Json;
import org.stoa.api.data.PageRequest;
import org.stoa.api.value.Money;
import org.stoa.booking.Labels;

/** Rows of {@code booking.service} that are not deleted. */
public interface ServiceMapper {
    String COLUMNS =
            """
            id, type, name, names, description, descriptions, duration_minutes, buffer_before_minutes,
            buffer_after_minutes, slot_step_minutes, lead_minutes, horizon_days, price, currency,
            requires_confirmation, free_cancellation_minutes, cancellation_fee_percent, cancellation_fee_amount,
            no_show_fee_percent, no_show_fee_amount, reminder_minutes::text[] AS reminder_minutes, location, meeting_url,
            active, version, created_at, updated_at,
            ARRAY(SELECT sr.resource_id::text FROM booking.service_resource sr
                WHERE sr.service_id = service.id ORDER BY sr.position) AS resource_ids
            """;

    /** A row of {@code booking.service}, and its resources. */
    record Row(
            UUID id,
            ServiceType type,
            String name,
            Json names,
            String description,
            Json descriptions,
            int durationMinutes,
            int bufferBeforeMinutes,
            int bufferAfterMinutes,
            int slotStepMinutes,
            int leadMinutes,
            int horizonDays,
            BigDecimal price,
            String currency,
            boolean requiresConfirmation,
            Integer freeCancellationMinutes,
            BigDecimal cancellationFeePercent,
            BigDecimal cancellationFeeAmount,
            BigDecimal noShowFeePercent,
            BigDecimal noShowFeeAmount,
            List<String> reminderMinutes,
            String location,
            String meetingUrl,
            boolean active,
            long version,
            Instant createdAt,
            Instant updatedAt,
            List<String> resourceIds) {
        public Service service() {
            return new Service(
                    id,
                    type,
                    name,
                    Labels.of(names),
                    description,
                    Labels.of(descriptions),
                    durationMinutes,
                    bufferBeforeMinutes,
                    bufferAfterMinutes,
                    slotStepMinutes,
                    leadMinutes,
                    horizonDays,
                    money(price),
                    requiresConfirmation,
                    freeCancellationMinutes,
                    fee(cancellationFeePercent, cancellationFeeAmount),
                    fee(noShowFeePercent, noShowFeeAmount),
                    reminderMinutes.stream().map(Integer::valueOf).toList(),
                    location,
                    meetingUrl,
                    active,
                    resourceIds.stream().map(UUID::fromString).toList(),
                    version,
                    createdAt,
                    updatedAt);
        }

        private Money money(BigDecimal amount) {
            return amount == null ? null : new Money(amount, Money.currencyOf(currency));
        }

        private Fee fee(BigDecimal percent, BigDecimal amount) {
            return percent == null && amount == null ? null : new Fee(percent, money(amount));
        }
    }

    @Select(
            "SELECT " + COLUMNS
                    + """
            FROM booking.service
            WHERE deleted_at IS NULL AND (#{page.after}::uuid IS NULL OR id < #{page.after})
            ORDER BY id DESC
            LIMIT #{page.fetch}""")
    List<Row> list(@Param("page") PageRequest page);

    @Select("SELECT " + COLUMNS + "FROM booking.service WHERE id = #{id} AND deleted_at IS NULL")
    Row find(UUID id);

    @Select("SELECT " + COLUMNS + "FROM booking.service WHERE id = #{id} AND deleted_at IS NULL FOR UPDATE")
    Row findAndLock(UUID id);

    @Insert(
            """
            INSERT INTO booking.service (
                tenant_id, id, type, name, names, description, descriptions, duration_minutes, buffer_before_minutes,
                buffer_after_minutes, slot_step_minutes, lead_minutes, horizon_days, price, currency,
                requires_confirmation, free_cancellation_minutes, cancellation_fee_percent, cancellation_fee_amount,
                no_show_fee_percent, no_show_fee_amount, reminder_minutes, location, meeting_url, active, version,
                created_at, updated_at)
            VALUES (
                #{tenantId}, #{service.id}, #{service.type}, #{service.name}, #{names}, #{service.description},
                #{descriptions}, #{service.durationMinutes}, #{service.bufferBeforeMinutes},
                #{service.bufferAfterMinutes}, #{service.slotStepMinutes}, #{service.leadMinutes},
                #{service.horizonDays}, #{service.price.amount}, #{currency}, #{service.requiresConfirmation},
                #{service.freeCancellationMinutes}, #{service.cancellationFee.percent},
                #{service.cancellationFee.amount.amount}, #{service.noShowFee.percent},
                #{service.noShowFee.amount.amount}, #{service.reminderMinutes, javaType = java.util.List}::text[]::int[],
                #{service.location}, #{service.meetingUrl}, #{service.active}, #{service.version}, #{service.createdAt},
                #{service.updatedAt})""")
    void insert(
            @Param("tenantId") UUID tenantId,
            @Param("service") Service service,
            @Param("currency") String currency,
            @Param("names") Json names,
            @Param("descriptions") Json descriptions);

    @Update(
            """
            UPDATE booking.service
            SET type = #{service.type}, name = #{service.name}, names = #{names}, description = #{service.description},
                descriptions = #{descriptions}, duration_minutes = #{service.durationMinutes},
                buffer_before_minutes = #{service.bufferBeforeMinutes},
                buffer_after_minutes = #{service.bufferAfterMinutes}, slot_step_minutes = #{service.slotStepMinutes},
                lead_minutes = #{service.leadMinutes}, horizon_days = #{service.horizonDays},
                price = #{service.price.amount}, currency = #{currency},
                requires_confirmation = #{service.requiresConfirmation},
                free_cancellation_minutes = #{service.freeCancellationMinutes},
                cancellation_fee_percent = #{service.cancellationFee.percent},
                cancellation_fee_amount = #{service.cancellationFee.amount.amount},
                no_show_fee_percent = #{service.noShowFee.percent},
                no_show_fee_amount = #{service.noShowFee.amount.amount},
                reminder_minutes = #{service.reminderMinutes, javaType = java.util.List}::text[]::int[],
                location = #{service.location}, meeting_url = #{service.meetingUrl}, active = #{service.active},
                version = #{service.version}, updated_at = #{service.updatedAt}
            WHERE id = #{service.id}""")
    void update(
            @Param("service") Service service,
            @Param("currency") String currency,
            @Param("names") Json names,
            @Param("descriptions") Json descriptions);

    @Delete(
            """
            DELETE FROM booking.service_resource
            WHERE service_id = #{id} AND resource_id <> ALL (#{resourceIds, javaType = java.util.List})""")
    void removeOtherResources(@Param("id") UUID id, @Param("resourceIds") List<UUID> resourceIds);

    /** Puts the resources into this order; whose turn it is stays. */
    @Insert(
            """
            INSERT INTO booking.service_resource (tenant_id, service_id, resource_id, position)
            SELECT #{tenantId}, #{id}, resource_id, position
            FROM unnest(#{resourceIds, javaType = java.util.List}::uuid[]) WITH ORDINALITY AS x (resource_id, position)
            ON CONFLICT (tenant_id, service_id, resource_id) DO UPDATE SET position = EXCLUDED.position""")
    void putResources(
            @Param("tenantId") UUID tenantId, @Param("id") UUID id, @Param("resourceIds") List<UUID> resourceIds);

    @Update("UPDATE booking.service SET deleted_at = #{now}, updated_at = #{now}, version = version + 1"
            + " WHERE id = #{id}")
    void delete(@Param("id") UUID id, @Param("now") Instant now);
}
