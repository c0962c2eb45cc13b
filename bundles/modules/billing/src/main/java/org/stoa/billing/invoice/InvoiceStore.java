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
import org.stoa.billing.currency.Conversion;
import org.stoa.billing.customer.Party;

/** Reads invoices whole: rows, items, taxes and parties put together. */
public final class InvoiceStore {
    private final InvoiceMapper mapper;

    public InvoiceStore(InvoiceMapper mapper) {
        this.mapper = mapper;
    }

    Page<Invoice> list(InvoiceStatus status, InvoiceKind kind, UUID customerId, PageRequest page) {
        return Page.of(assemble(mapper.list(status, kind, customerId, page)), page, Invoice::id);
    }

    /** @throws ProblemException 404 {@code not-found} */
    public Invoice get(UUID id) {
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
        Issued issued = Issued.of(mapper, rows);
        return byInvoice.values().stream().map(group -> assemble(group, issued)).toList();
    }

    private static Invoice assemble(List<InvoiceRow> group, Issued issued) {
        InvoiceRow row = group.get(0);
        Currency currency = Money.currencyOf(row.currency());
        List<InvoiceItem> items = group.stream()
                .filter(line -> line.position() != null)
                .map(InvoiceRow::item)
                .toList();
        boolean draft = row.status() == InvoiceStatus.DRAFT;
        boolean payable = !draft && row.kind() == InvoiceKind.INVOICE && row.status() != InvoiceStatus.VOID;
        Map<PartyRow.Role, Party> parties = issued.parties().getOrDefault(row.id(), Map.of());
        return new Invoice(
                row.id(),
                row.kind(),
                row.number(),
                row.status(),
                row.customerId(),
                row.currency(),
                row.issueDate(),
                row.dueDate(),
                row.notes(),
                items,
                draft ? InvoiceTotals.of(currency, items) : issued.totals(row, currency),
                payable ? new Money(row.gross().subtract(row.settled()), currency) : null,
                issued.conversions().get(row.id()),
                parties.get(PartyRow.Role.SELLER),
                parties.get(PartyRow.Role.BUYER),
                row.paidAt() == null ? null : new Settlement(row.paidAt(), row.paymentReference()),
                row.voidedAt() == null ? null : new Voiding(row.voidedAt(), row.voidReason()),
                row.creditedInvoiceId() == null
                        ? null
                        : new CreditedInvoice(row.creditedInvoiceId(), row.creditReason()),
                row.source(),
                row.test(),
                row.version(),
                row.createdAt(),
                row.updatedAt());
    }

    /** What issued invoices have beside their rows. It never changes, so that reading it later cannot mix two states. */
    private record Issued(
            Map<UUID, Map<PartyRow.Role, Party>> parties,
            Map<UUID, List<InvoiceTotals.Tax>> taxes,
            Map<UUID, Conversion> conversions) {

        static Issued of(InvoiceMapper mapper, List<InvoiceRow> rows) {
            Map<UUID, Currency> issued = new LinkedHashMap<>();
            rows.stream()
                    .filter(row -> row.status() != InvoiceStatus.DRAFT)
                    .forEach(row -> issued.put(row.id(), Money.currencyOf(row.currency())));
            if (issued.isEmpty()) {
                return new Issued(Map.of(), Map.of(), Map.of());
            }
            List<UUID> ids = List.copyOf(issued.keySet());
            Map<UUID, List<InvoiceTotals.Tax>> taxes = new LinkedHashMap<>();
            for (InvoiceMapper.TaxRow row : mapper.taxes(ids)) {
                taxes.computeIfAbsent(row.invoiceId(), id -> new ArrayList<>())
                        .add(InvoiceTotals.Tax.of(row, issued.get(row.invoiceId())));
            }
            return new Issued(
                    mapper.parties(ids).stream()
                            .collect(Collectors.groupingBy(
                                    PartyRow::invoiceId, Collectors.toMap(PartyRow::role, PartyRow::party))),
                    taxes,
                    mapper.conversions(ids).stream()
                            .collect(Collectors.toMap(InvoiceMapper.ConversionRow::invoiceId, Issued::conversion)));
        }

        InvoiceTotals totals(InvoiceRow row, Currency currency) {
            return new InvoiceTotals(
                    new Money(row.net(), currency),
                    new Money(row.tax(), currency),
                    new Money(row.gross(), currency),
                    taxes.getOrDefault(row.id(), List.of()));
        }

        private static Conversion conversion(InvoiceMapper.ConversionRow row) {
            Currency home = Money.currencyOf(row.currency());
            return new Conversion(
                    row.rate(),
                    row.ratedOn(),
                    row.source(),
                    new Money(row.net(), home),
                    new Money(row.tax(), home),
                    new Money(row.gross(), home));
        }
    }
}
