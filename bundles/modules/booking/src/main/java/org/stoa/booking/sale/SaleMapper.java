package org.stoa.booking.sale;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

interface SaleMapper {
    @Insert(
            """
            <script>
            INSERT INTO booking.sale (tenant_id, id, booking_id, kind, amount, currency, created_at)
            VALUES
            <foreach collection="sales" item="sale" separator=",">
                (#{tenantId}, #{sale.id}, #{sale.bookingId}, #{sale.kind}, #{sale.amount.amount},
                 #{sale.amount.currency.currencyCode}, #{now})
            </foreach>
            </script>""")
    void insert(@Param("tenantId") UUID tenantId, @Param("sales") List<Sale> sales, @Param("now") Instant now);

    @Select(
            affectData = true,
            value =
                    """
                    UPDATE booking.sale SET cancelled = true
                    WHERE booking_id = ANY (#{bookingIds, javaType = java.util.List}) AND NOT cancelled
                    RETURNING id""")
    List<UUID> cancel(@Param("bookingIds") List<UUID> bookingIds);

    /** The booking of a sale, before the sale: everybody keeps that order. Null for a sale of somebody else's. */
    @Select(
            """
            SELECT id FROM booking.booking WHERE id = (SELECT booking_id FROM booking.sale WHERE id = #{saleId})
            FOR UPDATE""")
    UUID lockBooking(UUID saleId);

    /** Does nothing and returns 0 for what stands on an invoice already. */
    @Update("UPDATE booking.sale SET invoice_number = #{number} WHERE id = #{id} AND invoice_number IS NULL")
    int invoiced(@Param("id") UUID id, @Param("number") String number);

    /** Does nothing and returns 0 for news that is older than what is known. */
    @Update(
            """
            UPDATE booking.sale SET paid = #{paid}, paid_event_at = #{at}
            WHERE id = #{id} AND (paid_event_at IS NULL OR paid_event_at < #{at})""")
    int settled(@Param("id") UUID id, @Param("paid") boolean paid, @Param("at") Instant at);

    /** A booking is as paid as its sale, if that is still owed. */
    @Update(
            """
            UPDATE booking.booking b SET paid = s.paid, version = version + 1, updated_at = #{now}
            FROM booking.sale s
            WHERE s.id = #{saleId} AND b.id = s.booking_id AND NOT s.cancelled AND b.paid <> s.paid""")
    void follow(@Param("saleId") UUID saleId, @Param("now") Instant now);
}
