package org.stoa.booking.booking;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.PageRequest;

public interface BookingMapper {
    String SELECT =
            """
            SELECT b.*,
                ARRAY(
                    SELECT r.resource_id FROM booking.booking_resource r
                    WHERE r.booking_id = b.id ORDER BY r.resource_id) AS resource_ids,
                ARRAY(
                    SELECT resource.user_id FROM booking.booking_resource r
                    JOIN booking.resource ON resource.id = r.resource_id
                    WHERE r.booking_id = b.id AND resource.user_id IS NOT NULL) AS provider_user_ids,
                coalesce(
                    (SELECT service.reminder_minutes FROM booking.service WHERE service.id = b.service_id),
                    '{}') AS reminder_minutes,
                (SELECT s.invoice_number FROM booking.sale s WHERE s.booking_id = b.id AND NOT s.cancelled)
                    AS invoice_number,
                (SELECT s.amount FROM booking.sale s WHERE s.booking_id = b.id AND s.kind = 'FEE') AS fee_owed
            FROM booking.booking b
            """;

    @Select(SELECT + "WHERE b.id = #{id}")
    BookingRow find(UUID id);

    /** Whoever has waited for the lock reads by another statement: one that waits knows the rest of before. */
    default BookingRow lock(UUID id) {
        lockId(id);
        return find(id);
    }

    @Select("SELECT id FROM booking.booking WHERE id = #{id} FOR UPDATE")
    UUID lockId(UUID id);

    @Select(SELECT + "WHERE b.id = ANY (#{ids, javaType = java.util.List}) ORDER BY b.starts_at, b.id")
    List<BookingRow> all(@Param("ids") List<UUID> ids);

    @Select(SELECT + "WHERE b.series_id = #{seriesId} ORDER BY b.starts_at, b.id")
    List<BookingRow> ofSeries(UUID seriesId);

    /** A booking with all others of its series, by time; as {@link #lock}. */
    default List<BookingRow> lockSeries(UUID id) {
        return all(lockSeriesIds(id));
    }

    /** In an order that all keep. */
    @Select(
            """
            SELECT id FROM booking.booking
            WHERE id = #{id} OR series_id = (SELECT series_id FROM booking.booking WHERE id = #{id})
            ORDER BY id FOR UPDATE""")
    List<UUID> lockSeriesIds(UUID id);

    @Select("SELECT id FROM booking.booking WHERE agreement_id = #{agreementId}")
    UUID ofAgreement(UUID agreementId);

    /**
     * @param userId whose bookings, as a client or as a resource; null for everybody's
     * @param longest of all bookings, in minutes: by it the index over their starts is of use for {@code from}
     */
    @Select(
            "<script>" + SELECT
                    + """
            <where>
                <if test="page.after != null">AND b.id &lt; #{page.after}</if>
                <if test="userId != null">
                    AND (b.client_user_id = #{userId} OR EXISTS (
                        SELECT FROM booking.booking_resource r
                        JOIN booking.resource ON resource.id = r.resource_id
                        WHERE r.booking_id = b.id AND resource.user_id = #{userId}))
                </if>
                <if test="filter.resourceId != null">
                    AND b.id IN (
                        SELECT r.booking_id FROM booking.booking_resource r WHERE r.resource_id = #{filter.resourceId})
                </if>
                <if test="filter.clientUserId != null">AND b.client_user_id = #{filter.clientUserId}</if>
                <if test="filter.serviceId != null">AND b.service_id = #{filter.serviceId}</if>
                <if test="filter.seriesId != null">AND b.series_id = #{filter.seriesId}</if>
                <if test="filter.status != null">AND b.status = #{filter.status}</if>
                <if test="filter.from != null">
                    AND b.ends_at > #{filter.from}
                    AND b.starts_at > #{filter.from}::timestamptz - make_interval(mins => #{longest})
                </if>
                <if test="filter.to != null">AND b.starts_at &lt; #{filter.to}</if>
            </where>
            ORDER BY b.id DESC LIMIT #{page.fetch}
            </script>""")
    List<BookingRow> list(
            @Param("userId") UUID userId,
            @Param("filter") BookingFilter filter,
            @Param("longest") int longest,
            @Param("page") PageRequest page);

    @Insert(
            """
            <script>
            INSERT INTO booking.booking (
                tenant_id, id, service_id, series_id, occurrence_at, agreement_id, type, status, client_user_id,
                client_name, client_email, title, description, starts_at, ends_at, timezone, location, meeting_url,
                price, currency, free_minutes, cancellation_fee, no_show_fee, confirmed_at, version, created_at,
                updated_at)
            VALUES
            <foreach collection="bookings" item="b" separator=",">
                (#{tenantId}, #{b.id}, #{b.serviceId}, #{b.seriesId}, #{b.occurrenceStart}, #{b.agreementId}, #{b.type},
                 <choose><when test="b.confirmed">'CONFIRMED'</when><otherwise>'PENDING'</otherwise></choose>,
                 #{b.client.userId}, #{b.client.name}, #{b.client.email}, #{b.details.title}, #{b.details.description},
                 #{b.start}, #{b.end}, #{b.timezone}, #{b.details.location}, #{b.details.meetingUrl}, #{b.price.amount},
                 coalesce(#{b.price.currency.currencyCode}, #{b.terms.cancellationFee.currency.currencyCode},
                    #{b.terms.noShowFee.currency.currencyCode}),
                 #{b.terms.freeMinutes}, coalesce(#{b.terms.cancellationFee.amount}, 0),
                 coalesce(#{b.terms.noShowFee.amount}, 0),
                 <choose><when test="b.confirmed">#{now}</when><otherwise>NULL</otherwise></choose>, 1, #{now}, #{now})
            </foreach>
            </script>""")
    void insert(
            @Param("tenantId") UUID tenantId, @Param("bookings") List<NewBooking> bookings, @Param("now") Instant now);

    @Insert(
            """
            INSERT INTO booking.booking_resource (tenant_id, booking_id, resource_id)
            SELECT #{tenantId}, * FROM unnest(
                #{bookingIds, javaType = java.util.List}::uuid[], #{resourceIds, javaType = java.util.List}::uuid[])""")
    void insertResources(
            @Param("tenantId") UUID tenantId,
            @Param("bookingIds") List<UUID> bookingIds,
            @Param("resourceIds") List<UUID> resourceIds);

    @Delete("DELETE FROM booking.booking_resource WHERE booking_id = ANY (#{ids, javaType = java.util.List})")
    void deleteResources(@Param("ids") List<UUID> ids);

    /** Changes nothing and returns 0 when the stored version is another. */
    @Update(
            """
            UPDATE booking.booking
            SET title = #{details.title}, description = #{details.description}, location = #{details.location},
                meeting_url = #{details.meetingUrl}, version = version + 1, updated_at = #{now}
            WHERE id = #{id} AND version = #{version}""")
    int update(
            @Param("id") UUID id,
            @Param("version") long version,
            @Param("details") BookingDetails details,
            @Param("now") Instant now);

    /** Of bookings that are locked. */
    @Update(
            """
            UPDATE booking.booking
            SET status = #{status}, reason = coalesce(#{reason}, reason),
                confirmed_at = CASE #{status} WHEN 'CONFIRMED' THEN #{now} WHEN 'PENDING' THEN NULL ELSE confirmed_at END,
                cancelled_at = CASE WHEN #{status} = 'CANCELLED' THEN #{now} END,
                sequence = CASE WHEN #{status} = 'CANCELLED' THEN sequence + 1 ELSE sequence END,
                version = version + 1, updated_at = #{now}
            WHERE id = ANY (#{ids, javaType = java.util.List})""")
    void setStatus(
            @Param("ids") List<UUID> ids,
            @Param("status") BookingStatus status,
            @Param("reason") String reason,
            @Param("now") Instant now);

    /** Of bookings that are locked; all lists have one element for each. */
    @Update(
            """
            UPDATE booking.booking b
            SET starts_at = moved.starts_at, ends_at = moved.ends_at, timezone = #{timezone},
                reason = coalesce(#{reason}, reason), sequence = sequence + 1, version = version + 1,
                updated_at = #{now}
            FROM unnest(
                #{ids, javaType = java.util.List}::uuid[], #{starts, javaType = java.util.List}::timestamptz[],
                #{ends, javaType = java.util.List}::timestamptz[]) AS moved (id, starts_at, ends_at)
            WHERE b.id = moved.id""")
    void move(
            @Param("ids") List<UUID> ids,
            @Param("starts") List<String> starts,
            @Param("ends") List<String> ends,
            @Param("timezone") String timezone,
            @Param("reason") String reason,
            @Param("now") Instant now);

    /** Does nothing and returns 0 where what is owed stands on an invoice. */
    @Update(
            """
            UPDATE booking.booking b SET paid = #{paid}, version = version + 1, updated_at = #{now}
            WHERE b.id = #{id} AND NOT EXISTS (
                SELECT FROM booking.sale s
                WHERE s.booking_id = b.id AND NOT s.cancelled AND s.invoice_number IS NOT NULL)""")
    int setPaid(@Param("id") UUID id, @Param("paid") boolean paid, @Param("now") Instant now);

    /** Something else is owed for them than what may have been paid. */
    @Update("UPDATE booking.booking SET paid = false WHERE id = ANY (#{ids, javaType = java.util.List})")
    void owe(@Param("ids") List<UUID> ids);
}
