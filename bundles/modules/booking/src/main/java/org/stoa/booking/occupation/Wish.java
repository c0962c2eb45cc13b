package org.stoa.booking.occupation;

import java.time.Instant;
import java.util.UUID;

/**
 * Time of a resource that is to be taken.
 *
 * @param ownerId the booking or hold it is for
 * @param from buffers included
 * @param until the moment after, buffers included
 */
public record Wish(UUID ownerId, UUID resourceId, Instant from, Instant until) {}
