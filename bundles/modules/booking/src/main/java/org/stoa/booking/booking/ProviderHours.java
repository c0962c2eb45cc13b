package org.stoa.booking.booking;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stoa.api.data.Transaction;
import org.stoa.booking.availability.AvailabilityMapper;
import org.stoa.booking.availability.StoredHours;
import org.stoa.booking.offer.Provider;

/** When resources are open, whatever service is asked for. */
final class ProviderHours {
    private final StoredHours hours = new StoredHours();
    private final Map<UUID, Provider> providers;
    private final Map<UUID, List<AvailabilityMapper.Row>> rows;

    /** Reads those of all in one statement. */
    ProviderHours(Transaction transaction, List<Provider> resources) {
        providers = resources.stream().collect(Collectors.toMap(Provider::id, Function.identity()));
        rows = transaction.mapper(AvailabilityMapper.class).list(List.copyOf(providers.keySet())).stream()
                .collect(Collectors.groupingBy(AvailabilityMapper.Row::resourceId));
    }

    /** Whether all of them are, from the start to the end. */
    boolean areOpen(List<UUID> resourceIds, Instant start, Instant end) {
        return resourceIds.stream().allMatch(id -> isOpen(providers.get(id), start, end));
    }

    private boolean isOpen(Provider provider, Instant start, Instant end) {
        return hours
                .between(provider.id(), provider.timezone(), rows.getOrDefault(provider.id(), List.of()), start, end)
                .stream()
                .map(opening -> opening.span())
                .anyMatch(span -> !span.start().isAfter(start) && !span.end().isBefore(end));
    }
}
