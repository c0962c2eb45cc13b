package org.stoa.booking.waiting;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.stoa.booking.booking.Guest;

/**
 * What somebody waits for. What is marked as for staff needs {@code tenant.booking.write}.
 *
 * @param resourceId null for any of the service
 * @param from slots that begin then or later
 * @param before slots that begin before it
 * @param timezone in which the client thinks of it; null for that of the tenant
 * @param clientUserId for staff, unless it is the caller; null for the caller
 * @param guest for staff: somebody who is no user
 */
public record WaitingFields(
        @NotNull UUID serviceId,
        UUID resourceId,
        @NotNull Instant from,
        @NotNull Instant before,
        @Size(max = 100) String timezone,
        UUID clientUserId,
        @Valid Guest guest) {}
