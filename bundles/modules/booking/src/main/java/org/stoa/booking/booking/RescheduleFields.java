package org.stoa.booking.booking;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * To when a booking is moved; it lasts as long as before.
 *
 * @param start when the booking that is named begins. Those that follow it are moved by as much of the wall clock
 * @param timezone whose wall clock; null for that of the booking
 * @param resourceIds null for those that it has
 * @param reason for the client and the resources; may be null
 * @param scope null for {@link Scope#ONE}
 * @param outsideAvailability for staff: whatever hours, lead time and horizon say; never over another booking
 */
public record RescheduleFields(
        @NotNull Instant start,
        @Size(max = 100) String timezone,
        @Size(min = 1, max = 20) List<@NotNull UUID> resourceIds,
        @Size(max = 500) String reason,
        Scope scope,
        Boolean outsideAvailability) {
    public RescheduleFields {
        outsideAvailability = Boolean.TRUE.equals(outsideAvailability);
    }
}
