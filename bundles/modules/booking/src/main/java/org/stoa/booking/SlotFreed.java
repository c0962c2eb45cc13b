package org.stoa.booking;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Domain event {@code booking.SlotFreed}: a time that was taken is not any more. */
public record SlotFreed(UUID serviceId, List<UUID> resourceIds, Instant start, Instant end) {}
