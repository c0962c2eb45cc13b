package org.stoa.booking;

import java.time.Instant;
import java.util.UUID;

/** Domain event {@code booking.BookingUnanswered}: its time has come, and perhaps nobody has confirmed it. */
public record BookingUnanswered(UUID bookingId, Instant start) {}
