package org.stoa.billing.invoice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stoa.api.value.Money;

/**
 * What the lines of an invoice add up to.
 *
 * <p>The rule is that of EN 16931-1, the European standard of electronic invoicing: each line's net amount (BT-131) is
 * rounded, the net amounts are added exactly (BR-CO-10), per tax rate and in all; the tax of a rate is its sum of net
 * amounts times the rate, rounded once (BR-CO-17), and not the sum of rounded taxes per line; gross is net plus tax
 * (BR-CO-15). Two choices beyond it: the standard's two decimals are the decimals of the currency here (none for JPY,
 * three for KWD), and a half is rounded away from zero, as commercial rounding has it.
 *
 * @param taxes one line per tax rate, from the lowest rate to the highest
 */
public record InvoiceTotals(Money net, Money tax, Money gross, List<Tax> taxes) {
    private static final int PERCENT_DECIMALS = 2;

    /**
     * The tax of one rate.
     *
     * @param rate percent
     * @param net sum of the net amounts under this rate
     */
    public record Tax(BigDecimal rate, Money net, Money tax) {}

    public InvoiceTotals {
        taxes = List.copyOf(taxes);
    }

    /** @throws IllegalArgumentException when a sum has more digits than {@link Money} holds */
    static InvoiceTotals of(Currency currency, List<InvoiceItem> items) {
        Map<BigDecimal, Money> netByRate = new TreeMap<>();
        for (InvoiceItem item : items) {
            netByRate.merge(item.taxRate(), item.net(), Money::plus);
        }
        Money net = Money.zero(currency);
        Money tax = Money.zero(currency);
        List<Tax> taxes = new ArrayList<>();
        for (Map.Entry<BigDecimal, Money> entry : netByRate.entrySet()) {
            BigDecimal factor = entry.getKey().movePointLeft(PERCENT_DECIMALS);
            Tax line =
                    new Tax(entry.getKey(), entry.getValue(), entry.getValue().times(factor));
            net = net.plus(line.net());
            tax = tax.plus(line.tax());
            taxes.add(line);
        }
        return new InvoiceTotals(net, tax, net.plus(tax), taxes);
    }
}
