package org.stoa.billing.invoice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.stoa.api.rest.Versioned;
import org.stoa.api.value.Money;
import org.stoa.billing.currency.Conversion;
import org.stoa.billing.customer.Party;

/**
 * An invoice or a credit note. From its issue on, number, dates, parties, items and totals never change.
 *
 * @param kind amounts of a credit note are what it gives back, more than nothing
 * @param number of its series, without gaps, such as {@code 2026-000001}; null for a draft
 * @param currency ISO 4217 code of every amount
 * @param issueDate in the tenant's time zone; null for a draft
 * @param dueDate null for a draft that leaves it open, and for a credit note
 * @param totals in the currency of the document
 * @param balance what is still to be paid; null for a draft and a credit note
 * @param conversion the totals in the currency of the tenant, when that is another; null for a draft
 * @param seller the tenant as it was at issue; null for a draft
 * @param buyer the customer as it was at issue; null for a draft
 * @param payment the last one, null unless it is PAID
 * @param voiding null unless it is VOID
 * @param credited what it takes back; null for an invoice
 * @param source what it was made from, or null
 * @param test whether it was made by a test clock: no claim, and numbered apart
 */
public record Invoice(
        UUID id,
        InvoiceKind kind,
        String number,
        InvoiceStatus status,
        UUID customerId,
        String currency,
        LocalDate issueDate,
        LocalDate dueDate,
        String notes,
        List<InvoiceItem> items,
        InvoiceTotals totals,
        Money balance,
        Conversion conversion,
        Party seller,
        Party buyer,
        Settlement payment,
        Voiding voiding,
        CreditedInvoice credited,
        InvoiceSource source,
        boolean test,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {
    public Invoice {
        items = List.copyOf(items);
    }

    public InvoiceFields fields() {
        List<ItemFields> lines = items.stream().map(InvoiceItem::fields).toList();
        return new InvoiceFields(customerId, currency, dueDate, notes, lines);
    }
}
