package org.stoa.booking.waiting;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.booking.BookingModule;
import org.stoa.booking.BookingProblem;
import org.stoa.booking.Moment;
import org.stoa.booking.SlotFreed;
import org.stoa.booking.SlotOffered;
import org.stoa.booking.Zones;
import org.stoa.booking.booking.Bookings;
import org.stoa.booking.booking.Client;
import org.stoa.booking.booking.Clients;
import org.stoa.booking.hold.Hold;
import org.stoa.booking.hold.HoldWriter;
import org.stoa.booking.hold.Holds;
import org.stoa.booking.offer.Offer;
import org.stoa.booking.offer.Offers;
import org.stoa.booking.slot.SlotMode;

/**
 * Keeps those who wait for a slot in the order in which they came. When one is freed, it is held for the first for an hour;
 * who does not confirm the hold gives way to the next.
 */
@Component(service = Waiting.class)
public final class Waiting {
    /** How long an offer stands; less when the slot begins sooner. */
    static final Duration OFFERED_FOR = Duration.ofHours(1);

    /** For how many slots a client waits at most at a time. */
    static final int PLACES = 20;

    private static final Duration LONGEST = Duration.ofDays(366);

    private final Database database;
    private final TenantClock clock;
    private final Clients clients;
    private final Holds holds;

    @Activate
    public Waiting(
            @Reference Database database,
            @Reference TenantClock clock,
            @Reference Clients clients,
            @Reference Holds holds) {
        this.database = database;
        this.clock = clock;
        this.clients = clients;
        this.holds = holds;
    }

    /** Newest first: all for those who may see all, else one's own. */
    public Page<WaitingEntry> list(CallContext context, UUID serviceId, PageRequest page) {
        UUID user = context.allows(BookingModule.READ, null)
                ? null
                : context.caller().userId();
        if (user == null && !context.allows(BookingModule.READ, null)) {
            return new Page<>(List.of(), null);
        }
        List<WaitingEntry> entries =
                database.read(context, WaitingMapper.class, mapper -> mapper.list(user, serviceId, page));
        Instant now = clock.now(context);
        return Page.of(entries, page, WaitingEntry::id).map(entry -> entry.at(now));
    }

    public WaitingEntry get(CallContext context, UUID id) {
        Instant now = clock.now(context);
        return requireVisible(context, database.read(context, WaitingMapper.class, mapper -> mapper.find(id)))
                .at(now);
    }

    /** @throws ProblemException 409 {@code already-waiting}, {@code too-many-waiting} */
    public WaitingEntry join(CallContext context, WaitingFields fields) {
        Client client = clients.of(context, fields.clientUserId(), fields.guest());
        Moment moment = Moment.of(context, clock);
        Bookings.requireNear("from", fields.from(), moment.now());
        Bookings.requireNear("before", fields.before(), moment.now());
        if (!fields.before().isAfter(fields.from()) || !fields.before().isAfter(moment.now())) {
            throw ProblemException.invalid("before", "must be after from, and still to come");
        }
        if (Duration.between(fields.from(), fields.before()).compareTo(LONGEST) > 0) {
            throw ProblemException.invalid("before", "must be within a year of from");
        }
        String zone = fields.timezone() == null
                ? moment.zone().getId()
                : Zones.require("timezone", fields.timezone()).getId();
        return database.write(context, WaitingMapper.class, (mapper, transaction) -> {
            Offer offer = new Offers(context, transaction).active(fields.serviceId());
            if (fields.resourceId() != null
                    && offer.providers().stream()
                            .noneMatch(provider -> provider.id().equals(fields.resourceId()))) {
                throw ProblemException.invalid("resourceId", "is not the id of an active resource of this service");
            }
            WaitingEntry entry = new WaitingEntry(
                    Ids.next(),
                    offer.service().id(),
                    fields.resourceId(),
                    client.userId(),
                    client.name(),
                    client.email(),
                    fields.from(),
                    fields.before(),
                    zone,
                    WaitingEntry.Status.WAITING,
                    null,
                    moment.now());
            insert(context, mapper, entry);
            return entry;
        });
    }

    private static void insert(CallContext context, WaitingMapper mapper, WaitingEntry entry) {
        mapper.lapse(entry.clientUserId(), entry.createdAt());
        int inserted = 0;
        // Another entry of the same client may have taken the lowest place meanwhile.
        for (int attempt = 0; inserted == 0 && attempt <= PLACES; attempt++) {
            inserted = mapper.insert(context.requireTenant(), entry, PLACES);
            if (inserted == 0 && mapper.waits(entry)) {
                throw ProblemException.of(BookingProblem.ALREADY_WAITING);
            }
        }
        if (inserted == 0) {
            throw ProblemException.of(BookingProblem.TOO_MANY_WAITING, PLACES);
        }
    }

    /** Also gives back what was offered. */
    public void leave(CallContext context, UUID id) {
        WaitingEntry left = database.write(context, WaitingMapper.class, (mapper, transaction) -> {
            WaitingEntry entry = requireVisible(context, mapper.find(id));
            if (!Objects.equals(entry.clientUserId(), context.caller().userId())
                    && !context.allows(BookingModule.WRITE, null)) {
                throw ProblemException.of(CommonProblem.PERMISSION_DENIED, BookingModule.WRITE);
            }
            mapper.leave(id);
            return mapper.find(id);
        });
        if (left.status() == WaitingEntry.Status.OFFERED) {
            holds.release(context, left.holdId());
        }
    }

    /** Holds a slot that was freed for the first who waits for it; does nothing when it is taken again or nobody waits. */
    void offer(CallContext context, SlotFreed freed) {
        Moment moment = Moment.of(context, clock);
        try {
            database.write(context, WaitingMapper.class, (mapper, transaction) -> {
                WaitingEntry entry = mapper.first(freed.serviceId(), freed.resourceIds(), freed.start());
                if (entry == null) {
                    return false;
                }
                Offer offer = new Offers(context, transaction).active(freed.serviceId());
                Hold hold = new HoldWriter(context, transaction, moment)
                        .hold(
                                offer,
                                new HoldWriter.Wanted(
                                        freed.resourceIds(),
                                        SlotMode.ALL_TOGETHER,
                                        freed.start(),
                                        freed.end(),
                                        entry.timezone(),
                                        expiry(moment.now(), freed.start()),
                                        new Client(entry.clientUserId(), entry.clientName(), entry.clientEmail()),
                                        0));
                mapper.offer(entry.id(), hold.id());
                transaction.publish(new SlotOffered(
                        entry.id(),
                        hold.id(),
                        hold.serviceId(),
                        hold.clientUserId(),
                        hold.start(),
                        hold.end(),
                        hold.expiresAt()));
                return true;
            });
        } catch (ProblemException e) {
            // Taken again, too soon by now, or not offered any more: nothing is left to be offered. But what another
            // transaction was in the way of is tried again.
            if (e.code().status() >= 500 || e.code() == CommonProblem.CONFLICT) {
                throw e;
            }
        }
    }

    private static Instant expiry(Instant now, Instant start) {
        Instant expiry = now.plus(OFFERED_FOR);
        return expiry.isBefore(start) ? expiry : start;
    }

    private static WaitingEntry requireVisible(CallContext context, WaitingEntry entry) {
        boolean visible = entry != null
                && (context.allows(BookingModule.READ, null)
                        || (entry.clientUserId() != null
                                && entry.clientUserId().equals(context.caller().userId())));
        if (!visible) {
            throw ProblemException.notFound("waiting entry");
        }
        return entry;
    }
}
