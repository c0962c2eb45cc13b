package org.stoa.booking.offer;

import java.math.BigDecimal;
import java.time.Instant;
import org.stoa.api.value.Money;

/**
 * What it costs not to come. Settled when the booking is made, whatever the service says later.
 *
 * @param freeMinutes until how many minutes before the start a client cancels free of charge
 * @param cancellationFee of a client who cancels later; null for nothing
 * @param noShowFee of a client who does not come; null for nothing
 */
public record Terms(int freeMinutes, Money cancellationFee, Money noShowFee) {
    public static final Terms FREE = new Terms(0, null, null);

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Until when a client cancels free of charge. */
    public Instant freeUntil(Instant start) {
        return start.minusSeconds(freeMinutes * 60L);
    }

    /**
     * A part of the price, rounded half up to the decimals of its currency, or a fixed amount.
     *
     * @return null for nothing
     */
    static Money fee(Money price, BigDecimal percent, Money amount) {
        Money fee = amount;
        if (percent != null && price != null) {
            fee = price.times(percent.divide(HUNDRED));
        }
        return fee == null || fee.amount().signum() == 0 ? null : fee;
    }
}
