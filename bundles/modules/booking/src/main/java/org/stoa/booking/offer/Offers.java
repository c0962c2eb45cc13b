package org.stoa.booking.offer;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;

/** Reads services and resources for those who book them. */
public final class Offers {
    private final OfferMapper mapper;
    private final String language;

    private Offers(OfferMapper mapper, String language) {
        this.mapper = mapper;
        this.language = language;
    }

    public static Offers of(CallContext context, Transaction transaction) {
        return new Offers(
                transaction.mapper(OfferMapper.class), context.locale().getLanguage());
    }

    /** @throws ProblemException 400 {@code invalid-request} for a service that is not there or not active */
    public Offer active(UUID serviceId) {
        OfferMapper.Row row = mapper.find(serviceId, language);
        if (row == null || !row.active()) {
            throw ProblemException.invalid("serviceId", "is not the id of an active service");
        }
        return offer(row);
    }

    /** A service of which there is a booking, active or not. */
    public Offer booked(UUID serviceId) {
        return offer(mapper.find(serviceId, language));
    }

    /** @throws ProblemException 400 {@code invalid-request} for a resource that is not there or not active */
    public List<Provider> resources(List<UUID> ids) {
        List<Provider> resources = mapper.resources(ids);
        for (int index = 0; index < ids.size(); index++) {
            UUID id = ids.get(index);
            if (resources.stream().noneMatch(resource -> resource.id().equals(id))) {
                throw ProblemException.invalid("resourceIds[" + index + "]", "is not the id of an active resource");
            }
        }
        return resources;
    }

    /** Remembers whose turn it was. */
    public void assigned(UUID serviceId, UUID resourceId, Instant now) {
        mapper.assigned(serviceId, resourceId, now);
    }

    private Offer offer(OfferMapper.Row row) {
        return new Offer(
                row.id(),
                row.type(),
                row.name(),
                Duration.ofMinutes(row.durationMinutes()),
                Duration.ofMinutes(row.bufferBeforeMinutes()),
                Duration.ofMinutes(row.bufferAfterMinutes()),
                Duration.ofMinutes(row.leadMinutes()),
                Duration.ofDays(row.horizonDays()),
                money(row.price(), row.currency()),
                row.currency(),
                row.requiresConfirmation(),
                row.freeMinutes(),
                row.cancellationFeePercent(),
                money(row.cancellationFeeAmount(), row.currency()),
                row.noShowFeePercent(),
                money(row.noShowFeeAmount(), row.currency()),
                row.reminderMinutes(),
                row.location(),
                row.meetingUrl(),
                mapper.providers(row.id()));
    }

    private static Money money(BigDecimal amount, String currency) {
        return amount == null ? null : new Money(amount, Money.currencyOf(currency));
    }
}
