package org.stoa.billing.provider.stripe;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import org.stoa.api.value.Money;
import org.stoa.billing.provider.ProviderException;

/** Amounts as Stripe counts them: whole numbers of the smallest unit, with a few units of its own. */
final class StripeAmounts {
    /** Where Stripe counts in other decimals than ISO 4217 (docs.stripe.com/currencies, special cases). */
    private static final Map<String, Integer> DECIMALS = Map.of("MGA", 0, "ISK", 2, "UGX", 2);

    private StripeAmounts() {}

    /** @throws ProviderException DECLINED, for an amount that Stripe cannot count */
    static long toUnits(Money money) {
        String code = money.currency().getCurrencyCode();
        BigDecimal units = money.amount().movePointRight(decimals(code));
        boolean exact = units.stripTrailingZeros().scale() <= 0;
        // of three decimals the last must be 0
        boolean whole = money.currency().getDefaultFractionDigits() < 3
                || exact && units.remainder(BigDecimal.TEN).signum() == 0;
        if (!exact || !whole) {
            throw new ProviderException(
                    ProviderException.Outcome.DECLINED, "Stripe cannot count " + money + " in its units", null);
        }
        return units.longValueExact();
    }

    /** @param code in lower case, as Stripe writes it */
    static Money toMoney(long units, String code) {
        String upper = code.toUpperCase(Locale.ROOT);
        return new Money(BigDecimal.valueOf(units, decimals(upper)), Money.currencyOf(upper));
    }

    private static int decimals(String code) {
        return DECIMALS.getOrDefault(code, Currency.getInstance(code).getDefaultFractionDigits());
    }
}
