package org.stoa.marketplace.engagement;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
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
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.marketplace.MarketplaceProblem;
import org.stoa.marketplace.Members;
import org.stoa.marketplace.OfferEnded;
import org.stoa.marketplace.OfferMade;
import org.stoa.marketplace.application.ApplicationStatus;
import org.stoa.marketplace.application.Applications;
import org.stoa.marketplace.application.Involved;
import org.stoa.marketplace.listing.Listing;

/**
 * Keeps what the two sides of an application propose to one another. They alternate, and one offer at most is open: a new
 * one takes the place of the other side's.
 */
@Component(service = Offers.class)
public final class Offers {
    private static final String TABLE = "marketplace.offer";
    /** No invoice could hold it with its tax. */
    private static final BigDecimal TOO_MUCH = new BigDecimal("1000000000000");

    private final Database database;
    private final Applications applications;
    private final TenantClock clock;

    @Activate
    public Offers(@Reference Database database, @Reference Applications applications, @Reference TenantClock clock) {
        this.database = database;
        this.applications = applications;
        this.clock = clock;
    }

    /** The offers about an application, newest first. */
    public Page<Offer> list(CallContext context, UUID applicationId, PageRequest page) {
        applications.involved(context, applicationId);
        return database.read(context, OfferMapper.class, mapper -> Page.of(
                        mapper.list(applicationId, page), page, OfferMapper.Row::id)
                .map(OfferMapper.Row::offer));
    }

    public Offer get(CallContext context, UUID id) {
        Offer offer = database.read(context, OfferMapper.class, mapper -> found(mapper.find(id)));
        applications.involved(context, offer.applicationId());
        return offer;
    }

    /** Makes an offer, which takes the place of the other side's. */
    public Offer make(CallContext context, UUID applicationId, OfferFields fields) {
        UUID user = Members.requireUser(context);
        Instant now = clock.now(context);
        ZoneId zone = clock.zone(context);
        return database.write(context, OfferMapper.class, (mapper, transaction) -> {
            Involved involved = open(Involved.lock(context, transaction, applicationId));
            check(involved.listing(), fields, now);
            Side side = involved.isApplicant() ? Side.APPLICANT : Side.OWNER;
            OfferMapper.Row before = mapper.findOpen(applicationId);
            if (before != null) {
                boolean open = before.offer().isOpenAt(now);
                if (open && before.side() == side) {
                    throw ProblemException.of(MarketplaceProblem.NOT_YOUR_TURN);
                }
                OfferStatus status = open ? OfferStatus.COUNTERED : OfferStatus.EXPIRED;
                if (mapper.end(before.id(), status, now) > 0) {
                    tell(transaction, before.offer(), status);
                }
            }
            Offer offer = offer(involved, side, user, fields, zone, now);
            mapper.insert(context.requireTenant(), offer);
            transaction.audit(AuditEntry.created("offer.make", TABLE, offer.id(), offer));
            UUID other = side == Side.OWNER
                    ? involved.application().userId()
                    : involved.listing().userId();
            transaction.publish(new OfferMade(offer.id(), applicationId, user, other));
            if (offer.expiresAt() != null) {
                transaction.publish(new OfferExpiryReached(offer.id()), offer.expiresAt());
            }
            return offer;
        });
    }

    /** Accepts the open offer of the other side: an engagement comes of it. */
    public Engagement accept(CallContext context, UUID id) {
        UUID user = Members.requireUser(context);
        Instant now = clock.now(context);
        return database.write(context, OfferMapper.class, (mapper, transaction) -> {
            Involved involved = locked(context, transaction, mapper, id);
            Offer offer = found(mapper.find(id));
            Side side = involved.isApplicant() ? Side.APPLICANT : Side.OWNER;
            if (mapper.accept(id, side, now) == 0) {
                throw refusal(offer, side, now);
            }
            open(involved);
            Engagement engagement = Beginning.begin(context, transaction, involved, Agreement.of(offer), now);
            Applications.change(
                    context,
                    transaction,
                    involved.application(),
                    ApplicationStatus.ACCEPTED,
                    side == Side.OWNER ? user : null,
                    now);
            tell(transaction, offer, OfferStatus.ACCEPTED);
            return engagement;
        });
    }

    /** Declines the open offer of the other side, or withdraws one's own. */
    public Offer end(CallContext context, UUID id, OfferStatus status) {
        Members.requireUser(context);
        Instant now = clock.now(context);
        return database.write(context, OfferMapper.class, (mapper, transaction) -> {
            Involved involved = locked(context, transaction, mapper, id);
            Offer before = found(mapper.find(id));
            Side side = involved.isApplicant() ? Side.APPLICANT : Side.OWNER;
            boolean own = before.side() == side;
            if (own != (status == OfferStatus.WITHDRAWN) || !before.isOpenAt(now)) {
                throw refusal(before, own ? side : other(side), now);
            }
            if (mapper.end(id, status, now) == 0) {
                throw refusal(found(mapper.find(id)), side, now);
            }
            tell(transaction, before, status);
            return found(mapper.find(id));
        });
    }

    /** Ends the open offer about an application that is decided, within the transaction that has locked that. */
    public static void close(Transaction transaction, UUID applicationId, Instant now) {
        OfferMapper mapper = transaction.mapper(OfferMapper.class);
        OfferMapper.Row open = mapper.findOpen(applicationId);
        if (open == null) {
            return;
        }
        OfferStatus status = open.offer().isOpenAt(now) ? OfferStatus.WITHDRAWN : OfferStatus.EXPIRED;
        if (mapper.end(open.id(), status, now) > 0) {
            tell(transaction, open.offer(), status);
        }
    }

    /** Ends an offer whose time has passed, if it is still open. */
    void expire(CallContext context, UUID id) {
        Instant now = clock.now(context);
        database.write(context, OfferMapper.class, (mapper, transaction) -> {
            if (mapper.expire(id, now) > 0) {
                tell(transaction, found(mapper.find(id)), OfferStatus.EXPIRED);
            }
            return id;
        });
    }

    private static Involved locked(CallContext context, Transaction transaction, OfferMapper mapper, UUID id) {
        return Involved.lock(context, transaction, found(mapper.find(id)).applicationId())
                .requireSide();
    }

    private static Side other(Side side) {
        return side == Side.OWNER ? Side.APPLICANT : Side.OWNER;
    }

    private static ProblemException refusal(Offer offer, Side side, Instant now) {
        if (!offer.isOpenAt(now)) {
            OfferStatus status = offer.status() == OfferStatus.OPEN ? OfferStatus.EXPIRED : offer.status();
            return ProblemException.of(MarketplaceProblem.OFFER_NOT_OPEN, status);
        }
        return ProblemException.of(
                offer.side() == side ? MarketplaceProblem.OWN_OFFER : MarketplaceProblem.NOT_OWN_OFFER);
    }

    private static Involved open(Involved involved) {
        involved.requireSide();
        if (!involved.application().status().isOpen()) {
            throw ProblemException.of(
                    MarketplaceProblem.APPLICATION_CLOSED,
                    involved.application().status());
        }
        return involved;
    }

    private static void check(Listing listing, OfferFields fields, Instant now) {
        if (!fields.price().currency().getCurrencyCode().equals(listing.currency())) {
            throw ProblemException.invalid("price.currency", "must be that of the listing, " + listing.currency());
        }
        if (fields.price().amount().signum() < 0) {
            throw ProblemException.invalid("price.amount", "must not be below zero");
        }
        BigDecimal quantity = fields.quantity() == null ? BigDecimal.ONE : fields.quantity();
        if (fields.price().amount().multiply(quantity).compareTo(TOO_MUCH) >= 0) {
            throw ProblemException.invalid("price.amount", "times the quantity must be below " + TOO_MUCH);
        }
        if ((fields.start() == null) != (fields.end() == null)) {
            throw ProblemException.invalid(
                    fields.start() == null ? "start" : "end", "is needed: start and end go together");
        }
        if (fields.start() != null && !fields.end().isAfter(fields.start())) {
            throw ProblemException.invalid("end", "must be after start");
        }
        if (fields.timezone() != null && !ZoneId.getAvailableZoneIds().contains(fields.timezone())) {
            throw ProblemException.invalid("timezone", "must be an IANA time zone such as Europe/Berlin");
        }
        if (fields.expiresAt() != null && !fields.expiresAt().isAfter(now)) {
            throw ProblemException.invalid("expiresAt", "must be a time to come");
        }
    }

    private static Offer offer(Involved involved, Side side, UUID user, OfferFields fields, ZoneId zone, Instant now) {
        Listing listing = involved.listing();
        String listed = listing.schedule() == null ? null : listing.schedule().timezone();
        String timezone = fields.timezone() != null ? fields.timezone() : listed != null ? listed : zone.getId();
        return new Offer(
                Ids.next(),
                involved.application().id(),
                side,
                user,
                OfferStatus.OPEN,
                fields.price(),
                fields.quantity() == null ? BigDecimal.ONE : fields.quantity(),
                fields.start(),
                fields.end(),
                timezone,
                fields.message(),
                fields.expiresAt(),
                now,
                now);
    }

    private static void tell(Transaction transaction, Offer before, OfferStatus status) {
        transaction.audit(AuditEntry.changed("offer.end", TABLE, before.id(), before.status(), status));
        transaction.publish(new OfferEnded(before.id(), before.applicationId(), status));
    }

    private static Offer found(OfferMapper.Row row) {
        if (row == null) {
            throw ProblemException.notFound("offer");
        }
        return row.offer();
    }
}
