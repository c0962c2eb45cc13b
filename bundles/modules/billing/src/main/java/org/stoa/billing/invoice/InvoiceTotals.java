package org.stoa.billing.invoice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stoa.api.value.Money;
import org.stoa.billing.currency.Decimals;
import org.stoa.billing.tax.TaxCategory;

/**
 * What the lines of an invoice add up to.
 *
 * <p>The rule is that of EN 16931-1, the European standard of electronic invoicing: each line's net amount (BT-131) is
 * rounded, the net amounts are added exactly (BR-CO-10), per tax rate and in all; the tax of a rate is its sum of net
 * amounts times the rate, rounded once (BR-CO-17), and not the sum of rounded taxes per line; gross is net plus tax
 * (BR-CO-15). Two choices beyond it: the standard's two decimals are the decimals of the currency here (none for JPY,
 * three for KWD), and a half is rounded away from zero, as commercial rounding has it. Lines whose price includes the tax
 * bring the tax that was found in them (see {@link InclusivePrices}), so that their sum stays what the customer was told.
 *
 * @param taxes one line per tax category and rate, from the lowest rate to the highest
 */
public record InvoiceTotals(Money net, Money tax, Money gross, List<Tax> taxes) {
    /**
     * The tax of one category and rate.
     *
     * @param rate percent
     * @param exemptionReason why no tax is charged, or null
     * @param net sum of the net amounts under this rate
     */
    public record Tax(TaxCategory category, BigDecimal rate, String exemptionReason, Money net, Money tax) {
        public Tax {
            rate = Decimals.plain(rate);
        }

        static Tax of(InvoiceMapper.TaxRow row, Currency currency) {
            return new Tax(
                    row.category(),
                    row.rate(),
                    row.exemptionReason(),
                    new Money(row.net(), currency),
                    new Money(row.tax(), currency));
        }
    }

    public InvoiceTotals {
        taxes = List.copyOf(taxes);
    }

    /** @throws IllegalArgumentException when a sum has more digits than {@link Money} holds */
    static InvoiceTotals of(Currency currency, List<InvoiceItem> items) {
        Map<TaxKey, Sum> sums = new TreeMap<>();
        for (InvoiceItem item : items) {
            sums.computeIfAbsent(item.taxKey(), key -> new Sum(currency)).add(item);
        }
        List<Tax> taxes = new ArrayList<>();
        sums.forEach((key, sum) ->
                taxes.add(new Tax(key.category(), key.rate(), sum.reason, sum.net(), sum.tax(key.rate()))));
        return ofTaxes(currency, taxes);
    }

    static InvoiceTotals ofTaxes(Currency currency, List<Tax> taxes) {
        Money net = Money.zero(currency);
        Money tax = Money.zero(currency);
        for (Tax line : taxes) {
            net = net.plus(line.net());
            tax = tax.plus(line.tax());
        }
        return new InvoiceTotals(net, tax, net.plus(tax), taxes);
    }

    /** What is added up under one rate. */
    private static final class Sum {
        private Money exclusiveNet;
        private Money inclusiveNet;
        private Money inclusiveTax;
        private String reason;

        Sum(Currency currency) {
            exclusiveNet = Money.zero(currency);
            inclusiveNet = exclusiveNet;
            inclusiveTax = exclusiveNet;
        }

        void add(InvoiceItem item) {
            if (item.taxInclusive()) {
                inclusiveNet = inclusiveNet.plus(item.net());
                inclusiveTax = inclusiveTax.plus(item.tax());
            } else {
                exclusiveNet = exclusiveNet.plus(item.net());
            }
            reason = reason == null ? item.exemptionReason() : reason;
        }

        Money net() {
            return exclusiveNet.plus(inclusiveNet);
        }

        Money tax(BigDecimal rate) {
            return Decimals.percent(exclusiveNet, rate).plus(inclusiveTax);
        }
    }
}
