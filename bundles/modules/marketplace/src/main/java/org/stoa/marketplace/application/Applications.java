package org.stoa.marketplace.application;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Json;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.marketplace.ApplicationStatusChanged;
import org.stoa.marketplace.ApplicationSubmitted;
import org.stoa.marketplace.Documents;
import org.stoa.marketplace.MarketplaceProblem;
import org.stoa.marketplace.Members;
import org.stoa.marketplace.MessageWritten;
import org.stoa.marketplace.Transitions;
import org.stoa.marketplace.application.ApplicationMapper.Sent;
import org.stoa.marketplace.engagement.Beginning;
import org.stoa.marketplace.engagement.Offers;
import org.stoa.marketplace.listing.Listing;
import org.stoa.marketplace.listing.ListingMapper;
import org.stoa.marketplace.listing.ListingRow;
import org.stoa.marketplace.listing.Listings;
import org.stoa.marketplace.listing.Question;

/** Keeps who applied to what. */
@Component(service = Applications.class)
public final class Applications {
    private static final String TABLE = "marketplace.application";

    private final Database database;
    private final Listings listings;
    private final TenantClock clock;

    @Activate
    public Applications(@Reference Database database, @Reference Listings listings, @Reference TenantClock clock) {
        this.database = database;
        this.listings = listings;
        this.clock = clock;
    }

    /** What the caller has applied to. */
    public Page<Application> own(CallContext context, ApplicationStatus status, PageRequest page) {
        UUID user = Members.requireUser(context);
        return database.read(context, ApplicationMapper.class, mapper -> page(mapper.ofUser(user, status, page), page));
    }

    /** Who has applied to a listing; for those who manage it, and for staff. */
    public Page<Application> ofListing(
            CallContext context, UUID listingId, ApplicationStatus status, PageRequest page) {
        if (Members.seesAll(context)) {
            listings.get(context, listingId);
        } else {
            listings.managed(context, listingId);
        }
        return database.read(
                context, ApplicationMapper.class, mapper -> page(mapper.ofListing(listingId, status, page), page));
    }

    public Application get(CallContext context, UUID id) {
        return involved(context, id).application();
    }

    /**
     * Applies to a listing; again, where the application before was withdrawn.
     *
     * @throws ProblemException 409 {@code listing-changed} where it is not in the version that was applied to
     */
    public Application apply(CallContext context, UUID listingId, ApplicationFields fields) {
        UUID user = Members.requireUser(context);
        Instant now = clock.now(context);
        ZoneId zone = clock.zone(context);
        return database.write(context, ApplicationMapper.class, (mapper, transaction) -> {
            ListingMapper lists = transaction.mapper(ListingMapper.class);
            Listing listing = open(context, lists.findAndLock(listingId), user, now);
            if (fields.listingVersion() != null && fields.listingVersion() != listing.version()) {
                throw ProblemException.of(MarketplaceProblem.LISTING_CHANGED, Long.toString(listing.version()));
            }
            int number = fields.questionsVersion() == null ? listing.questionsVersion() : fields.questionsVersion();
            Json questions = lists.questions(listingId, number);
            if (questions == null) {
                throw ProblemException.invalid(
                        "questionsVersion", "must be a version of the questions, up to " + listing.questionsVersion());
            }
            AnswerCheck.require(Documents.list(questions, Question.class), fields);
            UUID id = Ids.next();
            Sent sent = new Sent(
                    id,
                    listingId,
                    user,
                    fields.coverLetter(),
                    number,
                    Documents.write(fields.answers()),
                    Documents.write(fields.attachments()),
                    Terms.of(listing, zone),
                    listing.currency(),
                    now);
            int rows = mapper.send(context.requireTenant(), sent);
            Application application = mapper.findOf(listingId, user).application();
            if (rows == 0) {
                throw ProblemException.of(MarketplaceProblem.ALREADY_APPLIED, application.status())
                        .with("applicationId", application.id());
            }
            transaction.audit(AuditEntry.created("application.submit", TABLE, application.id(), application));
            transaction.publish(
                    new ApplicationSubmitted(application.id(), listingId, user, listing.userId(), listing.title()));
            return application;
        });
    }

    /** Decides about an application, or takes one's own back. */
    public Application changeStatus(CallContext context, UUID id, ApplicationStatus status) {
        UUID user = Members.requireUser(context);
        Instant now = clock.now(context);
        return database.write(context, ApplicationMapper.class, (mapper, transaction) -> {
            Involved involved = Involved.lock(context, transaction, id).requirePart();
            if (status == ApplicationStatus.ACCEPTED) {
                involved.requireSide();
            }
            Application before = involved.application();
            Transitions.require(
                    before.status(),
                    status,
                    involved.isApplicant()
                            ? before.status().nextForApplicant()
                            : before.status().nextForOwner());
            if (status == ApplicationStatus.ACCEPTED) {
                Beginning.onTermsOfListing(context, transaction, involved, now);
            }
            UUID reviewer = involved.isApplicant() ? null : user;
            if (!status.isOpen()) {
                Offers.close(transaction, id, now);
            }
            return change(context, transaction, before, status, reviewer, now);
        });
    }

    /** Gives an application another status, within whatever is the reason. */
    public static Application change(
            CallContext context,
            Transaction transaction,
            Application before,
            ApplicationStatus status,
            UUID reviewer,
            Instant now) {
        ApplicationMapper mapper = transaction.mapper(ApplicationMapper.class);
        if (mapper.changeStatus(before.id(), before.status(), status, reviewer, now) == 0) {
            throw ProblemException.of(CommonProblem.CONFLICT, "The application was changed in the meantime.");
        }
        Application after = mapper.find(before.id()).application();
        transaction.audit(
                AuditEntry.changed("application.status", TABLE, before.id(), before.status(), after.status()));
        transaction.publish(new ApplicationStatusChanged(
                before.id(), before.listingId(), before.userId(), before.status(), status));
        return after;
    }

    /** What the two sides wrote to one another, newest first. */
    public Page<Message> messages(CallContext context, UUID id, PageRequest page) {
        involved(context, id);
        return database.read(
                context, ApplicationMapper.class, mapper -> Page.of(mapper.messages(id, page), page, Message::id));
    }

    /** Writes to the other side. */
    public Message write(CallContext context, UUID id, MessageFields fields) {
        UUID user = Members.requireUser(context);
        Involved involved = involved(context, id).requirePart();
        Instant now = clock.now(context);
        return database.write(context, ApplicationMapper.class, (mapper, transaction) -> {
            Message message = new Message(Ids.next(), id, user, fields.text(), now);
            mapper.insertMessage(context.requireTenant(), message);
            UUID to = involved.isApplicant()
                    ? involved.listing().userId()
                    : involved.application().userId();
            transaction.audit(AuditEntry.happened("application.message", TABLE, id));
            transaction.publish(new MessageWritten(message.id(), id, user, to));
            return message;
        });
    }

    /** An application that the caller may see, or 404. */
    public Involved involved(CallContext context, UUID id) {
        ApplicationMapper.Row row = database.read(context, ApplicationMapper.class, mapper -> mapper.find(id));
        ListingRow listing = row == null
                ? null
                : database.read(context, ListingMapper.class, mapper -> mapper.findAny(row.listingId()));
        return Involved.of(context, row, listing);
    }

    private static Listing open(CallContext context, ListingRow row, UUID user, Instant now) {
        Listing listing = row == null ? null : row.listing(context.locale());
        if (listing == null) {
            throw ProblemException.notFound("listing");
        }
        if (listing.userId().equals(user)) {
            throw ProblemException.of(MarketplaceProblem.OWN_LISTING);
        }
        if (!listing.isOpenAt(now)) {
            boolean past = listing.expiresAt() != null && !listing.expiresAt().isAfter(now);
            // A draft of somebody else is not told from none.
            if (listing.publishedAt() == null) {
                throw ProblemException.notFound("listing");
            }
            throw ProblemException.of(MarketplaceProblem.LISTING_NOT_OPEN, past ? "EXPIRED" : listing.status());
        }
        if (listing.filled() >= listing.positions()) {
            throw ProblemException.of(MarketplaceProblem.POSITIONS_FILLED, listing.positions());
        }
        return listing;
    }

    private static Page<Application> page(List<ApplicationMapper.Row> rows, PageRequest page) {
        return Page.of(rows, page, ApplicationMapper.Row::id).map(ApplicationMapper.Row::application);
    }
}
