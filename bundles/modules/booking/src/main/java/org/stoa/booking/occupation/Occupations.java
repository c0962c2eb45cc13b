package org.stoa.booking.occupation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Transaction;
import org.stoa.api.security.CallContext;

/**
 * Takes and gives back the time of resources, in a transaction of the caller's. That no unit is taken twice is what an
 * exclusion constraint of {@code booking.occupation} says; whoever comes too late for a unit is given another one, or told
 * that there is none. A hold that has expired is in nobody's way.
 */
public final class Occupations {
    private final OccupationMapper mapper;
    private final UUID tenantId;
    private final Instant now;

    private Occupations(OccupationMapper mapper, UUID tenantId, Instant now) {
        this.mapper = mapper;
        this.tenantId = tenantId;
        this.now = now;
    }

    /** @param now by the tenant's clock */
    public static Occupations of(CallContext context, Transaction transaction, Instant now) {
        return new Occupations(transaction.mapper(OccupationMapper.class), context.requireTenant(), now);
    }

    /**
     * Takes time for bookings.
     *
     * @return the wishes that cannot be had; the others are taken
     */
    public List<Wish> book(List<Wish> wishes) {
        return take("BOOKING", null, wishes);
    }

    /** Takes time for holds; the same. */
    public List<Wish> hold(List<Wish> wishes, Instant expiresAt) {
        return take("HOLD", expiresAt, wishes);
    }

    /** Which of these resources have that time free, in the order in which they are given: none of it is taken yet. */
    public List<UUID> free(List<UUID> resourceIds, Instant from, Instant until) {
        if (resourceIds.isEmpty()) {
            return List.of();
        }
        mapper.deleteExpired(resourceIds, from, until, now);
        return mapper.free(resourceIds, from, until);
    }

    /** Gives back what bookings have. */
    public void releaseBookings(List<UUID> bookingIds) {
        if (!bookingIds.isEmpty()) {
            mapper.releaseBookings(bookingIds);
        }
    }

    /** Gives back what a hold has. */
    public void releaseHold(UUID holdId) {
        mapper.releaseHold(holdId);
    }

    /**
     * Makes what a hold has that of a booking.
     *
     * @param resources how many it was of
     * @return false when somebody has taken it since the hold expired
     */
    public boolean bookHold(UUID holdId, UUID bookingId, int resources) {
        return mapper.bookHold(holdId, bookingId) == resources;
    }

    private List<Wish> take(String kind, Instant expiresAt, List<Wish> wishes) {
        if (wishes.isEmpty()) {
            return List.of();
        }
        List<UUID> resources =
                each(wishes, Wish::resourceId).stream().distinct().toList();
        if (wishes.size() > 1) {
            mapper.lock(resources);
        }
        Instant from = wishes.stream().map(Wish::from).min(Instant::compareTo).orElseThrow();
        Instant until = wishes.stream().map(Wish::until).max(Instant::compareTo).orElseThrow();
        mapper.deleteExpired(resources, from, until, now);
        List<Wish> clashes = new ArrayList<>();
        List<Wish> open = wishes;
        while (!open.isEmpty()) {
            open = attempt(kind, expiresAt, open, clashes);
        }
        return clashes;
    }

    /** @return those for which somebody else was faster: another unit may be free */
    private List<Wish> attempt(String kind, Instant expiresAt, List<Wish> wishes, List<Wish> clashes) {
        Map<UUID, Wish> byId = new LinkedHashMap<>();
        wishes.forEach(wish -> byId.put(Ids.next(), wish));
        List<Wish> again = new ArrayList<>();
        List<OccupationMapper.Outcome> outcomes = mapper.take(
                tenantId,
                kind,
                expiresAt,
                List.copyOf(byId.keySet()),
                each(wishes, Wish::ownerId),
                each(wishes, Wish::resourceId),
                each(wishes, wish -> wish.from().toString()),
                each(wishes, wish -> wish.until().toString()));
        for (OccupationMapper.Outcome outcome : outcomes) {
            if (!outcome.taken()) {
                (outcome.free() ? again : clashes).add(byId.get(outcome.id()));
            }
        }
        return again;
    }

    private static <T> List<T> each(List<Wish> wishes, Function<Wish, T> part) {
        return wishes.stream().map(part).toList();
    }
}
