package org.stoa.booking.series;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.stoa.booking.booking.BookingFields;

/**
 * Bookings that repeat.
 *
 * @param booking what each of them is like; {@code start} is where the rule begins, and {@code serviceId} must be given
 * @param recurrence rule of RFC 5545 such as {@code FREQ=WEEKLY;COUNT=10}, with EXDATE and RDATE lines if need be; it
 *     keeps the time of the wall clock in the zone of the booking
 * @param skipClashes whether what cannot be booked is left out; null for no: then all are booked or none
 */
public record SeriesFields(@NotNull @Valid BookingFields booking, @NotBlank String recurrence, Boolean skipClashes) {
    public SeriesFields {
        skipClashes = Boolean.TRUE.equals(skipClashes);
    }
}
