package org.stoa.billing.invoice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.stoa.api.rest.Versioned;
import org.stoa.billing.customer.Party;

/**
 * An invoice. From its issue on, number, dates, parties, items and totals never change.
 *
 * @param number {@code <year of issue>-<six digits or more>}, without gaps per tenant and year; null for a draft
 * @param currency ISO 4217 code of every amount
 * @param issueDate in the tenant's time zone; null for a draft
 * @param dueDate null for a draft that leaves it open
 * @param seller the tenant as it was at issue; null for a draft
 * @param buyer the customer as it was at issue; null for a draft
 * @param payment null unless it is PAID
 * @param voiding null unless it is VOID
 */
public record Invoice(
        UUID id,
        String number,
        InvoiceStatus status,
        UUID customerId,
        String currency,
        LocalDate issueDate,
        LocalDate dueDate,
        String notes,
        List<InvoiceItem> items,
        InvoiceTotals totals,
        Party seller,
        Party buyer,
        Settlement payment,
        Voiding voiding,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {
    public Invoice {
        items = List.copyOf(items);
    }

    static Invoice draft(UUID id, Draft draft, long version, Instant createdAt, Instant updatedAt) {
        return new Invoice(
                id,
                null,
                InvoiceStatus.DRAFT,
                draft.customerId(),
                draft.currency().getCurrencyCode(),
                null,
                draft.dueDate(),
                draft.notes(),
                draft.items(),
                draft.totals(),
                null,
                null,
                null,
                null,
                version,
                createdAt,
                updatedAt);
    }

    Invoice issued(String assigned, LocalDate on, LocalDate due, Party from, Party to, Instant now) {
        return new Invoice(
                id,
                assigned,
                InvoiceStatus.ISSUED,
                customerId,
                currency,
                on,
                due,
                notes,
                items,
                totals,
                from,
                to,
                null,
                null,
                version + 1,
                createdAt,
                now);
    }

    Invoice paid(Settlement how, Instant now) {
        return settled(InvoiceStatus.PAID, how, null, now);
    }

    Invoice voided(String reason, Instant now) {
        return settled(InvoiceStatus.VOID, null, new Voiding(now, reason), now);
    }

    private Invoice settled(InvoiceStatus outcome, Settlement how, Voiding why, Instant now) {
        return new Invoice(
                id,
                number,
                outcome,
                customerId,
                currency,
                issueDate,
                dueDate,
                notes,
                items,
                totals,
                seller,
                buyer,
                how,
                why,
                version + 1,
                createdAt,
                now);
    }

    InvoiceFields fields() {
        List<ItemFields> lines = items.stream().map(InvoiceItem::fields).toList();
        return new InvoiceFields(customerId, currency, dueDate, notes, lines);
    }
}
