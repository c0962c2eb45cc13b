package org.stoa.billing.parking;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.PageRequest;

public interface ParkingMapper {
    String COLUMNS =
            """
            id, customer_id, reason, subject, detail, amount, currency, invoice_id, payment_id, parked_at, released_at,
            released_by, release_note
            """;

    @Select(
            "SELECT " + COLUMNS
                    + """
            FROM billing.parked
            WHERE (#{page.after}::uuid IS NULL OR id < #{page.after})
            AND (#{customerId}::uuid IS NULL OR customer_id = #{customerId})
            AND (#{all} OR released_at IS NULL)
            ORDER BY id DESC
            LIMIT #{page.fetch}""")
    List<ParkedItem> list(
            @Param("customerId") UUID customerId, @Param("all") boolean all, @Param("page") PageRequest page);

    @Select("SELECT " + COLUMNS + "FROM billing.parked WHERE id = #{id}")
    ParkedItem find(UUID id);

    @Select("SELECT EXISTS (SELECT FROM billing.parked WHERE customer_id = #{customerId} AND released_at IS NULL)")
    boolean isParked(UUID customerId);

    /** Does nothing and returns 0 when the same was parked before. */
    @Insert(
            """
            INSERT INTO billing.parked (
                tenant_id, id, customer_id, reason, subject, detail, amount, currency, invoice_id, payment_id, parked_at)
            VALUES (
                #{tenantId}, #{id}, #{doubt.customerId}, #{doubt.reason}, #{doubt.subject}, #{doubt.detail},
                #{doubt.amount.amount}, #{doubt.amount.currency.currencyCode}, #{doubt.invoiceId}, #{doubt.paymentId},
                #{now})
            ON CONFLICT (tenant_id, reason, subject) DO NOTHING""")
    int insert(
            @Param("tenantId") UUID tenantId,
            @Param("id") UUID id,
            @Param("doubt") Doubt doubt,
            @Param("now") Instant now);

    /** Returns 0 when it was released before. */
    @Update(
            """
            UPDATE billing.parked SET released_at = #{now}, released_by = #{by}, release_note = #{note}
            WHERE id = #{id} AND released_at IS NULL""")
    int release(@Param("id") UUID id, @Param("by") String by, @Param("note") String note, @Param("now") Instant now);
}
