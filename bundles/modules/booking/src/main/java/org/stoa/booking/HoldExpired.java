package org.stoa.booking;

import java.util.UUID;

/** Domain event {@code booking.HoldExpired}: nobody made a booking of it in time. */
public record HoldExpired(UUID holdId) {}
