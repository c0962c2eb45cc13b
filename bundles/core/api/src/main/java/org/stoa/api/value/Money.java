package org.stoa.api.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An exact amount in one currency, with as many decimals as the currency has (ISO 4217): {@code 12.30 EUR},
 * {@code 1230 JPY}. As JSON {@code {"amount": "12.30", "currency": "EUR"}}, the amount a string so that no client reads
 * it as a binary fraction.
 */
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money> {

    /** Most digits before the decimal point. */
    public static final int MAX_INTEGER_DIGITS = 13;

    /**
     * @throws IllegalArgumentException when the amount has more decimals than the currency, or too many digits
     */
    public Money {
        int decimals = decimals(currency);
        if (amount.stripTrailingZeros().scale() > decimals) {
            throw new IllegalArgumentException(
                    "amount has more than the " + decimals + " decimals of " + currency.getCurrencyCode());
        }
        if ((long) amount.precision() - amount.scale() > MAX_INTEGER_DIGITS) {
            throw new IllegalArgumentException(
                    "amount has more than " + MAX_INTEGER_DIGITS + " digits before the point");
        }
        amount = amount.setScale(decimals, RoundingMode.UNNECESSARY);
    }

    /**
     * Reads an amount such as {@code "12.30"} and an ISO 4217 code such as {@code "EUR"}.
     *
     * @throws IllegalArgumentException with a message for the caller
     */
    @JsonCreator
    public static Money of(@JsonProperty("amount") String amount, @JsonProperty("currency") String currency) {
        if (amount == null || !amount.matches("-?[0-9]{1,30}(\\.[0-9]{1,10})?")) {
            throw new IllegalArgumentException("amount must be a decimal number as a string, such as \"12.30\"");
        }
        return new Money(new BigDecimal(amount), currencyOf(currency));
    }

    /** Nothing, in the given currency. */
    public static Money zero(Currency currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    /**
     * The currency of an ISO 4217 code.
     *
     * @throws IllegalArgumentException with a message for the caller
     */
    public static Currency currencyOf(String code) {
        try {
            Currency currency = Currency.getInstance(code == null ? "" : code);
            if (currency.getDefaultFractionDigits() >= 0) {
                return currency;
            }
        } catch (IllegalArgumentException e) {
            // answered below, together with codes that are not money, such as XXX
        }
        throw new IllegalArgumentException("currency must be an ISO 4217 code such as EUR");
    }

    @JsonProperty("amount")
    String amountText() {
        return amount.toPlainString();
    }

    /** @throws IllegalArgumentException when the currencies differ */
    public Money plus(Money other) {
        requireSameCurrency(other);
        return new Money(amount.add(other.amount), currency);
    }

    /** @throws IllegalArgumentException when the currencies differ */
    public Money minus(Money other) {
        requireSameCurrency(other);
        return new Money(amount.subtract(other.amount), currency);
    }

    /** The product, rounded half up to the decimals of the currency. */
    public Money times(BigDecimal factor) {
        return new Money(amount.multiply(factor).setScale(decimals(currency), RoundingMode.HALF_UP), currency);
    }

    /** @throws IllegalArgumentException when the currencies differ */
    @Override
    public int compareTo(Money other) {
        requireSameCurrency(other);
        return amount.compareTo(other.amount);
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency.getCurrencyCode();
    }

    private void requireSameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot combine " + currency + " with " + other.currency);
        }
    }

    private static int decimals(Currency currency) {
        return currency.getDefaultFractionDigits();
    }
}
