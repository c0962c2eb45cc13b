package org.stoa.billing.currency;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import org.stoa.api.value.Money;

/** Exact numbers: written alike when they are equal, and rounded in one way everywhere: half away from zero. */
public final class Decimals {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Decimals() {}

    /** Without trailing zeros, so that numbers that are equal are written and grouped alike; null for null. */
    public static BigDecimal plain(BigDecimal number) {
        if (number == null) {
            return null;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** So many percent of an amount, rounded to the decimals of its currency. */
    public static Money percent(Money amount, BigDecimal percent) {
        return amount.times(percent.movePointLeft(2));
    }

    /** The tax that is in an amount that includes it, rounded to the decimals of the currency. */
    public static Money included(Money amount, BigDecimal rate) {
        return new Money(
                amount.amount().multiply(rate).divide(HUNDRED.add(rate), decimals(amount), RoundingMode.HALF_UP),
                amount.currency());
    }

    /** {@code amount x part / whole}, rounded to the decimals of its currency; nothing when there is no whole. */
    public static Money share(Money amount, BigDecimal part, BigDecimal whole) {
        if (whole.signum() == 0) {
            return Money.zero(amount.currency());
        }
        return new Money(
                amount.amount().multiply(part).divide(whole, decimals(amount), RoundingMode.HALF_UP),
                amount.currency());
    }

    /** The least amount of a currency that is more than nothing. */
    public static BigDecimal smallest(Currency currency) {
        return BigDecimal.ONE.movePointLeft(currency.getDefaultFractionDigits());
    }

    private static int decimals(Money amount) {
        return amount.currency().getDefaultFractionDigits();
    }
}
