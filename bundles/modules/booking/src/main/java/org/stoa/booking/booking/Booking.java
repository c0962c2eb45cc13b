package org.stoa.booking.booking;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.api.rest.Versioned;
import org.stoa.api.value.Money;
import org.stoa.booking.service.ServiceType;

/**
 * The time of one or several resources, for a client.
 *
 * @param serviceId null for what was booked without one
 * @param seriesId null for what does not repeat
 * @param occurrenceStart when the series has it begin; another than {@code start} once it was moved
 * @param clientUserId null for a guest
 * @param timezone in which the client thinks of it, an IANA name
 * @param price null for nothing
 * @param paid whether what the client owes for it is paid
 * @param invoiceNumber of what the client owes for it; null while it is not invoiced
 * @param freeUntil until when the client cancels or moves it free of charge
 * @param cancellationFee of a client who cancels later; null for nothing
 * @param noShowFee of a client who does not come; null for nothing
 * @param feeOwed what the client owes because it did not take place; null for nothing
 * @param reason why it was cancelled or moved, as somebody said
 * @param sequence how often it was moved or cancelled
 */
public record Booking(
        UUID id,
        UUID serviceId,
        UUID seriesId,
        Instant occurrenceStart,
        ServiceType type,
        BookingStatus status,
        List<UUID> resourceIds,
        UUID clientUserId,
        String clientName,
        String clientEmail,
        String title,
        String description,
        Instant start,
        Instant end,
        String timezone,
        String location,
        String meetingUrl,
        Money price,
        boolean paid,
        String invoiceNumber,
        Instant freeUntil,
        Money cancellationFee,
        Money noShowFee,
        Money feeOwed,
        Instant confirmedAt,
        Instant cancelledAt,
        String reason,
        int sequence,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {
    public Booking {
        resourceIds = List.copyOf(resourceIds);
    }

    BookingDetails details() {
        return new BookingDetails(title, description, location, meetingUrl);
    }
}
