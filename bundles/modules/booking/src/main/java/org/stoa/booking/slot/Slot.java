package org.stoa.booking.slot;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A time that can be booked.
 *
 * @param resourceIds who would be booked: one, or all that were asked for together
 * @param free how many units of any resource are free then; together: of the resource that has the fewest
 */
public record Slot(Instant start, Instant end, List<UUID> resourceIds, int free) {
    public Slot {
        resourceIds = List.copyOf(resourceIds);
    }
}
