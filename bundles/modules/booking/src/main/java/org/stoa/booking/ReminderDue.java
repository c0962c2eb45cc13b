package org.stoa.booking;

import java.time.Instant;
import java.util.UUID;

/** Domain event {@code booking.ReminderDue}: a client is to be reminded, if it still takes place then. */
public record ReminderDue(UUID bookingId, Instant start) {}
