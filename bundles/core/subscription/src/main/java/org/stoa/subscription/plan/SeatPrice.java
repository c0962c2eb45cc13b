package org.stoa.subscription.plan;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import org.stoa.api.charge.BillingInterval;

/**
 * What each seat costs beyond those that the plan includes.
 *
 * @param included how many seats the price of the plan includes
 * @param monthlyPrice of one more seat for a month; null unless the plan has a monthly price
 * @param yearlyPrice of one more seat for a year; null unless the plan has a yearly price
 */
public record SeatPrice(
        @NotNull @Min(0) @Max(1_000_000) Integer included,
        @PositiveOrZero @Digits(integer = 9, fraction = 4) BigDecimal monthlyPrice,
        @PositiveOrZero @Digits(integer = 9, fraction = 4) BigDecimal yearlyPrice) {

    /** Of one more seat, or null when there is no price for this interval. */
    public BigDecimal price(BillingInterval interval) {
        return interval == BillingInterval.MONTHLY ? monthlyPrice : yearlyPrice;
    }
}
