package org.stoa.billing.invoice;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stoa.api.value.Money;
import org.stoa.billing.currency.Decimals;

/**
 * Finds the tax in lines whose prices include it. The amounts of a category and rate are added up; the tax in the sum is
 * sum x rate / (100 + rate), rounded once, half away from zero; it is then given out to the lines by largest remainder:
 * each line gets the tax in it rounded towards zero, and what is left goes, by the smallest unit of the currency, to those
 * that lost most, the earlier first. So net plus tax is the amount, per line and in all, whatever the order of the lines.
 */
final class InclusivePrices {
    private InclusivePrices() {}

    /** The lines in their order, those with inclusive prices split into net and tax. */
    static List<InvoiceItem> split(List<InvoiceItem> items) {
        Map<TaxKey, List<Integer>> groups = new TreeMap<>();
        for (int index = 0; index < items.size(); index++) {
            if (items.get(index).taxInclusive()) {
                groups.computeIfAbsent(items.get(index).taxKey(), key -> new ArrayList<>())
                        .add(index);
            }
        }
        List<InvoiceItem> result = new ArrayList<>(items);
        groups.forEach((key, indexes) -> splitGroup(key.rate(), indexes, result));
        return result;
    }

    private static void splitGroup(BigDecimal rate, List<Integer> indexes, List<InvoiceItem> items) {
        Money sum = Money.zero(items.get(indexes.get(0)).amount().currency());
        for (int index : indexes) {
            sum = sum.plus(items.get(index).amount());
        }
        Money left = Decimals.included(sum, rate);
        List<Share> shares = new ArrayList<>();
        for (int index : indexes) {
            Share share = Share.of(index, items.get(index).amount(), rate);
            shares.add(share);
            left = left.minus(share.tax());
        }
        BigDecimal unit = Decimals.smallest(sum.currency());
        int sign = left.amount().signum();
        int units = left.amount().divide(unit).abs().intValueExact();
        shares.sort(Comparator.comparing((Share share) -> share.remainder().multiply(BigDecimal.valueOf(-sign)))
                .thenComparing(Share::index));
        Money step = new Money(unit.multiply(BigDecimal.valueOf(sign)), sum.currency());
        for (int position = 0; position < shares.size(); position++) {
            Share share = shares.get(position);
            Money tax = position < units ? share.tax().plus(step) : share.tax();
            InvoiceItem item = items.get(share.index());
            items.set(share.index(), item.split(item.amount().minus(tax), tax));
        }
    }

    /**
     * @param tax rounded towards zero
     * @param remainder what rounding took away
     */
    private record Share(int index, Money tax, BigDecimal remainder) {
        static Share of(int index, Money amount, BigDecimal rate) {
            BigDecimal exact = amount.amount()
                    .multiply(rate)
                    .divide(BigDecimal.valueOf(100).add(rate), MathContext.DECIMAL128);
            int decimals = amount.currency().getDefaultFractionDigits();
            BigDecimal cut = exact.setScale(decimals, RoundingMode.DOWN);
            return new Share(index, new Money(cut, amount.currency()), exact.subtract(cut));
        }
    }
}
