package org.stoa.booking.hold;

import jakarta.validation.constraints.Size;
import org.stoa.api.value.SingleLine;
import org.stoa.booking.booking.BookingFields;

/**
 * What the booking of a held slot is to say besides.
 *
 * @param title null for the name of the service
 */
public record HoldDetails(@Size(min = 1, max = 200) @SingleLine String title, @Size(max = 5000) String description) {

    BookingFields of(Hold hold) {
        return new BookingFields(
                hold.serviceId(),
                hold.resourceIds(),
                null,
                hold.start(),
                hold.end(),
                hold.timezone(),
                null,
                null,
                null,
                title == null || title.isBlank() ? null : title,
                description,
                null,
                null,
                null,
                null);
    }
}
