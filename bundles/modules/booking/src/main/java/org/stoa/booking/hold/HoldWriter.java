package org.stoa.booking.hold;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Transaction;
import org.stoa.api.security.CallContext;
import org.stoa.booking.HoldExpired;
import org.stoa.booking.Moment;
import org.stoa.booking.booking.Bookings;
import org.stoa.booking.booking.Client;
import org.stoa.booking.booking.Placement;
import org.stoa.booking.offer.Offer;
import org.stoa.booking.offer.Provider;
import org.stoa.booking.slot.SlotMode;

/** Takes slots for holds, in a transaction of the caller's. */
public final class HoldWriter {
    private final CallContext context;
    private final Transaction transaction;
    private final Moment moment;

    public HoldWriter(CallContext context, Transaction transaction, Moment moment) {
        this.context = context;
        this.transaction = transaction;
        this.moment = moment;
    }

    /**
     * What is to be held, and for whom.
     *
     * @param timezone null for that of the first resource
     * @param places how many holds the client may have at a time; 0 for any number
     */
    public record Wanted(
            List<UUID> resourceIds,
            SlotMode mode,
            Instant start,
            Instant end,
            String timezone,
            Instant expiresAt,
            Client client,
            int places) {}

    /** @return nothing when the client has no place left; the time is taken already then, and to be rolled back */
    public Hold hold(Offer offer, Wanted wanted) {
        UUID id = Ids.next();
        List<Provider> providers = new Placement(context, transaction, moment)
                .hold(
                        offer,
                        new Placement.Slot(
                                id, wanted.resourceIds(), wanted.mode(), wanted.start(), wanted.end(), false),
                        wanted.expiresAt());
        Client client = wanted.client();
        Hold hold = new Hold(
                id,
                offer.service().id(),
                providers.stream().map(Provider::id).toList(),
                client.userId(),
                client.name(),
                client.email(),
                wanted.start(),
                wanted.end(),
                Bookings.zone(wanted.timezone(), providers),
                wanted.expiresAt(),
                Hold.Status.HELD,
                null,
                moment.now());
        HoldMapper mapper = transaction.mapper(HoldMapper.class);
        int inserted = 0;
        // Another hold of the same client may have taken the lowest place meanwhile.
        for (int attempt = 0; inserted == 0 && attempt <= wanted.places(); attempt++) {
            inserted = mapper.insert(context.requireTenant(), hold, wanted.places());
        }
        if (inserted == 0) {
            return null;
        }
        mapper.insertResources(context.requireTenant(), id, hold.resourceIds());
        transaction.publish(new HoldExpired(id), wanted.expiresAt());
        return hold;
    }
}
