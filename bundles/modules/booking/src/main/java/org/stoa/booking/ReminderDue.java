package org.stoa.booking;

import java.time.Instant;
import java.util.UUID;

/**
 * Domain event {@code booking.ReminderDue}: a client is to be reminded, if it still takes place then.
 *
 * @param sequence that of the booking when this was ordered: one that was moved away and back has ordered another
 *     reminder; null for any
 */
public record ReminderDue(UUID bookingId, Instant start, Integer sequence) {}
