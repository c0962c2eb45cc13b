package org.stoa.booking.hold;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.booking.booking.Guest;
import org.stoa.booking.slot.SlotMode;

/**
 * What is to be held. What is marked as for staff needs {@code tenant.booking.write}.
 *
 * @param resourceIds which resources; null for those of the service
 * @param mode which of them; null for all that are named, or the first that is free where none is named
 * @param timezone in which the client thinks of it; null for that of the first resource
 * @param minutes for how long; null for 10
 * @param clientUserId for staff, unless it is the caller; null for the caller
 * @param guest for staff: somebody who is no user
 */
public record HoldFields(
        @NotNull UUID serviceId,
        @Size(min = 1, max = 20) List<@NotNull UUID> resourceIds,
        SlotMode mode,
        @NotNull Instant start,
        @Size(max = 100) String timezone,
        @Min(1) @Max(60) Integer minutes,
        UUID clientUserId,
        @Valid Guest guest) {
    private static final int MINUTES = 10;

    public HoldFields {
        minutes = minutes == null ? MINUTES : minutes;
    }
}
