package org.stoa.billing.document.export;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** Reads page after page by keyset, so that the last page costs what the first does. */
interface ExportMapper {
    int PAGE = 2_000;

    /** An issued document. */
    record InvoiceLine(
            UUID id,
            String kind,
            String number,
            String status,
            LocalDate issueDate,
            LocalDate dueDate,
            UUID customerId,
            String buyerName,
            String buyerTaxId,
            String currency,
            BigDecimal net,
            BigDecimal tax,
            BigDecimal gross,
            BigDecimal balance,
            boolean test) {}

    /** A line of an issued document. */
    record ItemLine(
            UUID invoiceId,
            String number,
            LocalDate issueDate,
            int position,
            String description,
            BigDecimal quantity,
            String unit,
            BigDecimal unitPrice,
            BigDecimal discountPercent,
            String taxCategory,
            BigDecimal taxRate,
            boolean taxInclusive,
            String currency,
            BigDecimal net) {}

    /** A customer. */
    record CustomerLine(
            UUID id,
            String name,
            String email,
            String phone,
            String taxId,
            String street,
            String postalCode,
            String city,
            String country,
            String currency,
            String language,
            String reference,
            Instant createdAt) {}

    /** Money that came in. */
    record PaymentLine(
            UUID id,
            Instant receivedAt,
            UUID customerId,
            String customerName,
            String currency,
            BigDecimal amount,
            BigDecimal allocated,
            BigDecimal refunded,
            BigDecimal reversed,
            String provider,
            String externalReference,
            String reference,
            boolean test) {}

    @Select(
            """
            SELECT i.id, i.kind, i.number, i.status, i.issue_date, i.due_date, i.customer_id, p.name AS buyer_name,
                p.tax_id AS buyer_tax_id, i.currency, i.net, i.tax, i.gross,
                CASE WHEN i.kind = 'INVOICE' AND i.status <> 'VOID' THEN i.gross - i.settled END AS balance, i.test
            FROM billing.invoice i
            LEFT JOIN billing.invoice_party p
                ON p.tenant_id = i.tenant_id AND p.invoice_id = i.id AND p.role = 'BUYER'
            WHERE i.issue_date BETWEEN #{from} AND #{to}
            AND (#{last.id}::uuid IS NULL OR (i.issue_date, i.id) > (#{last.issueDate}::date, #{last.id}::uuid))
            ORDER BY i.issue_date, i.id
            LIMIT"""
                    + " " + PAGE)
    List<InvoiceLine> invoices(
            @Param("from") LocalDate from, @Param("to") LocalDate to, @Param("last") InvoiceLine last);

    @Select(
            """
            SELECT i.id AS invoice_id, i.number, i.issue_date, t.position, t.description, t.quantity, t.unit, t.unit_price,
                t.discount_percent, t.tax_category, t.tax_rate, t.tax_inclusive, i.currency, t.net
            FROM billing.invoice i
            JOIN billing.invoice_item t ON t.tenant_id = i.tenant_id AND t.invoice_id = i.id
            WHERE i.issue_date BETWEEN #{from} AND #{to}
            AND (#{last.invoiceId}::uuid IS NULL
                OR (i.issue_date, i.id, t.position) > (#{last.issueDate}::date, #{last.invoiceId}::uuid, #{last.position}))
            ORDER BY i.issue_date, i.id, t.position
            LIMIT"""
                    + " " + PAGE)
    List<ItemLine> items(@Param("from") LocalDate from, @Param("to") LocalDate to, @Param("last") ItemLine last);

    @Select(
            """
            SELECT id, name, email, phone, tax_id, street, postal_code, city, country, currency, language, reference,
                created_at
            FROM billing.customer
            WHERE created_at >= #{from} AND created_at < #{before}
            AND (#{last.id}::uuid IS NULL OR id > #{last.id}::uuid)
            ORDER BY id
            LIMIT"""
                    + " " + PAGE)
    List<CustomerLine> customers(
            @Param("from") Instant from, @Param("before") Instant before, @Param("last") CustomerLine last);

    @Select(
            """
            SELECT p.id, p.received_at, p.customer_id, c.name AS customer_name, p.currency, p.amount, p.allocated, p.refunded,
                p.reversed, p.provider, p.external_reference, p.reference, p.test
            FROM billing.payment p
            LEFT JOIN billing.customer c ON c.tenant_id = p.tenant_id AND c.id = p.customer_id
            WHERE p.received_at >= #{from} AND p.received_at < #{before}
            AND (#{last.id}::uuid IS NULL OR (p.received_at, p.id) > (#{last.receivedAt}::timestamptz, #{last.id}::uuid))
            ORDER BY p.received_at, p.id
            LIMIT"""
                    + " " + PAGE)
    List<PaymentLine> payments(
            @Param("from") Instant from, @Param("before") Instant before, @Param("last") PaymentLine last);
}
