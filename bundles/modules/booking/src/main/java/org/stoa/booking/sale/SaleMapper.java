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

    @Update("UPDATE booking.sale SET invoice_number = #{number} WHERE id = #{id} AND invoice_number IS NULL")
    int invoiced(@Param("id") UUID id, @Param("number") String number);

    /** Does nothing for news that is older than what is known. */
    @Select(
            affectData = true,
            value =
                    """
                    UPDATE booking.sale SET paid = #{paid}, paid_event_at = #{at}
                    WHERE id = #{id} AND (paid_event_at IS NULL OR paid_event_at < #{at}) AND NOT cancelled
                    RETURNING booking_id""")
    UUID settled(@Param("id") UUID id, @Param("paid") boolean paid, @Param("at") Instant at);

    @Update(
            """
            UPDATE booking.booking SET paid = #{paid}, version = version + 1, updated_at = #{now}
            WHERE id = #{id} AND paid <> #{paid}""")
    void setPaid(@Param("id") UUID bookingId, @Param("paid") boolean paid, @Param("now") Instant now);
}
