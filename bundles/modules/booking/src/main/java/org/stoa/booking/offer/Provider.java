package org.stoa.booking.offer;

import java.time.Instant;
import java.util.UUID;

/**
 * A resource that does a service.
 *
 * @param userId the user that it is; null for all that is no user
 * @param timezone IANA name
 * @param assignedAt when it was last given a booking in turn; null for never
 */
public record Provider(UUID id, String name, String timezone, UUID userId, Instant assignedAt) {}
