package org.stoa.booking.waiting;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody who waits for a slot.
 *
 * @param resourceId null for any of the service
 * @param clientUserId null for a guest
 * @param from slots that begin then or later
 * @param before slots that begin before it
 * @param holdId the hold that was offered; null for none yet
 */
public record WaitingEntry(
        UUID id,
        UUID serviceId,
        UUID resourceId,
        UUID clientUserId,
        String clientName,
        String clientEmail,
        Instant from,
        Instant before,
        String timezone,
        Status status,
        UUID holdId,
        Instant createdAt) {
    /** How far it has come. */
    public enum Status {
        WAITING,
        /** A slot is held; it is for the client to confirm the hold. */
        OFFERED,
        BOOKED,
        /** The hold was not confirmed in time, or given back; or the time is over. */
        LAPSED,
        LEFT
    }

    /** As it is at a moment: nothing is left to wait for when its time is over. */
    WaitingEntry at(Instant now) {
        boolean over = status == Status.WAITING && !before.isAfter(now);
        return over
                ? new WaitingEntry(
                        id,
                        serviceId,
                        resourceId,
                        clientUserId,
                        clientName,
                        clientEmail,
                        from,
                        before,
                        timezone,
                        Status.LAPSED,
                        holdId,
                        createdAt)
                : this;
    }
}
