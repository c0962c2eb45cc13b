package org.stoa.billing.invoice;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an invoice adds up to, worked out another way than the module does: in whole numbers of the smallest unit of the
 * currency, from fractions that are rounded once.
 */
final class ExactTotals {
    private static final BigInteger TEN = BigInteger.TEN;

    /**
     * One line.
     *
     * @param quantity in ten-thousandths
     * @param price in ten-thousandths of the smallest unit of the currency
     * @param discount percent, in ten-thousandths
     * @param rate percent, in ten-thousandths
     */
    record Line(long quantity, long price, long discount, long rate, boolean inclusive) {
        BigInteger amount() {
            BigInteger full = rounded(big(quantity).multiply(big(price)), TEN.pow(8));
            return full.subtract(rounded(full.multiply(big(discount)), TEN.pow(6)));
        }
    }

    final Map<Long, BigInteger> tax = new TreeMap<>();
    final Map<Long, BigInteger> net = new TreeMap<>();
    BigInteger gross = BigInteger.ZERO;

    static ExactTotals of(List<Line> lines) {
        ExactTotals totals = new ExactTotals();
        for (long rate : lines.stream().map(Line::rate).distinct().toList()) {
            BigInteger without = totals.sum(lines, rate, false);
            BigInteger with = totals.sum(lines, rate, true);
            BigInteger onTop = rounded(without.multiply(big(rate)), TEN.pow(6));
            BigInteger within = rounded(with.multiply(big(rate)), big(rate).add(TEN.pow(6)));
            totals.tax.put(rate, onTop.add(within));
            totals.net.put(rate, without.add(with).subtract(within));
            totals.gross = totals.gross.add(without).add(onTop).add(with);
        }
        return totals;
    }

    private BigInteger sum(List<Line> lines, long rate, boolean inclusive) {
        List<BigInteger> amounts = new ArrayList<>();
        for (Line line : lines) {
            if (line.rate() == rate && line.inclusive() == inclusive) {
                amounts.add(line.amount());
            }
        }
        return amounts.stream().reduce(BigInteger.ZERO, BigInteger::add);
    }

    static BigInteger big(long number) {
        return BigInteger.valueOf(number);
    }

    /** The quotient, a half away from zero. */
    static BigInteger rounded(BigInteger dividend, BigInteger divisor) {
        BigInteger twice = dividend.abs().shiftLeft(1).add(divisor);
        BigInteger result = twice.divide(divisor.shiftLeft(1));
        return dividend.signum() < 0 ? result.negate() : result;
    }
}
