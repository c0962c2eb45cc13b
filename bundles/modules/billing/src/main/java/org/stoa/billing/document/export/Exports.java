package org.stoa.billing.document.export;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Database;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.billing.document.export.ExportMapper.CustomerLine;
import org.stoa.billing.document.export.ExportMapper.InvoiceLine;
import org.stoa.billing.document.export.ExportMapper.ItemLine;
import org.stoa.billing.document.export.ExportMapper.PaymentLine;

/**
 * Exports of one tenant. Each page is read by itself: what changes while a long export runs may be in it as it was before or
 * as it is after.
 */
@Component(service = Exports.class)
public final class Exports {
    private final Database database;

    @Activate
    public Exports(@Reference Database database) {
        this.database = database;
    }

    /** Reads everything and writes it, a page at a time. */
    <R> void write(CallContext context, Export<R> export, TableWriter table) throws IOException {
        table.header(export.columns().stream().map(Column::name).toList());
        R last = null;
        List<R> page;
        do {
            R after = last;
            page = database.read(
                    context, ExportMapper.class, mapper -> export.reader().after(mapper, after));
            for (R row : page) {
                List<Object> cells = new ArrayList<>(export.columns().size());
                export.columns().forEach(column -> cells.add(column.value().apply(row)));
                table.row(cells);
            }
            last = page.isEmpty() ? last : page.get(page.size() - 1);
        } while (page.size() == ExportMapper.PAGE);
    }

    /** Documents issued in the range. */
    static Export<InvoiceLine> invoices(DateRange range) {
        return new Export<>(
                "invoices",
                List.of(
                        new Column<>("number", InvoiceLine::number),
                        new Column<>("kind", InvoiceLine::kind),
                        new Column<>("status", InvoiceLine::status),
                        new Column<>("issueDate", InvoiceLine::issueDate),
                        new Column<>("dueDate", InvoiceLine::dueDate),
                        new Column<>("buyer", InvoiceLine::buyerName),
                        new Column<>("buyerTaxId", InvoiceLine::buyerTaxId),
                        new Column<>("currency", InvoiceLine::currency),
                        new Column<>("net", row -> amount(row.net(), row.currency())),
                        new Column<>("tax", row -> amount(row.tax(), row.currency())),
                        new Column<>("gross", row -> amount(row.gross(), row.currency())),
                        new Column<>("balance", row -> amount(row.balance(), row.currency())),
                        new Column<>("test", row -> Boolean.toString(row.test())),
                        new Column<>("customerId", row -> row.customerId().toString()),
                        new Column<>("id", row -> row.id().toString())),
                (mapper, last) -> mapper.invoices(range.from(), range.to(), last));
    }

    /** Lines of the documents issued in the range. */
    static Export<ItemLine> items(DateRange range) {
        return new Export<>(
                "items",
                List.of(
                        new Column<>("number", ItemLine::number),
                        new Column<>("issueDate", ItemLine::issueDate),
                        new Column<>("position", row -> row.position() + 1),
                        new Column<>("description", ItemLine::description),
                        new Column<>("quantity", row -> plain(row.quantity())),
                        new Column<>("unit", ItemLine::unit),
                        new Column<>("unitPrice", row -> plain(row.unitPrice())),
                        new Column<>("discountPercent", row -> plain(row.discountPercent())),
                        new Column<>("taxCategory", ItemLine::taxCategory),
                        new Column<>("taxRate", row -> plain(row.taxRate())),
                        new Column<>("taxInclusive", row -> Boolean.toString(row.taxInclusive())),
                        new Column<>("currency", ItemLine::currency),
                        new Column<>("net", row -> amount(row.net(), row.currency())),
                        new Column<>("invoiceId", row -> row.invoiceId().toString())),
                (mapper, last) -> mapper.items(range.from(), range.to(), last));
    }

    /** Customers created in the range. */
    static Export<CustomerLine> customers(DateRange range, ZoneId zone) {
        return new Export<>(
                "customers",
                List.of(
                        new Column<>("name", CustomerLine::name),
                        new Column<>("email", CustomerLine::email),
                        new Column<>("phone", CustomerLine::phone),
                        new Column<>("taxId", CustomerLine::taxId),
                        new Column<>("street", CustomerLine::street),
                        new Column<>("postalCode", CustomerLine::postalCode),
                        new Column<>("city", CustomerLine::city),
                        new Column<>("country", CustomerLine::country),
                        new Column<>("currency", CustomerLine::currency),
                        new Column<>("language", CustomerLine::language),
                        new Column<>("reference", CustomerLine::reference),
                        new Column<>("createdAt", CustomerLine::createdAt),
                        new Column<>("id", row -> row.id().toString())),
                (mapper, last) -> mapper.customers(range.start(zone), range.end(zone), last));
    }

    /** Payments received in the range. */
    static Export<PaymentLine> payments(DateRange range, ZoneId zone) {
        return new Export<>(
                "payments",
                List.of(
                        new Column<>("receivedAt", PaymentLine::receivedAt),
                        new Column<>("customer", PaymentLine::customerName),
                        new Column<>("currency", PaymentLine::currency),
                        new Column<>("amount", row -> amount(row.amount(), row.currency())),
                        new Column<>("allocated", row -> amount(row.allocated(), row.currency())),
                        new Column<>("refunded", row -> amount(row.refunded(), row.currency())),
                        new Column<>("reversed", row -> amount(row.reversed(), row.currency())),
                        new Column<>("provider", PaymentLine::provider),
                        new Column<>("externalReference", PaymentLine::externalReference),
                        new Column<>("reference", PaymentLine::reference),
                        new Column<>("test", row -> Boolean.toString(row.test())),
                        new Column<>(
                                "customerId",
                                row -> row.customerId() == null
                                        ? null
                                        : row.customerId().toString()),
                        new Column<>("id", row -> row.id().toString())),
                (mapper, last) -> mapper.payments(range.start(zone), range.end(zone), last));
    }

    /** With the decimals of its currency: the database keeps four. */
    private static BigDecimal amount(BigDecimal stored, String currency) {
        int decimals = Money.currencyOf(currency).getDefaultFractionDigits();
        return stored == null ? null : stored.setScale(decimals, RoundingMode.UNNECESSARY);
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
