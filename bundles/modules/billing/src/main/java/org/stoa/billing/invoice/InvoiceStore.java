package org.stoa.billing.invoice;

import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.value.Money;
import org.stoa.billing.customer.Party;

/** Reads invoices whole: rows, items and parties put together. */
final class InvoiceStore {
    private final InvoiceMapper mapper;

    InvoiceStore(InvoiceMapper mapper) {
        this.mapper = mapper;
    }

    Page<Invoice> list(InvoiceStatus status, UUID customerId, PageRequest page) {
        return Page.of(assemble(mapper.list(status, customerId, page)), page, Invoice::id);
    }

    /** @throws ProblemException 404 {@code not-found} */
    Invoice get(UUID id) {
        return assemble(mapper.find(id)).stream().findFirst().orElseThrow(() -> ProblemException.notFound("invoice"));
    }

    /**
     * The invoice, which nobody else can change until the end of the transaction. Locked first and read then: in one
     * statement, a lock that had to wait would bring the invoice as it is and its items as they were.
     *
     * @throws ProblemException 404 {@code not-found}
     */
    Invoice lock(UUID id) {
        if (mapper.lock(id) == null) {
            throw ProblemException.notFound("invoice");
        }
        return get(id);
    }

    private List<Invoice> assemble(List<InvoiceRow> rows) {
        Map<UUID, List<InvoiceRow>> byInvoice =
                rows.stream().collect(Collectors.groupingBy(InvoiceRow::id, LinkedHashMap::new, Collectors.toList()));
        Map<UUID, Map<PartyRow.Role, Party>> parties = partiesOf(rows);
        List<Invoice> invoices = new ArrayList<>();
        byInvoice.forEach((id, group) -> invoices.add(assemble(group, parties.getOrDefault(id, Map.of()))));
        return invoices;
    }

    /** Drafts have none. Parties never change, so that reading them after the invoices cannot mix two states. */
    private Map<UUID, Map<PartyRow.Role, Party>> partiesOf(List<InvoiceRow> rows) {
        List<UUID> ids = rows.stream()
                .filter(row -> row.status() != InvoiceStatus.DRAFT)
                .map(InvoiceRow::id)
                .distinct()
                .toList();
        if (ids.isEmpty()) {
            return Map.of();
        }
        return mapper.parties(ids).stream()
                .collect(Collectors.groupingBy(PartyRow::invoiceId, Collectors.toMap(PartyRow::role, PartyRow::party)));
    }

    private static Invoice assemble(List<InvoiceRow> group, Map<PartyRow.Role, Party> parties) {
        InvoiceRow row = group.get(0);
        Currency currency = Money.currencyOf(row.currency());
        List<InvoiceItem> items = group.stream()
                .filter(line -> line.position() != null)
                .map(line -> InvoiceItem.of(line, currency))
                .toList();
        return new Invoice(
                row.id(),
                row.number(),
                row.status(),
                row.customerId(),
                row.currency(),
                row.issueDate(),
                row.dueDate(),
                row.notes(),
                items,
                totals(row, currency, items),
                parties.get(PartyRow.Role.SELLER),
                parties.get(PartyRow.Role.BUYER),
                row.paidAt() == null ? null : new Settlement(row.paidAt(), row.paymentReference()),
                row.voidedAt() == null ? null : new Voiding(row.voidedAt(), row.voidReason()),
                row.version(),
                row.createdAt(),
                row.updatedAt());
    }

    private static InvoiceTotals totals(InvoiceRow row, Currency currency, List<InvoiceItem> items) {
        return new InvoiceTotals(
                new Money(row.net(), currency),
                new Money(row.tax(), currency),
                new Money(row.gross(), currency),
                InvoiceTotals.of(currency, items).taxes());
    }
}
