package org.stoa.billing.recurring;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.stoa.api.charge.BillingPeriod;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.value.Money;
import org.stoa.billing.currency.Decimals;
import org.stoa.billing.currency.UnitPrice;
import org.stoa.billing.customer.Customer;
import org.stoa.billing.invoice.Catalogue;
import org.stoa.billing.invoice.Draft;
import org.stoa.billing.invoice.InvoiceFields;
import org.stoa.billing.invoice.InvoiceItem;
import org.stoa.billing.invoice.ItemFields;

/**
 * The invoice of one run: rules without a database. A fixed line of a period that is cut short costs quantity times unit
 * price, rounded, times the days that belong to the agreement, divided by all days of the period, rounded half up; it is
 * stated as one piece at that price. Usage is never cut: it is what it is.
 */
final class Bill {
    private static final BigDecimal MOST = new BigDecimal("999999999.9999");

    private final AgreementFields agreement;
    private final Customer customer;
    private final Catalogue catalogue;

    Bill(AgreementFields agreement, Customer customer, Catalogue catalogue) {
        this.agreement = agreement;
        this.customer = customer;
        this.catalogue = catalogue;
    }

    /** The lines, as far as they name products and tax rates. */
    static List<ItemFields> lines(AgreementFields agreement) {
        BillingPeriod day =
                new BillingPeriod(agreement.startsOn(), agreement.startsOn().plusDays(1));
        return agreement.items().stream()
                .map(item -> item.line(BigDecimal.ONE, day))
                .toList();
    }

    /**
     * Tries a whole period with one unit of everything metered.
     *
     * @throws ProblemException 400 {@code invalid-request} that names what is wrong with a line
     */
    void whole() {
        BillingPeriod day =
                new BillingPeriod(agreement.startsOn(), agreement.startsOn().plusDays(1));
        draft(agreement.items().stream()
                .map(item -> item.line(item.quantity() == null ? BigDecimal.ONE : item.quantity(), day))
                .toList());
    }

    /**
     * @param usage by metric, what is not invoiced yet of the days before {@code run.usageUntil()}
     * @return a draft, without items when there is nothing to invoice
     */
    Draft of(Schedule.Run run, Map<String, BigDecimal> usage) {
        List<ItemFields> lines = new ArrayList<>();
        for (AgreementItem item : agreement.items()) {
            if (item.metric() == null && run.part() != null) {
                lines.add(fixed(item, run));
            } else if (item.metric() != null && usage.containsKey(item.metric())) {
                lines.add(item.line(
                        bounded(item.metric(), usage.get(item.metric())),
                        agreement.schedule().usagePeriod(run)));
            }
        }
        return draft(lines);
    }

    private ItemFields fixed(AgreementItem item, Schedule.Run run) {
        ItemFields whole = item.line(item.quantity(), run.part());
        if (run.part().equals(run.whole())) {
            return whole;
        }
        InvoiceItem priced = Draft.price(whole, Money.currencyOf(agreement.currency()), customer, catalogue);
        Money full = priced.unitPrice().times(priced.quantity());
        Money share = Decimals.share(
                full,
                BigDecimal.valueOf(run.part().days()),
                BigDecimal.valueOf(run.whole().days()));
        return new ItemFields(
                whole.productId(),
                priced.description(),
                BigDecimal.ONE,
                whole.unit(),
                UnitPrice.of(share),
                whole.discountPercent(),
                priced.taxRateId(),
                priced.taxRateId() == null ? priced.taxRate() : null,
                priced.taxRateId() == null ? priced.taxCategory() : null,
                priced.taxInclusive(),
                priced.taxRateId() == null ? priced.exemptionReason() : null,
                whole.periodStart(),
                whole.periodEnd());
    }

    private Draft draft(List<ItemFields> lines) {
        return Draft.of(
                new InvoiceFields(agreement.customerId(), agreement.currency(), null, null, lines),
                customer,
                catalogue);
    }

    private static BigDecimal bounded(String metric, BigDecimal quantity) {
        if (quantity.compareTo(MOST) > 0) {
            throw ProblemException.invalid("usage", "of " + metric + " adds up to more than " + MOST);
        }
        return quantity;
    }
}
