package org.stoa.booking.offer;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.value.Money;
import org.stoa.booking.BookingProblem;

/**
 * A service as those see it who book it.
 *
 * @param name in the language of the call, where it is translated
 * @param freeMinutes until how many minutes before the start a client cancels free of charge
 * @param reminderMinutes how long before the start clients are reminded
 * @param providers active resources that do it, in the order in which they are asked
 */
public record Offer(
        UUID serviceId,
        BookingType type,
        String name,
        Duration duration,
        Duration bufferBefore,
        Duration bufferAfter,
        Duration lead,
        Duration horizon,
        Money price,
        String currency,
        boolean requiresConfirmation,
        int freeMinutes,
        BigDecimal cancellationFeePercent,
        Money cancellationFee,
        BigDecimal noShowFeePercent,
        Money noShowFee,
        List<Integer> reminderMinutes,
        String location,
        String meetingUrl,
        List<Provider> providers) {

    /** What it costs not to come, for a booking at this price. */
    public Terms terms(Money agreed) {
        return new Terms(
                freeMinutes,
                Terms.fee(agreed, cancellationFeePercent, cancellationFee),
                Terms.fee(agreed, noShowFeePercent, noShowFee));
    }

    /** Whether it is neither too soon nor too far away. */
    public boolean isInTime(Instant start, Instant now) {
        return !start.isBefore(now.plus(lead)) && !start.isAfter(now.plus(horizon));
    }

    /** @throws ProblemException 409 {@code slot-not-offered} for what is too soon or too far away */
    public void requireInTime(Instant start, Instant now) {
        Instant first = now.plus(lead);
        if (start.isBefore(first)) {
            throw ProblemException.of(BookingProblem.SLOT_NOT_OFFERED, "It can be booked from " + first + " on.");
        }
        Instant last = now.plus(horizon);
        if (start.isAfter(last)) {
            throw ProblemException.of(BookingProblem.SLOT_NOT_OFFERED, "It can be booked until " + last + ".");
        }
    }

    /**
     * These resources.
     *
     * @throws ProblemException 400 {@code invalid-request} for one that does not do it
     */
    public List<Provider> providers(List<UUID> ids) {
        Set<UUID> known = providers.stream().map(Provider::id).collect(Collectors.toSet());
        for (int index = 0; index < ids.size(); index++) {
            if (!known.contains(ids.get(index))) {
                throw ProblemException.invalid(
                        "resourceIds[" + index + "]", "is not the id of an active resource of this service");
            }
        }
        return providers.stream()
                .filter(provider -> ids.contains(provider.id()))
                .toList();
    }
}
