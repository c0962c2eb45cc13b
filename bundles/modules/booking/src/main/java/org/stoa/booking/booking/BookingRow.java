package org.stoa.booking.booking;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.api.value.Money;
import org.stoa.booking.offer.Terms;
import org.stoa.booking.service.ServiceType;

/**
 * A row of {@code booking.booking}, with its resources and what is owed.
 *
 * @param providerUserIds the users that its resources are
 * @param reminderMinutes of its service, as it is now
 */
public record BookingRow(
        UUID id,
        UUID serviceId,
        UUID seriesId,
        Instant occurrenceAt,
        UUID agreementId,
        ServiceType type,
        BookingStatus status,
        UUID clientUserId,
        String clientName,
        String clientEmail,
        String title,
        String description,
        Instant startsAt,
        Instant endsAt,
        String timezone,
        String location,
        String meetingUrl,
        BigDecimal price,
        String currency,
        boolean paid,
        int freeMinutes,
        BigDecimal cancellationFee,
        BigDecimal noShowFee,
        Instant confirmedAt,
        Instant cancelledAt,
        String reason,
        int sequence,
        long version,
        Instant createdAt,
        Instant updatedAt,
        List<UUID> resourceIds,
        List<UUID> providerUserIds,
        List<Integer> reminderMinutes,
        String invoiceNumber,
        BigDecimal feeOwed) {

    public Client client() {
        return new Client(clientUserId, clientName, clientEmail);
    }

    public Terms terms() {
        return new Terms(freeMinutes, money(cancellationFee), money(noShowFee));
    }

    /** Null for nothing. */
    public Money agreedPrice() {
        return money(price);
    }

    public Booking booking() {
        return new Booking(
                id,
                serviceId,
                seriesId,
                occurrenceAt,
                type,
                status,
                resourceIds,
                clientUserId,
                clientName,
                clientEmail,
                title,
                description,
                startsAt,
                endsAt,
                timezone,
                location,
                meetingUrl,
                money(price),
                paid,
                invoiceNumber,
                terms().freeUntil(startsAt),
                money(cancellationFee),
                money(noShowFee),
                money(feeOwed),
                confirmedAt,
                cancelledAt,
                reason,
                sequence,
                version,
                createdAt,
                updatedAt);
    }

    private Money money(BigDecimal amount) {
        return amount == null || currency == null || amount.signum() == 0
                ? null
                : new Money(amount, Money.currencyOf(currency));
    }
}
