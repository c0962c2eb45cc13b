package org.stoa.marketplace;

import java.math.BigDecimal;
import org.stoa.api.value.Money;

/** Numbers as people write them: the database keeps more decimals. */
public final class Amounts {
    private Amounts() {}

    /** Null for no amount. */
    public static Money money(BigDecimal amount, String currency) {
        return amount == null ? null : new Money(plain(amount), Money.currencyOf(currency));
    }

    /** Without zeros at the end, and without an exponent. */
    public static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
