package org.stoa.billing.payment;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.PageRequest;

public interface PaymentMapper {
    String COLUMNS =
            """
            id, customer_id, currency, amount, allocated, refunded, reversed, provider, external_reference, reference, test,
            received_at, created_at
            """;

    /** A row of {@code billing.payment}. */
    record Row(
            UUID id,
            UUID customerId,
            String currency,
            BigDecimal amount,
            BigDecimal allocated,
            BigDecimal refunded,
            BigDecimal reversed,
            String provider,
            String externalReference,
            String reference,
            boolean test,
            Instant receivedAt,
            Instant createdAt) {}

    /** What of a payment settles one invoice. */
    record AllocationRow(UUID paymentId, UUID invoiceId, BigDecimal amount) {}

    /** A row of {@code billing.refund}. */
    record RefundRow(
            UUID id,
            UUID paymentId,
            Refund.Kind kind,
            BigDecimal amount,
            String provider,
            String externalReference,
            String reason,
            Instant refundedAt) {}

    @Select(
            "SELECT " + COLUMNS
                    + """
            FROM billing.payment
            WHERE (#{page.after}::uuid IS NULL OR id < #{page.after})
            AND (#{customerId}::uuid IS NULL OR customer_id = #{customerId})
            ORDER BY id DESC
            LIMIT #{page.fetch}""")
    List<Row> list(@Param("customerId") UUID customerId, @Param("page") PageRequest page);

    @Select("SELECT " + COLUMNS + "FROM billing.payment WHERE id = #{id}")
    Row find(UUID id);

    @Select("SELECT " + COLUMNS
            + "FROM billing.payment WHERE provider = #{provider} AND external_reference = #{reference}")
    Row findReported(@Param("provider") String provider, @Param("reference") String reference);

    @Select(
            """
            SELECT payment_id, invoice_id, sum(amount) AS amount FROM billing.allocation
            WHERE payment_id = ANY (#{ids, javaType = java.util.List})
            GROUP BY payment_id, invoice_id HAVING sum(amount) <> 0 ORDER BY payment_id, min(id::text)""")
    List<AllocationRow> allocations(@Param("ids") List<UUID> ids);

    @Select(
            """
            SELECT id, payment_id, kind, amount, provider, external_reference, reason, refunded_at
            FROM billing.refund
            WHERE payment_id = ANY (#{ids, javaType = java.util.List})
            ORDER BY payment_id, id""")
    List<RefundRow> refunds(@Param("ids") List<UUID> ids);

    @Select("SELECT payment_id FROM billing.refund WHERE provider = #{provider} AND external_reference = #{reference}")
    UUID paymentOfRefund(@Param("provider") String provider, @Param("reference") String reference);

    /** Does nothing and returns 0 when the provider has reported it before. */
    @Insert(
            """
            INSERT INTO billing.payment (
                tenant_id, id, customer_id, currency, amount, provider, external_reference, reference, test, received_at,
                created_at)
            VALUES (
                #{tenantId}, #{id}, #{customerId}, #{fields.amount.currency.currencyCode}, #{fields.amount.amount},
                #{fields.provider}, #{fields.externalReference}, #{fields.reference}, #{test}, #{receivedAt}, #{now})
            ON CONFLICT (tenant_id, provider, external_reference) DO NOTHING""")
    int insert(
            @Param("tenantId") UUID tenantId,
            @Param("id") UUID id,
            @Param("customerId") UUID customerId,
            @Param("fields") PaymentFields fields,
            @Param("test") boolean test,
            @Param("receivedAt") Instant receivedAt,
            @Param("now") Instant now);

    @Update("UPDATE billing.payment SET customer_id = #{customerId} WHERE id = #{id} AND customer_id IS NULL")
    int assign(@Param("id") UUID id, @Param("customerId") UUID customerId);

    @Insert(
            """
            INSERT INTO billing.refund (
                tenant_id, id, payment_id, kind, amount, provider, external_reference, reason, refunded_at, created_at)
            VALUES (
                #{tenantId}, #{id}, #{paymentId}, #{kind}, #{amount}, #{fields.provider}, #{fields.externalReference},
                #{fields.reason}, #{refundedAt}, #{now})""")
    void insertRefund(
            @Param("tenantId") UUID tenantId,
            @Param("id") UUID id,
            @Param("paymentId") UUID paymentId,
            @Param("kind") Refund.Kind kind,
            @Param("amount") BigDecimal amount,
            @Param("fields") RefundFields fields,
            @Param("refundedAt") Instant refundedAt,
            @Param("now") Instant now);
}
