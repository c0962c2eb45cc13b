package org.stoa.booking.booking;

import java.util.UUID;

/**
 * For whom something is booked.
 *
 * @param userId null for a guest
 * @param email null when it is not known
 */
public record Client(UUID userId, String name, String email) {}
