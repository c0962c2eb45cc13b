package org.stoa.marketplace.engagement;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.stoa.api.rest.Versioned;
import org.stoa.api.value.Money;

/**
 * What two sides agreed on.
 *
 * @param offerId the offer that was accepted; null where the application was, on the terms of the listing
 * @param ownerUserId who has listed it
 * @param providerUserId who does or gives something
 * @param clientUserId who pays for it
 * @param price of one hour, day or piece
 * @param quantity how many of these
 * @param bookingId of the calendar, where one is kept
 * @param appointmentNote why the calendar refused it, or null
 * @param invoiceId of the invoice, where somebody invoices
 */
public record Engagement(
        UUID id,
        UUID listingId,
        UUID applicationId,
        UUID offerId,
        UUID ownerUserId,
        UUID applicantUserId,
        UUID providerUserId,
        UUID clientUserId,
        String title,
        Money price,
        BigDecimal quantity,
        Instant start,
        Instant end,
        String timezone,
        String location,
        Status status,
        AppointmentState appointment,
        UUID bookingId,
        String appointmentNote,
        SaleState sale,
        UUID invoiceId,
        String invoiceNumber,
        Instant completedAt,
        Instant cancelledAt,
        UUID cancelledBy,
        String cancelReason,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    /** Where an engagement stands. */
    public enum Status {
        ACTIVE,
        COMPLETED,
        CANCELLED
    }

    /** What is known of its time in the calendar. */
    public enum AppointmentState {
        /** No time was agreed on. */
        NONE,
        /** A time was agreed on; no calendar has answered. */
        AGREED,
        BOOKED,
        REFUSED,
        COMPLETED,
        CANCELLED,
        NO_SHOW,
        WITHDRAWN
    }

    /** What is known of its payment. */
    public enum SaleState {
        /** Nothing is owed yet. */
        NONE,
        /** It is owed; nobody has invoiced it. */
        MADE,
        INVOICED,
        SETTLED
    }
}
