package org.stoa.booking.booking;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.booking.BookingModule;
import org.stoa.booking.BookingProblem;
import org.stoa.booking.BookingRescheduled;
import org.stoa.booking.Moment;
import org.stoa.booking.SlotFreed;
import org.stoa.booking.Together;
import org.stoa.booking.Zones;
import org.stoa.booking.notice.Letters;
import org.stoa.booking.occupation.Occupations;
import org.stoa.booking.occupation.Wish;
import org.stoa.booking.offer.Offer;
import org.stoa.booking.offer.Offers;
import org.stoa.booking.sale.Sales;
import org.stoa.booking.slot.OpenTimes;

/**
 * Moves bookings to another time: what they had is given back and what they get is taken in one transaction, all of them
 * or none.
 */
@Component(service = Rescheduling.class)
public final class Rescheduling {
    private final Database database;
    private final TenantClock clock;

    @Activate
    public Rescheduling(@Reference Database database, @Reference TenantClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Where a booking goes. */
    private record Move(BookingRow row, List<UUID> resourceIds, Instant start, Instant end) {}

    /**
     * For the client as long as it costs nothing, and for those who provide it.
     *
     * @return all that were moved, the one that was named first
     * @throws ProblemException 409 {@code slot-not-offered}, {@code slot-taken} with {@code clashes},
     *     {@code reschedule-too-late}
     */
    public List<Booking> reschedule(CallContext context, UUID id, RescheduleFields fields) {
        if (fields.outsideAvailability()) {
            context.require(BookingModule.WRITE, null);
        }
        Moment moment = Moment.of(context, clock);
        return database.write(context, BookingMapper.class, (mapper, transaction) -> {
            List<BookingRow> rows = Lifecycle.lock(context, mapper, id, fields.scope());
            BookingRow named = rows.get(0);
            rows.forEach(row -> requireMovable(row, Part.of(context, row).atLeast(Part.CLIENT), moment.now()));
            List<Move> moves = moves(rows, fields, moment.now());
            Offer offer = named.serviceId() == null
                    ? null
                    : new Offers(context, transaction).booked(named.serviceId()).orElse(null);
            if (offer == null) {
                requireAllowed(context, transaction, fields, moves);
            } else {
                requireSameResources(context, offer, moves);
                check(transaction, moment, fields, offer, moves);
            }
            take(context, transaction, moment, offer, moves);
            askAgain(context, transaction, mapper, moment, offer, rows);
            store(context, transaction, mapper, moment, fields, moves);
            return after(mapper, transaction, rows);
        });
    }

    private static void requireMovable(BookingRow row, Part part, Instant now) {
        if (!row.status().isToCome()) {
            throw ProblemException.of(BookingProblem.BOOKING_NOT_TO_COME, row.status());
        }
        boolean costs = row.terms().cancellationFee() != null && row.status() == BookingStatus.CONFIRMED;
        Instant last = costs ? row.terms().freeUntil(row.startsAt()) : row.startsAt();
        if (part == Part.CLIENT && now.isAfter(last)) {
            throw ProblemException.of(BookingProblem.RESCHEDULE_TOO_LATE, last);
        }
    }

    private static List<Move> moves(List<BookingRow> rows, RescheduleFields fields, Instant now) {
        BookingRow named = rows.get(0);
        Bookings.requireNear("start", fields.start(), now);
        ZoneId zone = Zones.require("timezone", fields.timezone() == null ? named.timezone() : fields.timezone());
        Duration shift = Duration.between(
                LocalDateTime.ofInstant(named.startsAt(), zone), LocalDateTime.ofInstant(fields.start(), zone));
        List<Move> moves = new ArrayList<>();
        for (BookingRow row : rows) {
            Instant start = row.id().equals(named.id())
                    ? fields.start()
                    : LocalDateTime.ofInstant(row.startsAt(), zone)
                            .plus(shift)
                            .atZone(zone)
                            .toInstant();
            Instant end = start.plus(Duration.between(row.startsAt(), row.endsAt()));
            Bookings.requireTimes(start, end, now);
            List<UUID> resources = fields.resourceIds() == null ? row.resourceIds() : fields.resourceIds();
            moves.add(new Move(row, resources.stream().distinct().toList(), start, end));
        }
        return moves;
    }

    /**
     * Where no service says what is offered, staff decides; those who provide a booking keep to its resources and to
     * their hours, unless it was agreed on elsewhere whatever they are.
     */
    private static void requireAllowed(
            CallContext context, Transaction transaction, RescheduleFields fields, List<Move> moves) {
        if (moves.stream().anyMatch(move -> Part.of(context, move.row()) == Part.CLIENT)) {
            throw ProblemException.of(BookingProblem.SLOT_NOT_OFFERED, "-");
        }
        Offers offers = new Offers(context, transaction);
        if (fields.resourceIds() != null) {
            context.require(BookingModule.WRITE, null);
            offers.resources(fields.resourceIds());
        }
        if (context.allows(BookingModule.WRITE, null)) {
            return;
        }
        List<Move> own =
                moves.stream().filter(move -> move.row().agreementId() == null).toList();
        ProviderHours hours = new ProviderHours(
                transaction,
                offers.resources(own.stream()
                        .flatMap(move -> move.resourceIds().stream())
                        .distinct()
                        .toList()));
        for (Move move : own) {
            if (!hours.areOpen(move.resourceIds(), move.start(), move.end())) {
                throw Placement.notOpen()
                        .with("clashes", List.of(new Clash(move.row().id(), move.start())));
            }
        }
    }

    private static void check(
            Transaction transaction, Moment moment, RescheduleFields fields, Offer offer, List<Move> moves) {
        if (fields.resourceIds() != null) {
            offer.providers(fields.resourceIds());
        }
        if (fields.outsideAvailability()) {
            return;
        }
        for (List<Move> group : groups(moves)) {
            Move first = group.get(0);
            OpenTimes times = Placement.times(
                    transaction,
                    offer,
                    offer.providers(first.resourceIds()),
                    moment,
                    first.start(),
                    first.end(),
                    group.get(group.size() - 1).start());
            for (Move move : group) {
                offer.requireInTime(move.start(), moment.now());
                if (!times.together(move.start())) {
                    throw Placement.notOpen()
                            .with("clashes", List.of(new Clash(move.row().id(), move.start())));
                }
            }
        }
    }

    /** Who has confirmed one time has not confirmed another one. */
    private static boolean isToBeConfirmed(CallContext context, Offer offer, BookingRow row) {
        return offer != null && offer.service().requiresConfirmation() && Part.of(context, row) == Part.CLIENT;
    }

    private static void requireSameResources(CallContext context, Offer offer, List<Move> moves) {
        for (Move move : moves) {
            if (isToBeConfirmed(context, offer, move.row())
                    && !Set.copyOf(move.resourceIds())
                            .equals(Set.copyOf(move.row().resourceIds()))) {
                throw ProblemException.invalid(
                        "resourceIds",
                        "must stay as they are, as those of this service confirm what is booked of them");
            }
        }
    }

    private static void askAgain(
            CallContext context,
            Transaction transaction,
            BookingMapper mapper,
            Moment moment,
            Offer offer,
            List<BookingRow> rows) {
        List<BookingRow> asked = rows.stream()
                .filter(row -> row.status() == BookingStatus.CONFIRMED && isToBeConfirmed(context, offer, row))
                .toList();
        if (asked.isEmpty()) {
            return;
        }
        List<UUID> ids = asked.stream().map(BookingRow::id).toList();
        mapper.setStatus(ids, BookingStatus.PENDING, null, moment.now());
        mapper.owe(asked.stream()
                .filter(row -> row.invoiceNumber() != null)
                .map(BookingRow::id)
                .toList());
        new Sales(context, transaction).cancel(ids, Letters.in(context.locale()).text("sale.moved.reason"));
    }

    /** Moves to the same resources that last equally long, each group in order of time. */
    private static Collection<List<Move>> groups(List<Move> moves) {
        return moves.stream()
                .sorted(Comparator.comparing(Move::start))
                .collect(Collectors.groupingBy(
                        move -> List.of(move.resourceIds(), Duration.between(move.start(), move.end()))))
                .values();
    }

    /**
     * A booking that cannot be moved.
     *
     * @param start where it would have begun
     */
    public record Clash(UUID bookingId, Instant start) {}

    private static void take(
            CallContext context, Transaction transaction, Moment moment, Offer offer, List<Move> moves) {
        Occupations occupations = Occupations.of(context, transaction, moment.now());
        occupations.releaseBookings(moves.stream().map(move -> move.row().id()).toList());
        List<Wish> wishes = moves.stream()
                .flatMap(move -> offer == null
                        ? move.resourceIds().stream()
                                .map(resource -> new Wish(move.row().id(), resource, move.start(), move.end()))
                        : Placement.wishes(offer, move.row().id(), move.resourceIds(), move.start(), move.end())
                                .stream())
                .toList();
        List<UUID> clashing =
                occupations.book(wishes).stream().map(Wish::ownerId).distinct().toList();
        if (!clashing.isEmpty()) {
            throw ProblemException.of(BookingProblem.SLOT_TAKEN)
                    .with(
                            "clashes",
                            moves.stream()
                                    .filter(move -> clashing.contains(move.row().id()))
                                    .map(move -> new Clash(move.row().id(), move.start()))
                                    .toList());
        }
    }

    private static void store(
            CallContext context,
            Transaction transaction,
            BookingMapper mapper,
            Moment moment,
            RescheduleFields fields,
            List<Move> moves) {
        List<UUID> ids = moves.stream().map(move -> move.row().id()).toList();
        String timezone = fields.timezone() == null ? moves.get(0).row().timezone() : fields.timezone();
        mapper.move(
                ids,
                moves.stream().map(move -> move.start().toString()).toList(),
                moves.stream().map(move -> move.end().toString()).toList(),
                timezone,
                fields.reason(),
                moment.now());
        BookingWriter writer = new BookingWriter(context, transaction, moment);
        if (fields.resourceIds() != null) {
            mapper.deleteResources(ids);
            writer.insertResources(moves.stream()
                    .flatMap(move -> move.resourceIds().stream()
                            .map(resource -> new BookingWriter.Use(move.row().id(), resource)))
                    .toList());
        }
        Together together = new Together(ids.get(0), ids.size());
        Map<UUID, BookingRow> after =
                mapper.all(ids).stream().collect(Collectors.toMap(BookingRow::id, Function.identity()));
        moves.forEach(move ->
                tell(transaction, writer, moment, move, after.get(move.row().id()), together));
    }

    private static void tell(
            Transaction transaction,
            BookingWriter writer,
            Moment moment,
            Move move,
            BookingRow after,
            Together together) {
        BookingRow row = move.row();
        transaction.publish(new BookingRescheduled(
                row.id(),
                row.serviceId(),
                move.resourceIds(),
                row.clientUserId(),
                row.title(),
                move.start(),
                move.end(),
                row.startsAt(),
                row.endsAt(),
                together));
        if (after.status() == BookingStatus.PENDING) {
            writer.requested(after, together);
        } else {
            writer.remind(after);
        }
        if (row.serviceId() != null && row.startsAt().isAfter(moment.now())) {
            transaction.publish(new SlotFreed(row.serviceId(), row.resourceIds(), row.startsAt(), row.endsAt()));
        }
    }

    private static List<Booking> after(BookingMapper mapper, Transaction transaction, List<BookingRow> before) {
        Map<UUID, Booking> after = mapper
                .all(before.stream().map(BookingRow::id).toList())
                .stream()
                .map(BookingRow::booking)
                .collect(Collectors.toMap(Booking::id, booking -> booking));
        before.forEach(row -> transaction.audit(AuditEntry.changed(
                "booking.reschedule", BookingWriter.TABLE, row.id(), row.booking(), after.get(row.id()))));
        return before.stream().map(row -> after.get(row.id())).toList();
    }
}
