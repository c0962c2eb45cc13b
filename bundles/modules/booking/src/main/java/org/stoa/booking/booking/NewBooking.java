package org.stoa.booking.booking;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.api.value.Money;
import org.stoa.booking.offer.Terms;
import org.stoa.booking.service.ServiceType;

/**
 * A booking that is about to be stored; its time is taken already.
 *
 * @param occurrenceStart null unless it belongs to a series
 * @param agreementId null unless its time was agreed on elsewhere
 * @param confirmed else somebody has to confirm it
 * @param price null for nothing
 * @param reminderMinutes how long before the start the client is reminded
 */
public record NewBooking(
        UUID id,
        UUID serviceId,
        UUID seriesId,
        Instant occurrenceStart,
        UUID agreementId,
        ServiceType type,
        boolean confirmed,
        List<UUID> resourceIds,
        Client client,
        BookingDetails details,
        Instant start,
        Instant end,
        String timezone,
        Money price,
        Terms terms,
        List<Integer> reminderMinutes) {
    /** The same as an occurrence of a series. */
    public NewBooking inSeries(UUID series) {
        return new NewBooking(
                id,
                serviceId,
                series,
                start,
                agreementId,
                type,
                confirmed,
                resourceIds,
                client,
                details,
                start,
                end,
                timezone,
                price,
                terms,
                reminderMinutes);
    }
}
