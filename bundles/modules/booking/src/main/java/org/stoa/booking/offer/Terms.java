package org.stoa.booking.offer;

import java.time.Instant;
import org.stoa.api.value.Money;
import org.stoa.booking.service.Fee;
import org.stoa.booking.service.Service;

/**
 * What it costs not to come. Settled when the booking is made, whatever the service says later.
 *
 * @param freeMinutes until how many minutes before the start a client cancels free of charge
 * @param cancellationFee of a client who cancels later; null for nothing
 * @param noShowFee of a client who does not come; null for nothing
 */
public record Terms(int freeMinutes, Money cancellationFee, Money noShowFee) {
    public static final Terms FREE = new Terms(0, null, null);

    /** Those of a service for a booking at this price; null for none. */
    static Terms of(Service service, Money price) {
        Integer minutes = service.freeCancellationMinutes();
        return new Terms(
                minutes == null ? 0 : minutes,
                amount(service.cancellationFee(), price),
                amount(service.noShowFee(), price));
    }

    private static Money amount(Fee fee, Money price) {
        Money amount = fee == null ? null : fee.of(price);
        return amount == null || amount.amount().signum() == 0 ? null : amount;
    }

    /** Until when a client cancels free of charge. */
    public Instant freeUntil(Instant start) {
        return start.minusSeconds(freeMinutes * 60L);
    }
}
