package org.stoa.billing.invoice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.value.Money;
import org.stoa.billing.BillingProblem;
import org.stoa.billing.currency.Decimals;

/**
 * Computes a credit note. Amounts go by what is credited in all: a line of which q of n are credited is credited round(amount
 * x q / n) in all, and this credit note gives the difference to those before it. So credit notes for parts add up to the
 * invoice to the cent, in whatever steps, and never to more. The tax on prices without tax goes likewise by the net amount
 * of its rate; the tax in prices that include it goes by the line.
 */
final class Crediting {
    private static final int QUANTITY_DECIMALS = 4;

    private final Invoice invoice;
    private final Map<Integer, Credited> before;
    private final Map<TaxKey, Money> taxBefore;

    /** What was credited of a line, or is. */
    record Credited(BigDecimal quantity, BigDecimal amount, BigDecimal net, BigDecimal tax) {
        static final Credited NOTHING =
                new Credited(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /**
     * The lines of a credit note, where they stand in the invoice, and what they add up to.
     *
     * @param quantities how much of the lines of the invoice is credited, where they do not say so themselves; else null
     */
    record Result(
            List<InvoiceItem> items, List<Integer> positions, List<BigDecimal> quantities, InvoiceTotals totals) {}

    /**
     * @param before what was credited of each line, by position
     * @param taxBefore what tax was credited
     */
    Crediting(Invoice invoice, Map<Integer, Credited> before, Map<TaxKey, Money> taxBefore) {
        this.invoice = invoice;
        this.before = before;
        this.taxBefore = taxBefore;
    }

    /**
     * @param lines null for all that is left
     * @throws ProblemException 400 {@code invalid-request} for a line that there is not, or twice; 409
     *     {@code credit-exceeds-invoice}
     */
    Result credit(List<CreditFields.Line> lines) {
        List<InvoiceItem> items = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        if (lines == null) {
            for (int position = 0; position < invoice.items().size(); position++) {
                BigDecimal left = left(position);
                if (left.signum() > 0) {
                    items.add(item(position, left));
                    positions.add(position);
                }
            }
        } else {
            Set<Integer> seen = new HashSet<>();
            for (int index = 0; index < lines.size(); index++) {
                int position = lines.get(index).position();
                if (position >= invoice.items().size() || !seen.add(position)) {
                    throw ProblemException.invalid(
                            "items[" + index + "].position", "must be a line of the invoice, from 0, and only once");
                }
                BigDecimal left = left(position);
                BigDecimal quantity = lines.get(index).quantity() == null
                        ? left
                        : lines.get(index).quantity();
                if (quantity.compareTo(left) > 0 || quantity.signum() == 0) {
                    throw exceeds()
                            .withField(
                                    "items[" + index + "].quantity",
                                    "must not be more than the " + left.toPlainString() + " left");
                }
                items.add(item(position, quantity));
                positions.add(position);
            }
        }
        return result(items, positions, null);
    }

    /**
     * Credits an amount without tax, or what is left when that is less, off the lines of which most is left.
     *
     * @param net more than nothing
     * @return null when nothing is left
     * @throws ProblemException 409 {@code credit-exceeds-invoice} when lines of several tax rates stand in the way
     */
    Result creditNet(Money net) {
        Money rest = least(net, creditableNet());
        List<Integer> lines = IntStream.range(0, invoice.items().size())
                .boxed()
                .filter(position -> !invoice.items().get(position).taxInclusive())
                .sorted(Comparator.comparing(this::netLeft).reversed())
                .toList();
        List<InvoiceItem> items = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        List<BigDecimal> quantities = new ArrayList<>();
        for (int position : lines) {
            Money part = least(rest, netLeft(position));
            if (part.amount().signum() <= 0) {
                break;
            }
            items.add(invoice.items().get(position).piece(part));
            positions.add(position);
            quantities.add(quantityOf(position, part));
            rest = rest.minus(part);
        }
        return items.isEmpty() ? null : result(items, positions, quantities);
    }

    /** Rounded down, so that what is left of the line can still be credited. */
    private BigDecimal quantityOf(int position, Money part) {
        InvoiceItem line = invoice.items().get(position);
        BigDecimal inAll = of(position).net().add(part.amount());
        BigDecimal quantity =
                line.quantity().multiply(inAll).divide(line.net().amount(), QUANTITY_DECIMALS, RoundingMode.DOWN);
        return quantity.subtract(of(position).quantity()).max(BigDecimal.ZERO);
    }

    private Money netLeft(int position) {
        Money net = invoice.items().get(position).net();
        return net.minus(new Money(of(position).net(), net.currency()));
    }

    private Money creditableNet() {
        Money sum = invoice.totals().net();
        for (Credited credited : before.values()) {
            sum = sum.minus(new Money(credited.net(), sum.currency()));
        }
        return sum;
    }

    private static Money least(Money one, Money other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private Result result(List<InvoiceItem> items, List<Integer> positions, List<BigDecimal> quantities) {
        InvoiceTotals totals = totals(items);
        if (items.isEmpty()
                || totals.gross().amount().signum() <= 0
                || totals.gross().compareTo(creditable()) > 0) {
            throw exceeds();
        }
        return new Result(items, positions, quantities, totals);
    }

    private BigDecimal left(int position) {
        return invoice.items().get(position).quantity().subtract(of(position).quantity());
    }

    private Credited of(int position) {
        return before.getOrDefault(position, Credited.NOTHING);
    }

    private InvoiceItem item(int position, BigDecimal quantity) {
        InvoiceItem line = invoice.items().get(position);
        Credited past = of(position);
        BigDecimal inAll = past.quantity().add(quantity);
        Money amount = sofar(line.amount(), inAll, line, past.amount());
        if (!line.taxInclusive()) {
            return line.with(quantity, amount, amount, null);
        }
        Money tax = sofar(line.tax(), inAll, line, past.tax());
        return line.with(quantity, amount, amount.minus(tax), tax);
    }

    private static Money sofar(Money whole, BigDecimal quantity, InvoiceItem line, BigDecimal past) {
        Money inAll = Decimals.share(whole, quantity, line.quantity());
        return inAll.minus(new Money(past, whole.currency()));
    }

    private InvoiceTotals totals(List<InvoiceItem> items) {
        Currency currency = Money.currencyOf(invoice.currency());
        Map<TaxKey, Money> inclusiveTax = new TreeMap<>();
        Map<TaxKey, Money> net = new TreeMap<>();
        for (InvoiceItem item : items) {
            net.merge(item.taxKey(), item.net(), Money::plus);
            if (item.taxInclusive()) {
                inclusiveTax.merge(item.taxKey(), item.tax(), Money::plus);
            }
        }
        List<InvoiceTotals.Tax> taxes = new ArrayList<>();
        for (InvoiceTotals.Tax tax : invoice.totals().taxes()) {
            TaxKey key = new TaxKey(tax.category(), tax.rate());
            if (net.containsKey(key)) {
                Money inclusive = inclusiveTax.getOrDefault(key, Money.zero(currency));
                Money exclusive = exclusiveTax(key, tax.tax(), items);
                taxes.add(new InvoiceTotals.Tax(
                        tax.category(), tax.rate(), tax.exemptionReason(), net.get(key), exclusive.plus(inclusive)));
            }
        }
        return InvoiceTotals.ofTaxes(currency, taxes);
    }

    /** The tax that this credit note takes back of prices without tax, under one rate. */
    private Money exclusiveTax(TaxKey key, Money groupTax, List<InvoiceItem> items) {
        Currency currency = groupTax.currency();
        Money wholeNet = Money.zero(currency);
        Money wholeTax = groupTax;
        Money pastNet = Money.zero(currency);
        Money pastTax = taxBefore.getOrDefault(key, Money.zero(currency));
        for (int position = 0; position < invoice.items().size(); position++) {
            InvoiceItem line = invoice.items().get(position);
            if (!line.taxKey().equals(key)) {
                continue;
            }
            if (line.taxInclusive()) {
                wholeTax = wholeTax.minus(line.tax());
                pastTax = pastTax.minus(new Money(of(position).tax(), currency));
            } else {
                wholeNet = wholeNet.plus(line.net());
                pastNet = pastNet.plus(new Money(of(position).net(), currency));
            }
        }
        Money inAll = pastNet;
        for (InvoiceItem item : items) {
            if (item.taxKey().equals(key) && !item.taxInclusive()) {
                inAll = inAll.plus(item.net());
            }
        }
        requireWithin(inAll, wholeNet);
        return Decimals.share(wholeTax, inAll.amount(), wholeNet.amount()).minus(pastTax);
    }

    private void requireWithin(Money part, Money whole) {
        boolean opposite = part.amount().signum() * whole.amount().signum() < 0;
        boolean more = part.amount().abs().compareTo(whole.amount().abs()) > 0;
        if (opposite || more) {
            throw exceeds();
        }
    }

    private Money creditable() {
        Money sum = creditableNet().plus(invoice.totals().tax());
        for (Money tax : taxBefore.values()) {
            sum = sum.minus(tax);
        }
        return sum;
    }

    private ProblemException exceeds() {
        return ProblemException.of(BillingProblem.CREDIT_EXCEEDS_INVOICE, creditable())
                .with("creditable", creditable());
    }
}
