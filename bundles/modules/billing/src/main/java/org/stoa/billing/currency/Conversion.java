package org.stoa.billing.currency;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import org.stoa.api.value.Money;

/**
 * The totals of a document in the currency of the tenant. Net and tax are multiplied by the rate, each rounded half up to
 * the decimals of that currency; gross is their sum.
 *
 * @param rate units of the tenant's currency for one of the document's, with up to {@value #DECIMALS} decimals; where only
 *     the opposite rate is known, one divided by it, rounded half up
 * @param ratedOn the day of the rate
 */
public record Conversion(BigDecimal rate, LocalDate ratedOn, String source, Money net, Money tax, Money gross) {
    static final int DECIMALS = 12;

    public Conversion {
        rate = Decimals.plain(rate);
    }

    /** @param rate between the currencies of {@code net} and {@code home}, in either direction */
    public static Conversion of(ExchangeRate rate, Currency home, Money net, Money tax) {
        boolean direct = rate.quote().equals(home.getCurrencyCode());
        BigDecimal factor = direct ? rate.rate() : BigDecimal.ONE.divide(rate.rate(), DECIMALS, RoundingMode.HALF_UP);
        return of(factor, rate.validOn(), rate.source(), home, net, tax);
    }

    /** With the rate of another conversion, as for a credit note. */
    public Conversion of(Money otherNet, Money otherTax) {
        return of(rate, ratedOn, source, net.currency(), otherNet, otherTax);
    }

    private static Conversion of(
            BigDecimal factor, LocalDate ratedOn, String source, Currency home, Money net, Money tax) {
        Money homeNet = converted(net, factor, home);
        Money homeTax = converted(tax, factor, home);
        return new Conversion(factor, ratedOn, source, homeNet, homeTax, homeNet.plus(homeTax));
    }

    private static Money converted(Money amount, BigDecimal factor, Currency home) {
        return new Money(
                amount.amount().multiply(factor).setScale(home.getDefaultFractionDigits(), RoundingMode.HALF_UP), home);
    }
}
