package org.stoa.marketplace.listing;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
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
import org.stoa.api.people.PeopleDirectory;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.tenant.TenantService;
import org.stoa.marketplace.Documents;
import org.stoa.marketplace.ListingCreated;
import org.stoa.marketplace.ListingDeleted;
import org.stoa.marketplace.ListingPublished;
import org.stoa.marketplace.ListingStatusChanged;
import org.stoa.marketplace.MarketplaceModule;
import org.stoa.marketplace.MarketplaceProblem;
import org.stoa.marketplace.Members;
import org.stoa.marketplace.Transitions;
import org.stoa.marketplace.listing.ListingMapper.Stored;

/** Keeps what is listed. */
@Component(service = Listings.class)
public final class Listings {
    /** Setting of the tenant: a list of the currencies that it takes; any where it is missing. */
    static final String CURRENCIES = "marketplace.currencies";

    private static final String TABLE = "marketplace.listing";

    private final Database database;
    private final TenantService tenants;
    private final PeopleDirectory people;
    private final TenantClock clock;

    @Activate
    public Listings(
            @Reference Database database,
            @Reference TenantService tenants,
            @Reference PeopleDirectory people,
            @Reference TenantClock clock) {
        this.database = database;
        this.tenants = tenants;
        this.people = people;
        this.clock = clock;
    }

    /**
     * What the caller has listed, or what was listed for an account in which the caller may do so; for those who see
     * everything, also what others have.
     *
     * @param userId whose, or null
     * @param accountId of which account, or null
     */
    public Page<Listing> list(
            CallContext context, UUID userId, UUID accountId, ListingStatus status, PageRequest page) {
        if (userId != null && !userId.equals(context.caller().userId())) {
            context.require(MarketplaceModule.READ_ALL, null);
        }
        boolean managesAccount = accountId != null && context.allows(MarketplaceModule.LIST_FOR_ACCOUNT, accountId);
        UUID whose = Members.seesAll(context) || managesAccount ? userId : Members.requireUser(context);
        return database.read(
                        context,
                        ListingMapper.class,
                        mapper -> Page.of(mapper.list(whose, accountId, status, page), page, ListingRow::id))
                .map(row -> row.listing(context.locale()));
    }

    /** A listing that is active, or that the caller manages or has applied to; 404 for others. */
    public Listing get(CallContext context, UUID id) {
        Listing listing = database.read(context, ListingMapper.class, mapper -> found(context, mapper.find(id)));
        boolean visible = listing.isOpenAt(clock.now(context))
                || Members.manages(context, listing.userId(), listing.accountId())
                || Members.seesAll(context)
                || hasApplied(context, id);
        return found(visible ? listing : null);
    }

    /** Who has applied goes on seeing it when it is open no longer. */
    private boolean hasApplied(CallContext context, UUID id) {
        UUID user = context.caller().userId();
        return user != null && database.read(context, ListingMapper.class, mapper -> mapper.hasApplied(id, user));
    }

    /** The questions of a listing as they were in a version of theirs. */
    public List<Question> questions(CallContext context, UUID id, int number) {
        get(context, id);
        Json questions = database.read(context, ListingMapper.class, mapper -> mapper.questions(id, number));
        if (questions == null) {
            throw ProblemException.notFound("version of the questions");
        }
        return Documents.list(questions, Question.class);
    }

    /** Lists something, as a draft. */
    public Listing create(CallContext context, ListingFields fields) {
        UUID user = Members.requireUser(context);
        if (fields.accountId() != null) {
            if (!people.find(context, fields.accountId(), null).account()) {
                throw ProblemException.invalid("accountId", "must be an account of the tenant");
            }
            context.require(MarketplaceModule.LIST_FOR_ACCOUNT, fields.accountId());
        }
        ListingFields complete = checked(context, fields);
        Instant now = clock.now(context);
        return database.write(context, ListingMapper.class, (mapper, transaction) -> {
            UUID id = Ids.next();
            Stored stored = stored(complete);
            mapper.insert(context.requireTenant(), id, user, stored, now);
            mapper.insertQuestions(context.requireTenant(), id, 1, stored.questions());
            Listing listing = found(context, mapper.find(id));
            transaction.meter(MarketplaceModule.LISTINGS, 1);
            transaction.audit(AuditEntry.created("listing.create", TABLE, id, listing));
            transaction.publish(new ListingCreated(
                    id, user, listing.accountId(), listing.type().name(), listing.title()));
            expireLater(transaction, listing);
            return listing;
        });
    }

    public Listing update(CallContext context, UUID id, long version, MergePatch patch) {
        Listing seen = managed(context, id);
        ListingFields fields = checked(context, patch.applyTo(seen.fields()));
        if (!Objects.equals(fields.accountId(), seen.accountId())) {
            throw ProblemException.invalid("accountId", "does not change");
        }
        if (fields.type() != seen.type() && seen.publishedAt() != null) {
            throw ProblemException.invalid("type", "does not change once it was published");
        }
        Instant now = clock.now(context);
        return database.write(context, ListingMapper.class, (mapper, transaction) -> {
            Listing before = found(context, mapper.findAndLock(id));
            if (before.version() != version || seen.version() != version) {
                throw ProblemException.of(CommonProblem.PRECONDITION_FAILED);
            }
            if (fields.positions() < before.filled()) {
                throw ProblemException.invalid(
                        "positions", "must be at least " + before.filled() + ", which are filled");
            }
            Stored stored = stored(fields);
            boolean asked = !fields.questions().equals(before.questions());
            int questions = before.questionsVersion() + (asked ? 1 : 0);
            mapper.update(id, version, stored, questions, now);
            if (asked) {
                mapper.insertQuestions(context.requireTenant(), id, questions, stored.questions());
            }
            Listing after = found(context, mapper.find(id));
            transaction.audit(AuditEntry.changed("listing.update", TABLE, id, before, after));
            if (!Objects.equals(before.expiresAt(), after.expiresAt())) {
                expireLater(transaction, after);
            }
            return after;
        });
    }

    /** Changes the status as {@link ListingStatus#next} allows. */
    public Listing changeStatus(CallContext context, UUID id, ListingStatus status) {
        managed(context, id);
        Instant now = clock.now(context);
        return database.write(context, ListingMapper.class, (mapper, transaction) -> {
            Listing before = found(context, mapper.findAndLock(id));
            Transitions.require(before.status(), status, before.status().next());
            boolean past = before.expiresAt() != null && !before.expiresAt().isAfter(now);
            if (status == ListingStatus.ACTIVE && past) {
                throw ProblemException.of(MarketplaceProblem.LISTING_EXPIRED);
            }
            mapper.changeStatus(id, before.status(), status, now);
            Listing after = found(context, mapper.find(id));
            transaction.audit(AuditEntry.changed("listing.status", TABLE, id, before.status(), status));
            tell(transaction, before.status(), after);
            return after;
        });
    }

    /** Puts a listing first until a time; null: no longer. */
    public Listing feature(CallContext context, UUID id, Instant until) {
        Instant now = clock.now(context);
        if (until != null && !until.isAfter(now)) {
            throw ProblemException.invalid("until", "must be a time to come");
        }
        return database.write(context, ListingMapper.class, (mapper, transaction) -> {
            if (mapper.feature(id, until == null ? null : now, until, now) == 0) {
                throw ProblemException.notFound("listing");
            }
            Listing after = found(context, mapper.find(id));
            transaction.audit(AuditEntry.changed("listing.feature", TABLE, id, null, after));
            if (until != null) {
                transaction.publish(new ListingFeatureEnded(id), until);
            }
            return after;
        });
    }

    public void delete(CallContext context, UUID id) {
        Listing before = managed(context, id);
        Instant now = clock.now(context);
        database.write(context, ListingMapper.class, (mapper, transaction) -> {
            if (mapper.delete(id, now) == 0) {
                throw ProblemException.notFound("listing");
            }
            transaction.meter(MarketplaceModule.LISTINGS, -1);
            transaction.audit(AuditEntry.removed("listing.delete", TABLE, id, before));
            transaction.publish(new ListingDeleted(id));
            return before;
        });
    }

    /** Ends a listing whose time has passed by now; does nothing where it was prolonged or has ended otherwise. */
    void expire(CallContext context, UUID id) {
        Instant now = clock.now(context);
        database.write(context, ListingMapper.class, (mapper, transaction) -> {
            ListingRow before = mapper.findAndLock(id);
            if (before != null && mapper.expire(id, now) > 0) {
                transaction.audit(
                        AuditEntry.changed("listing.status", TABLE, id, before.status(), ListingStatus.EXPIRED));
                tell(transaction, before.status(), found(context, mapper.find(id)));
            }
            return id;
        });
    }

    /** Puts a listing first no longer, unless that was prolonged. */
    void endFeature(CallContext context, UUID id) {
        Instant now = clock.now(context);
        database.write(context, ListingMapper.class, (mapper, transaction) -> mapper.endFeature(id, now));
    }

    /**
     * A listing that the caller manages.
     *
     * @throws ProblemException 404 where the caller does not even see it, 403 {@code permission-denied}
     */
    public Listing managed(CallContext context, UUID id) {
        Listing listing = get(context, id);
        if (!Members.manages(context, listing.userId(), listing.accountId())) {
            throw ProblemException.of(
                    CommonProblem.PERMISSION_DENIED,
                    listing.accountId() == null
                            ? MarketplaceModule.LIST_FOR_TENANT
                            : MarketplaceModule.LIST_FOR_ACCOUNT);
        }
        return listing;
    }

    private ListingFields checked(CallContext context, ListingFields fields) {
        UUID tenantId = context.requireTenant();
        Tenant tenant = tenants.get(context, tenantId.toString());
        ListingFields complete = fields.completed(tenant.language(), tenant.currency());
        Object currencies = tenants.settings(context, tenantId).get(CURRENCIES);
        ListingCheck.require(
                complete,
                currencies instanceof Collection<?> list
                        ? list.stream().map(String::valueOf).toList()
                        : List.of());
        return complete;
    }

    private static Stored stored(ListingFields fields) {
        return new Stored(
                fields,
                Documents.write(fields.translations()),
                Documents.write(fields.requirements()),
                Documents.write(fields.questions()));
    }

    private static void tell(Transaction transaction, ListingStatus before, Listing after) {
        transaction.publish(new ListingStatusChanged(after.id(), before, after.status()));
        if (after.status() == ListingStatus.ACTIVE) {
            transaction.publish(new ListingPublished(
                    after.id(), after.userId(), after.accountId(), after.type().name(), after.title()));
        }
    }

    private static void expireLater(Transaction transaction, Listing listing) {
        if (listing.expiresAt() != null) {
            transaction.publish(new ListingExpiryReached(listing.id()), listing.expiresAt());
        }
    }

    private static Listing found(CallContext context, ListingRow row) {
        return found(row == null ? null : row.listing(context.locale()));
    }

    private static Listing found(Listing listing) {
        if (listing == null) {
            throw ProblemException.notFound("listing");
        }
        return listing;
    }
}
