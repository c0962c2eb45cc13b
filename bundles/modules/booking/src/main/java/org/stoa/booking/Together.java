package org.stoa.booking;

import java.util.UUID;

/**
 * Bookings of a series with which the same was done at the same moment; each of them is an event of its own.
 *
 * @param firstBookingId the one that was named, or the first; the same for one on its own
 * @param bookings how many they are
 */
public record Together(UUID firstBookingId, int bookings) {
    /** Whether it is told of the one by which the others go. */
    public boolean isFirst(UUID bookingId) {
        return firstBookingId.equals(bookingId);
    }
}
