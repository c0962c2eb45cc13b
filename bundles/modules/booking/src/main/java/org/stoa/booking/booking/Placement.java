package org.stoa.booking.booking;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.booking.BookingProblem;
import org.stoa.booking.Moment;
import org.stoa.booking.occupation.Occupations;
import org.stoa.booking.occupation.Wish;
import org.stoa.booking.offer.Offer;
import org.stoa.booking.offer.Offers;
import org.stoa.booking.offer.Provider;
import org.stoa.booking.slot.OpenTimes;
import org.stoa.booking.slot.SlotMode;
import org.stoa.booking.slot.Span;

/** Finds the resources for one time of a service and takes them, in a transaction of the caller's. */
public final class Placement {
    private final Transaction transaction;
    private final Occupations occupations;
    private final Offers offers;
    private final Moment moment;

    public Placement(CallContext context, Transaction transaction, Moment moment) {
        this.transaction = transaction;
        this.moment = moment;
        occupations = Occupations.of(context, transaction, moment.now());
        offers = new Offers(context, transaction);
    }

    /**
     * Which resources, and when.
     *
     * @param ownerId the booking or hold it is for
     * @param resourceIds null for all of the service
     * @param mode null for all that are named, or the first that is free where none is named
     * @param anyTime whatever hours, lead time and horizon say
     */
    public record Slot(
            UUID ownerId, List<UUID> resourceIds, SlotMode mode, Instant start, Instant end, boolean anyTime) {
        SlotMode effectiveMode() {
            if (mode != null) {
                return mode;
            }
            return resourceIds == null ? SlotMode.FIRST_FREE : SlotMode.ALL_TOGETHER;
        }
    }

    /**
     * Takes them for a booking.
     *
     * @throws ProblemException 409 {@code slot-not-offered}, {@code slot-taken}
     */
    public List<Provider> book(Offer offer, Slot slot) {
        return take(offer, slot, occupations::book);
    }

    /** The same for a hold. */
    public List<Provider> hold(Offer offer, Slot slot, Instant expiresAt) {
        return take(offer, slot, wishes -> occupations.hold(wishes, expiresAt));
    }

    /** Why a slot cannot be had. */
    public record Refusal(Slot slot, BookingProblem problem) {}

    /**
     * Takes the same resources at many times for bookings, as far as they can be had.
     *
     * @param slots in order, not empty, all with these resources
     * @return those that cannot be had; the others are taken
     */
    public List<Refusal> bookAll(Offer offer, List<Provider> resources, List<Slot> slots) {
        List<Refusal> refusals = new ArrayList<>();
        Slot first = slots.get(0);
        OpenTimes times = first.anyTime()
                ? null
                : times(
                        transaction,
                        offer,
                        resources,
                        moment,
                        first.start(),
                        first.end(),
                        slots.get(slots.size() - 1).start());
        List<Slot> offered = new ArrayList<>();
        for (Slot slot : slots) {
            boolean open = times == null || times.together(slot.start());
            if (open) {
                offered.add(slot);
            } else {
                refusals.add(new Refusal(slot, BookingProblem.SLOT_NOT_OFFERED));
            }
        }
        Set<UUID> taken =
                occupations
                        .book(offered.stream()
                                .flatMap(slot -> wishes(offer, slot, resources).stream())
                                .toList())
                        .stream()
                        .map(Wish::ownerId)
                        .collect(Collectors.toSet());
        occupations.releaseBookings(List.copyOf(taken));
        offered.stream()
                .filter(slot -> taken.contains(slot.ownerId()))
                .forEach(slot -> refusals.add(new Refusal(slot, BookingProblem.SLOT_TAKEN)));
        return refusals;
    }

    /** What a booking of these resources would take, buffers included. */
    static List<Wish> wishes(Offer offer, UUID ownerId, List<UUID> resourceIds, Instant start, Instant end) {
        Span occupied = occupied(offer, start, end);
        return resourceIds.stream()
                .map(id -> new Wish(ownerId, id, occupied.start(), occupied.end()))
                .toList();
    }

    private static Span occupied(Offer offer, Instant start, Instant end) {
        return offer.rules(Duration.between(start, end), start).occupied(start);
    }

    private List<Provider> take(Offer offer, Slot slot, Function<List<Wish>, List<Wish>> taking) {
        List<Provider> candidates = candidates(offer, slot);
        if (slot.effectiveMode() == SlotMode.ALL_TOGETHER) {
            List<Wish> clashes = taking.apply(wishes(offer, slot, candidates));
            if (!clashes.isEmpty()) {
                throw taken(clashes.stream().map(Wish::resourceId).toList());
            }
            return candidates;
        }
        return List.of(takeOne(offer, slot, candidates, taking));
    }

    private Provider takeOne(
            Offer offer, Slot slot, List<Provider> candidates, Function<List<Wish>, List<Wish>> taking) {
        List<UUID> ids = candidates.stream().map(Provider::id).toList();
        Span occupied = occupied(offer, slot.start(), slot.end());
        List<UUID> free = occupations.free(ids, occupied.start(), occupied.end());
        for (UUID id : free) {
            Provider provider = candidates.get(ids.indexOf(id));
            if (taking.apply(wishes(offer, slot, List.of(provider))).isEmpty()) {
                if (slot.effectiveMode() == SlotMode.ROUND_ROBIN) {
                    offers.assigned(offer.service().id(), id, moment.now());
                }
                return provider;
            }
        }
        throw taken(ids);
    }

    private List<Provider> candidates(Offer offer, Slot slot) {
        List<Provider> asked = slot.resourceIds() == null ? offer.providers() : offer.providers(slot.resourceIds());
        if (asked.isEmpty()) {
            throw ProblemException.of(BookingProblem.SLOT_NOT_OFFERED, "no resource is active");
        }
        if (!slot.anyTime()) {
            offer.requireInTime(slot.start(), moment.now());
            asked = open(offer, slot, asked);
        }
        if (slot.effectiveMode() == SlotMode.ROUND_ROBIN) {
            return asked.stream()
                    .sorted(Comparator.comparing(
                            Provider::assignedAt, Comparator.nullsFirst(Comparator.naturalOrder())))
                    .toList();
        }
        return asked;
    }

    private List<Provider> open(Offer offer, Slot slot, List<Provider> asked) {
        OpenTimes times = times(transaction, offer, asked, moment, slot.start(), slot.end(), slot.start());
        if (slot.effectiveMode() == SlotMode.ALL_TOGETHER) {
            if (!times.together(slot.start())) {
                throw notOpen();
            }
            return asked;
        }
        List<UUID> open = times.at(slot.start());
        if (open.isEmpty()) {
            throw notOpen();
        }
        return asked.stream().filter(provider -> open.contains(provider.id())).toList();
    }

    /**
     * When these resources are open.
     *
     * @param start of one booking
     * @param end of the same
     * @param lastStart of the last booking; from {@code start} on
     */
    static OpenTimes times(
            Transaction transaction,
            Offer offer,
            List<Provider> providers,
            Moment moment,
            Instant start,
            Instant end,
            Instant lastStart) {
        return OpenTimes.load(
                transaction,
                offer.service(),
                providers.stream().map(Provider::id).toList(),
                offer.rules(Duration.between(start, end), moment.now()),
                start,
                lastStart,
                moment.now());
    }

    static ProblemException notOpen() {
        return ProblemException.of(BookingProblem.SLOT_NOT_OFFERED, "outside of the hours");
    }

    private static List<Wish> wishes(Offer offer, Slot slot, List<Provider> providers) {
        return wishes(
                offer, slot.ownerId(), providers.stream().map(Provider::id).toList(), slot.start(), slot.end());
    }

    static ProblemException taken(List<UUID> resourceIds) {
        return ProblemException.of(BookingProblem.SLOT_TAKEN).with("resourceIds", resourceIds);
    }
}
