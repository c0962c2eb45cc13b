package org.stoa.booking.series;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.booking.BookingModule;
import org.stoa.booking.BookingProblem;
import org.stoa.booking.Moment;
import org.stoa.booking.Zones;
import org.stoa.booking.booking.Booking;
import org.stoa.booking.booking.BookingFields;
import org.stoa.booking.booking.BookingRow;
import org.stoa.booking.booking.BookingWriter;
import org.stoa.booking.booking.Bookings;
import org.stoa.booking.booking.Client;
import org.stoa.booking.booking.Clients;
import org.stoa.booking.booking.NewBooking;
import org.stoa.booking.booking.Placement;
import org.stoa.booking.offer.Offer;
import org.stoa.booking.offer.Offers;
import org.stoa.booking.offer.Provider;
import org.stoa.booking.recurrence.Recurrence;

/** Makes bookings that repeat; from then on each of them is a booking like any other. */
@Component(service = SeriesService.class)
public final class SeriesService {
    /** Most bookings of one series. */
    static final int MOST = 200;

    private static final Duration LONGEST = Duration.ofDays(3660);

    private final Database database;
    private final TenantClock clock;
    private final Clients clients;
    private final Bookings bookings;

    @Activate
    public SeriesService(
            @Reference Database database,
            @Reference TenantClock clock,
            @Reference Clients clients,
            @Reference Bookings bookings) {
        this.database = database;
        this.clock = clock;
        this.clients = clients;
        this.bookings = bookings;
    }

    /** One whose bookings the caller may see. */
    public Series get(CallContext context, UUID id) {
        SeriesMapper.Row row = database.read(context, SeriesMapper.class, mapper -> mapper.find(id));
        List<Booking> all = row == null ? List.of() : bookings.ofSeries(context, id);
        if (all.isEmpty()) {
            throw ProblemException.notFound("series");
        }
        return series(row, all, List.of());
    }

    /**
     * Books all occurrences or none, unless those that clash are to be left out.
     *
     * @throws ProblemException 409 {@code series-clashes} with {@code clashes}; 400 for a rule with more than
     *     {@value #MOST} occurrences, or that goes on after ten years
     */
    public Series create(CallContext context, SeriesFields fields) {
        BookingFields template = fields.booking();
        if (template.serviceId() == null) {
            throw ProblemException.invalid("booking.serviceId", "must be given");
        }
        if (template.isForStaff()) {
            context.require(BookingModule.WRITE, null);
        }
        Recurrence recurrence = Recurrence.parse(fields.recurrence());
        Client client = clients.of(context, template.clientUserId(), template.guest());
        Moment moment = Moment.of(context, clock);
        return database.write(context, SeriesMapper.class, (mapper, transaction) -> {
            Offer offer = new Offers(context, transaction).active(template.serviceId());
            Bookings.requireNear("booking.start", template.start(), moment.now());
            Duration duration = template.end() == null
                    ? offer.service().duration()
                    : Duration.between(template.start(), template.end());
            Bookings.requireTimes(template.start(), template.start().plus(duration), moment.now());
            List<Provider> resources = resources(offer, template);
            String zone = Bookings.zone(template.timezone(), resources);
            ZonedDateTime first = template.start().atZone(Zones.require("timezone", zone));
            Instant last = moment.now().plus(LONGEST);
            List<ZonedDateTime> occurrences = recurrence.occurrences(first, last, MOST);
            if (!recurrence.endsBy(first, last)) {
                throw ProblemException.invalid(
                        "recurrence", "must end within ten years of now; end it sooner with COUNT or UNTIL");
            }
            if (occurrences.isEmpty()) {
                throw ProblemException.invalid("recurrence", "has no occurrence");
            }
            Placement placement = new Placement(context, transaction, moment);
            List<Placement.Slot> slots = occurrences.stream()
                    .map(ZonedDateTime::toInstant)
                    .map(start -> slot(template, resources, start, start.plus(duration)))
                    .toList();
            List<Placement.Refusal> refusals = placement.bookAll(offer, resources, slots);
            requireEnough(fields, refusals, slots.size());
            UUID seriesId = Ids.next();
            SeriesMapper.Row row = new SeriesMapper.Row(
                    seriesId, offer.service().id(), recurrence.text(), template.start(), zone, moment.now());
            mapper.insert(context.requireTenant(), row);
            List<Booking> made = insert(
                    context,
                    transaction,
                    moment,
                    booked(slots, refusals).stream()
                            .map(slot -> Bookings.newBooking(
                                            context,
                                            offer,
                                            template.at(slot.start(), slot.end())
                                                    .placed(resources, slot.end()),
                                            client,
                                            slot.ownerId())
                                    .inSeries(seriesId))
                            .toList());
            return series(row, made, skipped(refusals));
        });
    }

    /** All that are named; where none is, the first of the service: a series stays with one. */
    private static List<Provider> resources(Offer offer, BookingFields template) {
        if (template.resourceIds() != null) {
            return offer.providers(template.resourceIds());
        }
        if (offer.providers().isEmpty()) {
            throw ProblemException.of(BookingProblem.SLOT_NOT_OFFERED, "no resource is active");
        }
        return offer.providers().subList(0, 1);
    }

    private static Placement.Slot slot(BookingFields template, List<Provider> resources, Instant start, Instant end) {
        List<UUID> ids = resources.stream().map(Provider::id).toList();
        return new Placement.Slot(Ids.next(), ids, null, start, end, template.outsideAvailability());
    }

    private static void requireEnough(SeriesFields fields, List<Placement.Refusal> refusals, int all) {
        boolean enough = fields.skipClashes() ? refusals.size() < all : refusals.isEmpty();
        if (!enough) {
            throw ProblemException.of(BookingProblem.SERIES_CLASHES, refusals.size(), all)
                    .with("clashes", skipped(refusals));
        }
    }

    private static List<SkippedOccurrence> skipped(List<Placement.Refusal> refusals) {
        return refusals.stream()
                .map(refusal -> new SkippedOccurrence(
                        refusal.slot().start(), refusal.problem().code()))
                .toList();
    }

    private static List<Placement.Slot> booked(List<Placement.Slot> slots, List<Placement.Refusal> refusals) {
        Set<UUID> refused = new HashSet<>();
        refusals.forEach(refusal -> refused.add(refusal.slot().ownerId()));
        return slots.stream().filter(slot -> !refused.contains(slot.ownerId())).toList();
    }

    private static List<Booking> insert(
            CallContext context, Transaction transaction, Moment moment, List<NewBooking> all) {
        List<Booking> made = new ArrayList<>();
        new BookingWriter(context, transaction, moment)
                .insert(all).stream().map(BookingRow::booking).forEach(made::add);
        return made;
    }

    private static Series series(SeriesMapper.Row row, List<Booking> bookings, List<SkippedOccurrence> skipped) {
        return new Series(
                row.id(),
                row.serviceId(),
                row.rule(),
                row.startsAt(),
                row.timezone(),
                bookings,
                skipped,
                row.createdAt());
    }
}
