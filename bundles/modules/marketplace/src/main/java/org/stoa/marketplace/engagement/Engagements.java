package org.stoa.marketplace.engagement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.appointment.AppointmentEnded;
import org.stoa.api.appointment.AppointmentWithdrawn;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.people.User;
import org.stoa.api.people.UserService;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.sale.SaleLine;
import org.stoa.api.sale.SaleMade;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.marketplace.EngagementCancelled;
import org.stoa.marketplace.EngagementCompleted;
import org.stoa.marketplace.MarketplaceModule;
import org.stoa.marketplace.MarketplaceProblem;
import org.stoa.marketplace.Members;
import org.stoa.marketplace.application.ApplicationStatus;
import org.stoa.marketplace.application.Applications;
import org.stoa.marketplace.application.Involved;
import org.stoa.marketplace.engagement.Engagement.AppointmentState;
import org.stoa.marketplace.engagement.Engagement.SaleState;
import org.stoa.marketplace.listing.ListingMapper;
import org.stoa.marketplace.listing.ListingRow;

/**
 * Keeps what two sides agreed on. Its time and its price are told to whoever keeps calendars and whoever invoices for the
 * tenant, and what they answer is shown; without them it works as well.
 */
@Component(service = Engagements.class)
public final class Engagements {
    private final Database database;
    private final UserService users;
    private final TenantClock clock;

    /**
     * Who the caller is to an engagement.
     *
     * @param hasListed whether the caller is the owner in person, who may have left the account it was listed for
     */
    private record Part(Engagement engagement, boolean isOwner, boolean isApplicant, boolean hasListed) {

        boolean isClient() {
            return engagement.clientUserId().equals(engagement.ownerUserId()) ? isOwner : isApplicant;
        }

        boolean isProvider() {
            return engagement.providerUserId().equals(engagement.ownerUserId()) ? isOwner || hasListed : isApplicant;
        }
    }

    @Activate
    public Engagements(@Reference Database database, @Reference UserService users, @Reference TenantClock clock) {
        this.database = database;
        this.users = users;
        this.clock = clock;
    }

    /**
     * Those in which the caller is one of the sides; those of a listing for whoever manages it; for staff those of all, or
     * of one user.
     */
    public Page<Engagement> list(CallContext context, UUID userId, UUID listingId, PageRequest page) {
        if (userId != null && !userId.equals(context.caller().userId())) {
            context.require(MarketplaceModule.READ_ALL, null);
        }
        boolean all = Members.seesAll(context) || listingId != null && manages(context, listingId);
        UUID whose = all ? userId : Members.requireUser(context);
        return database.read(context, EngagementMapper.class, mapper -> Page.of(
                        mapper.list(whose, listingId, page), page, EngagementMapper.Row::id)
                .map(EngagementMapper.Row::engagement));
    }

    public Engagement get(CallContext context, UUID id) {
        return part(context, id).engagement();
    }

    /**
     * What was agreed on is done, says the client, or staff: from now on it is owed.
     *
     * @throws ProblemException 403 {@code client-needed} for whoever is paid, also as staff
     */
    public Engagement complete(CallContext context, UUID id) {
        Part part = part(context, id);
        if (!part.isClient()) {
            context.require(MarketplaceModule.WRITE_ALL, null);
            if (part.isProvider()) {
                throw ProblemException.of(MarketplaceProblem.CLIENT_NEEDED);
            }
        }
        SaleMade sale = sale(context, part.engagement());
        Instant now = clock.now(context);
        return database.write(context, EngagementMapper.class, (mapper, transaction) -> {
            if (mapper.complete(id, now) == 0) {
                throw notActive(mapper, id);
            }
            Engagement after = mapper.find(id).engagement();
            transaction.audit(AuditEntry.changed("engagement.complete", Beginning.TABLE, id, part.engagement(), after));
            transaction.publish(
                    new EngagementCompleted(id, after.listingId(), after.providerUserId(), after.clientUserId()));
            if (after.sale() == SaleState.MADE) {
                transaction.publish(sale);
            }
            return after;
        });
    }

    /** It will not be done, says one of the sides, or staff: its position is free again. */
    public Engagement cancel(CallContext context, UUID id, String reason) {
        Part part = part(context, id);
        if (!part.isOwner() && !part.isApplicant()) {
            context.require(MarketplaceModule.WRITE_ALL, null);
        }
        Instant now = clock.now(context);
        return database.write(context, EngagementMapper.class, (mapper, transaction) -> {
            Involved involved =
                    Involved.lock(context, transaction, part.engagement().applicationId());
            Engagement before = mapper.findAndLock(id).engagement();
            if (mapper.cancel(id, context.caller().userId(), reason, now) == 0) {
                throw notActive(mapper, id);
            }
            Engagement after = mapper.find(id).engagement();
            transaction.mapper(ListingMapper.class).free(after.listingId());
            Applications.change(
                    context,
                    transaction,
                    involved.application(),
                    part.isApplicant() ? ApplicationStatus.WITHDRAWN : ApplicationStatus.REJECTED,
                    null,
                    now);
            transaction.audit(AuditEntry.changed("engagement.cancel", Beginning.TABLE, id, before, after));
            transaction.publish(new EngagementCancelled(
                    id, after.listingId(), context.caller().userId(), reason));
            if (before.appointment() != after.appointment()) {
                transaction.publish(new AppointmentWithdrawn(id, reason));
            }
            return after;
        });
    }

    void booked(CallContext context, UUID id, UUID bookingId) {
        Instant now = clock.now(context);
        database.write(context, EngagementMapper.class, (mapper, transaction) -> mapper.booked(id, bookingId, now));
    }

    void refused(CallContext context, UUID id, String reason) {
        Instant now = clock.now(context);
        database.write(context, EngagementMapper.class, (mapper, transaction) -> mapper.refused(id, reason, now));
    }

    void ended(CallContext context, UUID id, AppointmentEnded.Outcome outcome) {
        Instant now = clock.now(context);
        AppointmentState state =
                switch (outcome) {
                    case COMPLETED -> AppointmentState.COMPLETED;
                    case CANCELLED -> AppointmentState.CANCELLED;
                    case NO_SHOW -> AppointmentState.NO_SHOW;
                };
        database.write(context, EngagementMapper.class, (mapper, transaction) -> mapper.ended(id, state, now));
    }

    void invoiced(CallContext context, UUID id, UUID invoiceId, String number) {
        Instant now = clock.now(context);
        database.write(
                context, EngagementMapper.class, (mapper, transaction) -> mapper.invoiced(id, invoiceId, number, now));
    }

    /** News that is older than what is known is ignored. */
    void settled(CallContext context, UUID id, boolean settled, Instant at) {
        Instant now = clock.now(context);
        SaleState state = settled ? SaleState.SETTLED : SaleState.INVOICED;
        database.write(context, EngagementMapper.class, (mapper, transaction) -> mapper.settled(id, state, at, now));
    }

    private boolean manages(CallContext context, UUID listingId) {
        ListingRow listing = database.read(context, ListingMapper.class, mapper -> mapper.findAny(listingId));
        return listing != null && Members.manages(context, listing.userId(), listing.accountId());
    }

    private Part part(CallContext context, UUID id) {
        EngagementMapper.Row row = database.read(context, EngagementMapper.class, mapper -> mapper.find(id));
        if (row == null) {
            throw ProblemException.notFound("engagement");
        }
        ListingRow listing = database.read(context, ListingMapper.class, mapper -> mapper.findAny(row.listingId()));
        boolean applicant = row.applicantUserId().equals(context.caller().userId());
        boolean listed = row.ownerUserId().equals(context.caller().userId());
        boolean manager = Members.manages(context, row.ownerUserId(), listing.accountId());
        if (!applicant && !listed && !manager && !Members.seesAll(context)) {
            throw ProblemException.notFound("engagement");
        }
        boolean owner = !applicant && Members.isLister(context, row.ownerUserId(), listing.accountId());
        return new Part(row.engagement(), owner, applicant, listed);
    }

    private SaleMade sale(CallContext context, Engagement engagement) {
        LocalDate today = clock.today(context);
        LocalDate day = engagement.end() == null ? today : LocalDate.ofInstant(engagement.end(), clock.zone(context));
        User client = client(context, engagement.clientUserId());
        return new SaleMade(
                engagement.id(),
                engagement.clientUserId(),
                client == null ? "-" : client.displayName(),
                client == null ? null : client.email(),
                null,
                day.isAfter(today) ? today : day,
                List.of(new SaleLine(engagement.title(), engagement.quantity(), engagement.price())));
    }

    /** Null for one who is no user any more, but owes nevertheless. */
    private User client(CallContext context, UUID userId) {
        try {
            return users.get(context, userId);
        } catch (ProblemException e) {
            if (e.code().status() == CommonProblem.NOT_FOUND.status()) {
                return null;
            }
            throw e;
        }
    }

    private static ProblemException notActive(EngagementMapper mapper, UUID id) {
        return ProblemException.of(
                MarketplaceProblem.ENGAGEMENT_NOT_ACTIVE, mapper.find(id).status());
    }
}
