package org.stoa.booking.booking;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.stoa.api.data.Transaction;
import org.stoa.booking.availability.AvailabilityMapper;
import org.stoa.booking.availability.Hours;
import org.stoa.booking.offer.Provider;

/** When resources are open, whatever service is asked for. */
final class ProviderHours {
    private final Map<UUID, Hours> hours = new HashMap<>();

    /** Reads those of all in one statement. */
    ProviderHours(Transaction transaction, List<Provider> providers) {
        Map<UUID, List<AvailabilityMapper.Row>> rows = transaction
                .mapper(AvailabilityMapper.class)
                .list(providers.stream().map(Provider::id).toList())
                .stream()
                .collect(Collectors.groupingBy(AvailabilityMapper.Row::resourceId));
        for (Provider provider : providers) {
            hours.put(
                    provider.id(),
                    new Hours(
                            ZoneId.of(provider.timezone()),
                            rows.getOrDefault(provider.id(), List.of()).stream()
                                    .map(AvailabilityMapper.Row::rule)
                                    .toList()));
        }
    }

    /** Whether all of them are, from the start to the end. */
    boolean areOpen(List<UUID> resourceIds, Instant start, Instant end) {
        return resourceIds.stream().allMatch(id -> hours.get(id).between(start, end).stream()
                .anyMatch(opening -> !opening.span().start().isAfter(start)
                        && !opening.span().end().isBefore(end)));
    }
}
