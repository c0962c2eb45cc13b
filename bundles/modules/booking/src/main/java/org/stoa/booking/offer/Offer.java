package org.stoa.booking.offer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.value.Money;
import org.stoa.booking.BookingProblem;
import org.stoa.booking.service.Fee;
import org.stoa.booking.service.Service;
import org.stoa.booking.slot.SlotRules;

/**
 * A service as those see it who book it.
 *
 * @param name in the language of the call, where it is translated
 * @param providers active resources that do it, in the order in which they are asked
 */
public record Offer(Service service, String name, List<Provider> providers) {

    /** What it costs not to come, for a booking at this price. */
    public Terms terms(Money price) {
        return Terms.of(service, price);
    }

    /** Of its price or its fees; null where there are none. */
    public String currency() {
        return Stream.of(service.price(), amount(service.cancellationFee()), amount(service.noShowFee()))
                .filter(Objects::nonNull)
                .map(money -> money.currency().getCurrencyCode())
                .findFirst()
                .orElse(null);
    }

    private static Money amount(Fee fee) {
        return fee == null ? null : fee.amount();
    }

    /** What it asks of the time of a booking that lasts so long. */
    public SlotRules rules(Duration duration, Instant now) {
        SlotRules rules = service.rules(now);
        return new SlotRules(duration, rules.before(), rules.after(), rules.step(), rules.earliest(), rules.latest());
    }

    /**
     * Refuses what is too soon or too far ahead.
     *
     * @throws ProblemException 409 {@code slot-not-offered}
     */
    public void requireInTime(Instant start, Instant now) {
        SlotRules rules = service.rules(now);
        if (start.isBefore(rules.earliest()) || start.isAfter(rules.latest())) {
            throw ProblemException.of(
                    BookingProblem.SLOT_NOT_OFFERED, "from " + rules.earliest() + " until " + rules.latest());
        }
    }

    /**
     * These resources, in the order in which they are asked.
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
