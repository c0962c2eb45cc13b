package org.stoa.booking.booking;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.value.Money;
import org.stoa.booking.BookingModule;
import org.stoa.booking.BookingProblem;
import org.stoa.booking.Moment;
import org.stoa.booking.Zones;
import org.stoa.booking.occupation.Occupations;
import org.stoa.booking.occupation.Wish;
import org.stoa.booking.offer.Offer;
import org.stoa.booking.offer.Offers;
import org.stoa.booking.offer.Provider;
import org.stoa.booking.offer.Terms;
import org.stoa.booking.setting.Settings;

/** Makes bookings and shows them. */
@Component(service = Bookings.class)
public final class Bookings {
    /** Longest time of one booking. */
    public static final Duration LONGEST = Duration.ofDays(31);

    private static final Duration FARTHEST = Duration.ofDays(3660);

    private final Database database;
    private final TenantClock clock;
    private final Clients clients;
    private final Settings settings;

    @Activate
    public Bookings(
            @Reference Database database,
            @Reference TenantClock clock,
            @Reference Clients clients,
            @Reference Settings settings) {
        this.database = database;
        this.clock = clock;
        this.clients = clients;
        this.settings = settings;
    }

    /** Newest first: all for those who may see all, else those in which the caller takes part. */
    public Page<Booking> list(CallContext context, BookingFilter filter, PageRequest page) {
        boolean all = context.allows(BookingModule.READ, null) || context.allows(BookingModule.WRITE, null);
        UUID user = context.caller().userId();
        if (!all && user == null) {
            return new Page<>(List.of(), null);
        }
        List<BookingRow> rows = database.read(
                context,
                BookingMapper.class,
                mapper -> mapper.list(all ? null : user, filter, (int) LONGEST.toMinutes(), page));
        return Page.of(rows, page, BookingRow::id).map(BookingRow::booking);
    }

    /** The bookings of a series, by time, as far as the caller may see them. */
    public List<Booking> ofSeries(CallContext context, UUID seriesId) {
        List<BookingRow> rows = database.read(context, BookingMapper.class, mapper -> mapper.ofSeries(seriesId));
        return rows.stream()
                .filter(row -> Part.sees(context, row))
                .map(BookingRow::booking)
                .toList();
    }

    public Booking get(CallContext context, UUID id) {
        BookingRow row = database.read(context, BookingMapper.class, mapper -> mapper.find(id));
        return Part.requireVisible(context, row).booking();
    }

    /**
     * Books, whoever else wants the same at the same moment.
     *
     * @throws ProblemException 409 {@code slot-not-offered}, {@code slot-taken}
     */
    public Booking create(CallContext context, BookingFields fields) {
        if (fields.isForStaff()) {
            context.require(BookingModule.WRITE, null);
        }
        requireCurrency(context, fields.price());
        Client client = clients.of(context, fields.clientUserId(), fields.guest());
        Moment moment = Moment.of(context, clock);
        return database.write(context, BookingMapper.class, (mapper, transaction) -> {
            NewBooking booking = fields.serviceId() == null
                    ? withoutService(context, transaction, moment, fields, client)
                    : ofService(context, transaction, moment, fields, client);
            return new BookingWriter(context, transaction, moment)
                    .insert(List.of(booking))
                    .get(0)
                    .booking();
        });
    }

    private static NewBooking ofService(
            CallContext context, Transaction transaction, Moment moment, BookingFields fields, Client client) {
        Offer offer = new Offers(context, transaction).active(fields.serviceId());
        UUID id = Ids.next();
        Instant start = requireNear("start", fields.start(), moment.now());
        Instant end = fields.end() == null ? start.plus(offer.service().duration()) : fields.end();
        requireTimes(fields.start(), end, moment.now());
        List<Provider> providers = new Placement(context, transaction, moment)
                .book(
                        offer,
                        new Placement.Slot(
                                id,
                                fields.resourceIds(),
                                fields.mode(),
                                fields.start(),
                                end,
                                fields.outsideAvailability()));
        BookingFields placed = fields.placed(providers, end);
        return newBooking(context, offer, placed, client, id);
    }

    /**
     * A booking of a service whose time is taken.
     *
     * @param fields with an end, a zone, and the resources it has
     */
    public static NewBooking newBooking(
            CallContext context, Offer offer, BookingFields fields, Client client, UUID id) {
        boolean staff = context.allows(BookingModule.WRITE, null);
        Money price = fields.price() == null ? offer.service().price() : fields.price();
        if (price != null
                && offer.currency() != null
                && !price.currency().getCurrencyCode().equals(offer.currency())) {
            throw ProblemException.invalid("price", "must be in " + offer.currency() + ", as the service is");
        }
        return new NewBooking(
                id,
                offer.service().id(),
                null,
                null,
                null,
                offer.service().type(),
                staff || !offer.service().requiresConfirmation(),
                fields.resourceIds(),
                client,
                new BookingDetails(
                        fields.title() == null ? offer.name() : fields.title(),
                        fields.description(),
                        fields.location() == null ? offer.service().location() : fields.location(),
                        fields.meetingUrl() == null ? offer.service().meetingUrl() : fields.meetingUrl()),
                fields.start(),
                fields.end(),
                fields.timezone(),
                price,
                offer.terms(price),
                offer.service().reminderMinutes());
    }

    private static NewBooking withoutService(
            CallContext context, Transaction transaction, Moment moment, BookingFields fields, Client client) {
        required("type", fields.type());
        required("title", fields.title());
        required("resourceIds", fields.resourceIds());
        required("end", fields.end());
        requireTimes(fields.start(), fields.end(), moment.now());
        UUID id = Ids.next();
        List<Provider> resources = new Offers(context, transaction).resources(fields.resourceIds());
        List<Wish> clashes = Occupations.of(context, transaction, moment.now())
                .book(resources.stream()
                        .map(resource -> new Wish(id, resource.id(), fields.start(), fields.end()))
                        .toList());
        if (!clashes.isEmpty()) {
            throw Placement.taken(clashes.stream().map(Wish::resourceId).toList());
        }
        return new NewBooking(
                id,
                null,
                null,
                null,
                null,
                fields.type(),
                true,
                fields.resourceIds(),
                client,
                new BookingDetails(fields.title(), fields.description(), fields.location(), fields.meetingUrl()),
                fields.start(),
                fields.end(),
                zone(fields.timezone(), resources),
                fields.price(),
                Terms.FREE,
                List.of());
    }

    /** Changes what can be changed without moving it. */
    public Booking update(CallContext context, UUID id, long version, MergePatch patch) {
        Moment moment = Moment.of(context, clock);
        return database.write(context, BookingMapper.class, (mapper, transaction) -> {
            BookingRow before = Part.requireVisible(context, mapper.lock(id));
            Part.of(context, before).atLeast(Part.PROVIDER);
            BookingDetails details = patch.applyTo(before.booking().details());
            if (mapper.update(id, version, details, moment.now()) == 0) {
                throw ProblemException.of(CommonProblem.PRECONDITION_FAILED);
            }
            Booking after = mapper.find(id).booking();
            transaction.audit(AuditEntry.changed("booking.update", BookingWriter.TABLE, id, before.booking(), after));
            return after;
        });
    }

    /** Says by hand whether what the client owes is paid: for tenants for whom nobody invoices it. */
    public Booking setPaid(CallContext context, UUID id, boolean paid) {
        Moment moment = Moment.of(context, clock);
        return database.write(context, BookingMapper.class, (mapper, transaction) -> {
            BookingRow before = Part.requireVisible(context, mapper.lock(id));
            if (before.paid() == paid) {
                return before.booking();
            }
            if (mapper.setPaid(id, paid, moment.now()) == 0) {
                throw ProblemException.of(BookingProblem.BOOKING_INVOICED, String.valueOf(before.invoiceNumber()));
            }
            Booking after = mapper.find(id).booking();
            transaction.audit(AuditEntry.changed("booking.pay", BookingWriter.TABLE, id, before.booking(), after));
            return after;
        });
    }

    /** @throws ProblemException 400 {@code invalid-request} for a price that the tenant does not take */
    public void requireCurrency(CallContext context, Money price) {
        if (price == null) {
            return;
        }
        if (price.amount().signum() < 0) {
            throw ProblemException.invalid("price", "must not be less than nothing");
        }
        List<String> currencies = settings.get(context).currencies();
        if (!currencies.contains(price.currency().getCurrencyCode())) {
            throw ProblemException.invalid("price", "must be in a currency that is taken: " + currencies);
        }
    }

    /** @throws ProblemException 400 {@code invalid-request} for a moment that is ten years away or more */
    public static Instant requireNear(String field, Instant moment, Instant now) {
        if (Duration.between(now, moment).abs().compareTo(FARTHEST) > 0) {
            throw ProblemException.invalid(field, "must be within ten years of now");
        }
        return moment;
    }

    /** @throws ProblemException 400 {@code invalid-request} for times that make no sense */
    public static void requireTimes(Instant start, Instant end, Instant now) {
        requireNear("start", start, now);
        if (!end.isAfter(start)) {
            throw ProblemException.invalid("end", "must be after start");
        }
        if (Duration.between(start, end).compareTo(LONGEST) > 0) {
            throw ProblemException.invalid("end", "must be within 31 days of start");
        }
    }

    /** @throws ProblemException 400 {@code invalid-request} for a zone that is not known */
    public static String zone(String timezone, List<Provider> providers) {
        if (timezone == null) {
            return providers.get(0).timezone();
        }
        return Zones.require("timezone", timezone).getId();
    }

    private static void required(String field, Object value) {
        if (value == null) {
            throw ProblemException.invalid(field, "must be given where serviceId is not");
        }
    }
}
