package org.stoa.billing.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** What is owed and paid. Whoever writes has locked the customer's account before. */
public interface LedgerMapper {
    String OPEN_INVOICE =
            """
            SELECT i.id, i.number, i.customer_id, i.currency, i.status, i.due_date, i.test, i.gross, i.settled, i.credited,
                i.charge_id, s.id AS sale_id, c.debtor_tenant_id
            FROM billing.invoice i
            JOIN billing.customer c ON c.tenant_id = i.tenant_id AND c.id = i.customer_id
            LEFT JOIN billing.sale s ON s.tenant_id = i.tenant_id AND s.id = i.sale_id AND s.status <> 'CANCELLED'
            """;

    String FUNDS =
            """
            SELECT id, customer_id, currency, test, amount, allocated, refunded, reversed, reference, received_at
            FROM billing.payment
            """;

    /** What of a payment settles an invoice. */
    record Allocated(UUID invoiceId, UUID paymentId, BigDecimal amount) {}

    @Select(OPEN_INVOICE + "WHERE i.id = #{id} AND i.kind = 'INVOICE'")
    OpenInvoice invoice(UUID id);

    @Select(OPEN_INVOICE + "WHERE i.number = #{number} AND i.kind = 'INVOICE'")
    OpenInvoice invoiceByNumber(String number);

    /** Unpaid invoices of a customer, those first that are due first. */
    @Select(
            OPEN_INVOICE
                    + """
            WHERE i.customer_id = #{customerId} AND i.currency = #{currency} AND i.test = #{test}
            AND i.kind = 'INVOICE' AND i.status IN ('ISSUED', 'PARTIALLY_PAID')
            ORDER BY i.due_date, i.id""")
    List<OpenInvoice> unpaid(
            @Param("customerId") UUID customerId, @Param("currency") String currency, @Param("test") boolean test);

    @Select(FUNDS + "WHERE id = #{id}")
    Funds funds(UUID id);

    /** Payments of a customer that are not used up, the oldest first. */
    @Select(
            FUNDS
                    + """
            WHERE customer_id = #{customerId} AND currency = #{currency} AND test = #{test}
            AND amount > allocated + refunded + reversed
            ORDER BY id""")
    List<Funds> available(
            @Param("customerId") UUID customerId, @Param("currency") String currency, @Param("test") boolean test);

    /** Payments that settle an invoice, the latest first. */
    @Select(
            """
            SELECT invoice_id, payment_id, sum(amount) AS amount FROM billing.allocation
            WHERE invoice_id = #{invoiceId} AND payment_id IS NOT NULL
            GROUP BY invoice_id, payment_id HAVING sum(amount) > 0 ORDER BY max(id::text) DESC""")
    List<Allocated> paymentsOf(UUID invoiceId);

    /** Invoices that a payment settles, the latest first. */
    @Select(
            """
            SELECT invoice_id, payment_id, sum(amount) AS amount FROM billing.allocation
            WHERE payment_id = #{paymentId}
            GROUP BY invoice_id, payment_id HAVING sum(amount) > 0 ORDER BY max(id::text) DESC""")
    List<Allocated> invoicesOf(UUID paymentId);

    @Insert(
            """
            INSERT INTO billing.allocation (tenant_id, id, invoice_id, payment_id, credit_note_id, amount, created_at)
            VALUES (#{tenantId}, #{id}, #{invoiceId}, #{paymentId}, #{creditNoteId}, #{amount}, #{now})""")
    void allocate(
            @Param("tenantId") UUID tenantId,
            @Param("id") UUID id,
            @Param("invoiceId") UUID invoiceId,
            @Param("paymentId") UUID paymentId,
            @Param("creditNoteId") UUID creditNoteId,
            @Param("amount") BigDecimal amount,
            @Param("now") Instant now);

    @Update(
            """
            UPDATE billing.invoice
            SET settled = #{invoice.settled}, credited = #{invoice.credited}, status = #{status},
                paid_at = CASE WHEN #{status} = 'PAID' THEN coalesce(paid_at, #{paidAt}) END,
                payment_reference = CASE WHEN #{status} = 'PAID' THEN coalesce(payment_reference, #{reference}) END,
                version = version + 1, updated_at = #{now}
            WHERE id = #{invoice.id}""")
    void settle(
            @Param("invoice") OpenInvoice invoice,
            @Param("status") String status,
            @Param("paidAt") Instant paidAt,
            @Param("reference") String reference,
            @Param("now") Instant now);

    @Update(
            """
            UPDATE billing.payment SET allocated = #{allocated}, refunded = #{refunded}, reversed = #{reversed}
            WHERE id = #{id}""")
    void update(Funds funds);

    @Insert(
            """
            INSERT INTO billing.entry (
                tenant_id, id, customer_id, currency, test, kind, amount, booked_on, invoice_id, payment_id, refund_id,
                created_at)
            VALUES (
                #{tenantId}, #{id}, #{customerId}, #{currency}, #{test}, #{kind}, #{amount}, #{bookedOn}, #{invoiceId},
                #{paymentId}, #{refundId}, #{now})""")
    void book(
            @Param("tenantId") UUID tenantId,
            @Param("id") UUID id,
            @Param("customerId") UUID customerId,
            @Param("currency") String currency,
            @Param("test") boolean test,
            @Param("kind") EntryKind kind,
            @Param("amount") BigDecimal amount,
            @Param("bookedOn") LocalDate bookedOn,
            @Param("invoiceId") UUID invoiceId,
            @Param("paymentId") UUID paymentId,
            @Param("refundId") UUID refundId,
            @Param("now") Instant now);
}
