package org.stoa.billing.statement;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.stoa.api.data.PageRequest;
import org.stoa.billing.ledger.EntryKind;

interface StatementMapper {
    /** A row of {@code billing.entry}, and what it names. */
    record EntryRow(
            LocalDate bookedOn,
            EntryKind kind,
            BigDecimal amount,
            String document,
            String reference,
            UUID invoiceId,
            UUID paymentId) {}

    /** What one customer has open in one currency. */
    record AgeingRow(
            UUID customerId,
            String name,
            String currency,
            BigDecimal notDue,
            BigDecimal upTo30,
            BigDecimal upTo60,
            BigDecimal upTo90,
            BigDecimal over90) {}

    @Select("SELECT currency FROM billing.customer WHERE id = #{id}")
    String currencyOf(UUID id);

    @Select(
            """
            SELECT coalesce(sum(amount), 0) FROM billing.entry
            WHERE customer_id = #{customerId} AND currency = #{currency} AND test = #{test} AND booked_on < #{day}""")
    BigDecimal before(
            @Param("customerId") UUID customerId,
            @Param("currency") String currency,
            @Param("test") boolean test,
            @Param("day") LocalDate day);

    @Select(
            """
            SELECT e.booked_on, e.kind, e.amount, i.number AS document, coalesce(p.reference, p.external_reference)
                AS reference, e.invoice_id, e.payment_id
            FROM billing.entry e
            LEFT JOIN billing.invoice i ON i.tenant_id = e.tenant_id AND i.id = e.invoice_id
            LEFT JOIN billing.payment p ON p.tenant_id = e.tenant_id AND p.id = e.payment_id
            WHERE e.customer_id = #{customerId} AND e.currency = #{currency} AND e.test = #{test}
            AND e.booked_on BETWEEN #{from} AND #{to}
            ORDER BY e.booked_on, e.id
            LIMIT #{limit}""")
    List<EntryRow> entries(
            @Param("customerId") UUID customerId,
            @Param("currency") String currency,
            @Param("test") boolean test,
            @Param("from") LocalDate from,
            @Param("to") LocalDate to,
            @Param("limit") int limit);

    @Select(
            """
            WITH due AS (
                SELECT tenant_id, customer_id, currency, gross - settled AS balance, #{today}::date - due_date AS days
                FROM billing.invoice
                WHERE status IN ('ISSUED', 'PARTIALLY_PAID') AND kind = 'INVOICE' AND test = #{test}
                AND (#{page.after}::uuid IS NULL OR customer_id < #{page.after})
            ), page AS (
                SELECT DISTINCT customer_id FROM due ORDER BY customer_id DESC LIMIT #{page.fetch}
            )
            SELECT d.customer_id, c.name, d.currency,
                coalesce(sum(d.balance) FILTER (WHERE d.days <= 0), 0) AS not_due,
                coalesce(sum(d.balance) FILTER (WHERE d.days BETWEEN 1 AND 30), 0) AS up_to30,
                coalesce(sum(d.balance) FILTER (WHERE d.days BETWEEN 31 AND 60), 0) AS up_to60,
                coalesce(sum(d.balance) FILTER (WHERE d.days BETWEEN 61 AND 90), 0) AS up_to90,
                coalesce(sum(d.balance) FILTER (WHERE d.days > 90), 0) AS over90
            FROM due d
            JOIN page p ON p.customer_id = d.customer_id
            JOIN billing.customer c ON c.tenant_id = d.tenant_id AND c.id = d.customer_id
            GROUP BY d.customer_id, c.name, d.currency
            ORDER BY d.customer_id DESC, d.currency""")
    List<AgeingRow> ageing(
            @Param("today") LocalDate today, @Param("test") boolean test, @Param("page") PageRequest page);
}
