package org.stoa.api.charge;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.stoa.api.value.Money;

/**
 * A time that is paid for at once, in whole days.
 *
 * @param start its first day
 * @param end the day after its last
 */
public record BillingPeriod(LocalDate start, LocalDate end) {

    public BillingPeriod {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("a period must not end before it has begun: " + start + " to " + end);
        }
    }

    /**
     * The period with a number, counted from the day that all periods are counted from: what began on a 31st begins on the
     * last day of a shorter month, and on the 31st again in a longer one; what began on a 29 February begins on the 28th
     * when there is no 29th.
     *
     * @param anchor first day of period 0
     * @param number 0 or more
     */
    public static BillingPeriod of(LocalDate anchor, BillingInterval interval, int number) {
        return new BillingPeriod(
                anchor.plusMonths((long) number * interval.months()),
                anchor.plusMonths((number + 1L) * interval.months()));
    }

    /** Days from the first to the last. */
    public long days() {
        return ChronoUnit.DAYS.between(start, end);
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(start) && day.isBefore(end);
    }

    /**
     * What is due of a price for the whole period for the days from {@code day} on, that day included: the price times those
     * days divided by all days, rounded half up to the decimals of the currency.
     *
     * @param day one of the period, or its end for nothing
     */
    public Money shareFrom(LocalDate day, Money price) {
        if (day.isBefore(start) || day.isAfter(end)) {
            throw new IllegalArgumentException(day + " is not between " + start + " and " + end);
        }
        BigDecimal left = BigDecimal.valueOf(ChronoUnit.DAYS.between(day, end));
        int decimals = price.currency().getDefaultFractionDigits();
        return new Money(
                price.amount().multiply(left).divide(BigDecimal.valueOf(days()), decimals, RoundingMode.HALF_UP),
                price.currency());
    }
}
