package org.stoa.booking.sale;

import java.time.LocalDate;
import java.util.UUID;
import org.stoa.api.value.Money;

/**
 * What a client owes for a booking.
 *
 * @param clientUserId null for a guest
 * @param clientEmail null when it is not known
 * @param description for the client
 * @param soldOn the day of the booking, where the tenant is
 * @param amount more than nothing
 */
public record Sale(
        UUID id,
        UUID bookingId,
        Kind kind,
        UUID clientUserId,
        String clientName,
        String clientEmail,
        String description,
        LocalDate soldOn,
        Money amount) {
    /** What for. */
    public enum Kind {
        PRICE,
        /** That it did not take place. */
        FEE
    }
}
