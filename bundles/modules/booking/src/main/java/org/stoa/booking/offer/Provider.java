package org.stoa.booking.offer;

import java.time.Instant;
import java.util.UUID;

/**
 * A resource that can be booked.
 *
 * @param timezone IANA name
 * @param assignedAt when it was last given a booking of the service in turn; null for never
 */
public record Provider(UUID id, String timezone, Instant assignedAt) {}
