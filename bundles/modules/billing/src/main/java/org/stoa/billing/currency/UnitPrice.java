package org.stoa.billing.currency;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import org.stoa.api.value.Money;

/**
 * The price of one unit: an amount with up to {@value #FURTHER_DECIMALS} decimals more than its currency has, because what
 * is used by the thousand is priced in parts of a cent. As JSON like {@link Money}:
 * {@code {"amount": "0.0012", "currency": "EUR"}}.
 */
public record UnitPrice(BigDecimal amount, Currency currency) {
    /** Decimals beyond those of the currency. */
    public static final int FURTHER_DECIMALS = 4;

    /** @throws IllegalArgumentException when the amount has more decimals than allowed, or too many digits */
    public UnitPrice {
        int decimals = currency.getDefaultFractionDigits();
        BigDecimal stripped = amount.stripTrailingZeros();
        if (stripped.scale() > decimals + FURTHER_DECIMALS) {
            throw new IllegalArgumentException("amount has more than the " + (decimals + FURTHER_DECIMALS)
                    + " decimals that a price in " + currency.getCurrencyCode() + " may have");
        }
        if ((long) amount.precision() - amount.scale() > Money.MAX_INTEGER_DIGITS) {
            throw new IllegalArgumentException(
                    "amount has more than " + Money.MAX_INTEGER_DIGITS + " digits before the point");
        }
        amount = stripped.setScale(Math.max(stripped.scale(), decimals), RoundingMode.UNNECESSARY);
    }

    /**
     * Reads an amount such as {@code "0.0012"} and an ISO 4217 code such as {@code "EUR"}.
     *
     * @throws IllegalArgumentException with a message for the caller
     */
    @JsonCreator
    public static UnitPrice of(@JsonProperty("amount") String amount, @JsonProperty("currency") String currency) {
        if (amount == null || !amount.matches("-?[0-9]{1,30}(\\.[0-9]{1,10})?")) {
            throw new IllegalArgumentException("amount must be a decimal number as a string, such as \"12.30\"");
        }
        return new UnitPrice(new BigDecimal(amount), Money.currencyOf(currency));
    }

    public static UnitPrice of(Money money) {
        return new UnitPrice(money.amount(), money.currency());
    }

    /** An exact number, rounded half up to the decimals that a price may have. */
    public static UnitPrice rounded(BigDecimal amount, Currency currency) {
        int decimals = currency.getDefaultFractionDigits() + FURTHER_DECIMALS;
        return new UnitPrice(amount.setScale(decimals, RoundingMode.HALF_UP), currency);
    }

    @JsonProperty("amount")
    String amountText() {
        return amount.toPlainString();
    }

    /** What so many units cost, rounded half up to the decimals of the currency. */
    public Money times(BigDecimal quantity) {
        int decimals = currency.getDefaultFractionDigits();
        return new Money(amount.multiply(quantity).setScale(decimals, RoundingMode.HALF_UP), currency);
    }
}
