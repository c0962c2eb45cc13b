package org.stoa.booking.hold;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.booking.BookingModule;
import org.stoa.booking.BookingProblem;
import org.stoa.booking.Moment;
import org.stoa.booking.SlotFreed;
import org.stoa.booking.booking.Booking;
import org.stoa.booking.booking.BookingWriter;
import org.stoa.booking.booking.Bookings;
import org.stoa.booking.booking.Client;
import org.stoa.booking.booking.Clients;
import org.stoa.booking.booking.NewBooking;
import org.stoa.booking.occupation.Occupations;
import org.stoa.booking.offer.Offer;
import org.stoa.booking.offer.Offers;

/**
 * Keeps slots for those who are about to book them. A hold that has expired is in nobody's way from that moment on; what is
 * left of it is tidied up by and by.
 */
@Component(service = Holds.class)
public final class Holds {
    /** How many a client has at most at a time. */
    static final int PLACES = 5;

    private final Database database;
    private final TenantClock clock;
    private final Clients clients;

    @Activate
    public Holds(@Reference Database database, @Reference TenantClock clock, @Reference Clients clients) {
        this.database = database;
        this.clock = clock;
        this.clients = clients;
    }

    /** Newest first: all for those who may see all, else one's own. */
    public Page<Hold> list(CallContext context, PageRequest page) {
        UUID user = context.allows(BookingModule.READ, null)
                ? null
                : context.caller().userId();
        if (user == null && !context.allows(BookingModule.READ, null)) {
            return new Page<>(List.of(), null);
        }
        Instant now = clock.now(context);
        List<Hold> holds = database.read(context, HoldMapper.class, mapper -> mapper.list(user, page));
        return Page.of(holds, page, Hold::id).map(hold -> hold.at(now));
    }

    public Hold get(CallContext context, UUID id) {
        Instant now = clock.now(context);
        return requireVisible(context, database.read(context, HoldMapper.class, mapper -> mapper.find(id)))
                .at(now);
    }

    /** @throws ProblemException 409 {@code slot-not-offered}, {@code slot-taken}, {@code too-many-holds} */
    public Hold create(CallContext context, HoldFields fields) {
        Client client = clients.of(context, fields.clientUserId(), fields.guest());
        Moment moment = Moment.of(context, clock);
        int places = context.allows(BookingModule.WRITE, null) ? 0 : PLACES;
        return database.write(context, HoldMapper.class, (mapper, transaction) -> {
            Offer offer = new Offers(context, transaction).active(fields.serviceId());
            Bookings.requireNear("start", fields.start(), moment.now());
            Instant end = fields.start().plus(offer.service().duration());
            mapper.expire(client.userId(), moment.now());
            Hold hold = new HoldWriter(context, transaction, moment)
                    .hold(
                            offer,
                            new HoldWriter.Wanted(
                                    fields.resourceIds(),
                                    fields.mode(),
                                    fields.start(),
                                    end,
                                    fields.timezone(),
                                    moment.now().plus(Duration.ofMinutes(fields.minutes())),
                                    client,
                                    places));
            if (hold == null) {
                throw ProblemException.of(BookingProblem.TOO_MANY_HOLDS, PLACES);
            }
            return hold;
        });
    }

    /**
     * Makes a booking of it.
     *
     * @throws ProblemException 409 {@code hold-ended} for one that has expired, or was ended otherwise
     */
    public Booking confirm(CallContext context, UUID id, HoldDetails details) {
        Moment moment = Moment.of(context, clock);
        return database.write(context, HoldMapper.class, (mapper, transaction) -> {
            Hold hold = requireHeld(context, mapper.lock(id), moment.now());
            Offer offer = new Offers(context, transaction)
                    .booked(hold.serviceId())
                    .orElseThrow(() -> ProblemException.of(BookingProblem.SLOT_NOT_OFFERED, "-"));
            Client client = new Client(hold.clientUserId(), hold.clientName(), hold.clientEmail());
            NewBooking booking = Bookings.newBooking(context, offer, details.of(hold), client, Ids.next());
            boolean taken = Occupations.of(context, transaction, moment.now())
                    .bookHold(id, booking.id(), hold.resourceIds().size());
            if (!taken) {
                throw ProblemException.of(BookingProblem.HOLD_ENDED, Hold.Status.EXPIRED);
            }
            Booking made = new BookingWriter(context, transaction, moment)
                    .insert(List.of(booking))
                    .get(0)
                    .booking();
            mapper.end(id, Hold.Status.CONFIRMED, made.id());
            mapper.endOffer(id, "BOOKED");
            return made;
        });
    }

    /** Gives it back before it expires. */
    public Hold release(CallContext context, UUID id) {
        Moment moment = Moment.of(context, clock);
        return database.write(context, HoldMapper.class, (mapper, transaction) -> {
            Hold hold = requireHeld(context, mapper.lock(id), moment.now());
            end(context, mapper, transaction, moment, hold, Hold.Status.RELEASED);
            return mapper.find(id);
        });
    }

    /** Tidies up one that has expired; does nothing for any other. */
    public void expire(CallContext context, UUID id) {
        Moment moment = Moment.of(context, clock);
        database.write(context, HoldMapper.class, (mapper, transaction) -> {
            Hold hold = mapper.lock(id);
            boolean over = hold != null
                    && !hold.expiresAt().isAfter(moment.now())
                    && (hold.status() == Hold.Status.HELD || hold.status() == Hold.Status.EXPIRED);
            if (over) {
                end(context, mapper, transaction, moment, hold, Hold.Status.EXPIRED);
            }
            return over;
        });
    }

    private static void end(
            CallContext context,
            HoldMapper mapper,
            Transaction transaction,
            Moment moment,
            Hold hold,
            Hold.Status status) {
        mapper.end(hold.id(), status, null);
        Occupations.of(context, transaction, moment.now()).releaseHold(hold.id());
        mapper.endOffer(hold.id(), "LAPSED");
        if (hold.start().isAfter(moment.now())) {
            transaction.publish(new SlotFreed(hold.serviceId(), hold.resourceIds(), hold.start(), hold.end()));
        }
    }

    private static Hold requireHeld(CallContext context, Hold stored, Instant now) {
        Hold hold = requireVisible(context, stored).at(now);
        boolean own = hold.clientUserId() != null
                && hold.clientUserId().equals(context.caller().userId());
        if (!own) {
            context.require(BookingModule.WRITE, null);
        }
        if (hold.status() != Hold.Status.HELD) {
            throw ProblemException.of(BookingProblem.HOLD_ENDED, hold.status());
        }
        return hold;
    }

    private static Hold requireVisible(CallContext context, Hold hold) {
        boolean visible = hold != null
                && (context.allows(BookingModule.READ, null)
                        || (hold.clientUserId() != null
                                && hold.clientUserId().equals(context.caller().userId())));
        if (!visible) {
            throw ProblemException.notFound("hold");
        }
        return hold;
    }
}
