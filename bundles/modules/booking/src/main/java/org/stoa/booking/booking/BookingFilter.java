package org.stoa.booking.booking;

import java.time.Instant;
import java.util.UUID;

/**
 * Which bookings are asked for; a null component filters nothing.
 *
 * @param from bookings that end after it
 * @param to bookings that begin before it
 */
public record BookingFilter(
        UUID resourceId,
        UUID clientUserId,
        UUID serviceId,
        UUID seriesId,
        BookingStatus status,
        Instant from,
        Instant to) {}
