package org.stoa.booking.service;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import java.math.BigDecimal;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.value.Money;

/**
 * What a client pays for not coming: a part of the price, or a fixed amount.
 *
 * @param percent of the price, 0 to 100, with at most two decimals; or null
 * @param amount or null
 */
public record Fee(
        @DecimalMin("0") @DecimalMax("100") @Digits(integer = 3, fraction = 2) BigDecimal percent, Money amount) {

    /** @throws ProblemException 400 {@code invalid-request} unless exactly one of them is there */
    Fee checked(String field) {
        if ((percent == null) == (amount == null)) {
            throw ProblemException.invalid(field, "must have either percent or amount");
        }
        if (amount != null && amount.amount().signum() < 0) {
            throw ProblemException.invalid(field + ".amount.amount", "must not be less than 0");
        }
        return this;
    }

    /**
     * What it is of a price, rounded half up to the decimals of the currency.
     *
     * @param price null for something that is free of charge: a part of it is nothing
     * @return null for nothing
     */
    public Money of(Money price) {
        if (amount != null) {
            return amount;
        }
        return price == null ? null : price.times(percent.movePointLeft(2));
    }
}
