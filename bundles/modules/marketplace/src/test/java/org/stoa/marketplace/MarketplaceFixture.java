package org.stoa.marketplace;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.stoa.api.data.Database;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.value.Money;
import org.stoa.data.StandaloneDatabases;
import org.stoa.marketplace.application.Application;
import org.stoa.marketplace.application.ApplicationFields;
import org.stoa.marketplace.engagement.Engagement;
import org.stoa.marketplace.engagement.OfferFields;
import org.stoa.marketplace.listing.Listing;
import org.stoa.marketplace.listing.ListingFields;
import org.stoa.marketplace.listing.ListingStatus;
import org.stoa.marketplace.listing.ListingText;
import org.stoa.marketplace.listing.ListingType;
import org.stoa.marketplace.listing.Place;
import org.stoa.marketplace.listing.PriceType;
import org.stoa.marketplace.listing.Question;
import org.stoa.marketplace.listing.Requirement;
import org.stoa.marketplace.listing.Schedule;
import org.stoa.testkit.FakeTenantClock;
import org.stoa.testkit.MemoryTenants;
import org.stoa.testkit.MutableClock;
import org.stoa.testkit.TestContexts;
import org.stoa.testkit.TestDatabases;

/** The marketplace on a database of its own, with tenants from memory and a clock that stands still. */
public final class MarketplaceFixture implements AutoCloseable {
    public final MutableClock clock = MutableClock.at("2026-03-15T10:00:00Z");
    public final MemoryTenants tenants = new MemoryTenants();
    public final StandaloneDatabases databases = TestDatabases.fresh(clock);
    public final Database database = databases.forModule("marketplace", MarketplaceModule.class);
    public final FakeTenantClock tenantClock = new FakeTenantClock(clock);
    public final MarketplaceServices services = new MarketplaceServices(database, tenants, tenantClock);

    private int number;

    /** A call of a user of a new tenant. */
    public CallContext newTenant() {
        number++;
        Tenant tenant = tenants.add("agency-" + number, "Europe/Berlin");
        tenantClock.zones.put(tenant.id(), ZoneId.of("Europe/Berlin"));
        return user(tenant.id());
    }

    /** A call of another user of a tenant. */
    public static CallContext another(CallContext context, String... permissions) {
        return TestContexts.user(context.requireTenant(), permissions);
    }

    /** A call of the same user, who holds these permissions and no others. */
    public static CallContext holding(CallContext context, String... permissions) {
        return new CallContext(
                context.tenantId(),
                context.caller(),
                another(context, permissions).permissions(),
                context.locale(),
                context.request(),
                null);
    }

    private static CallContext user(UUID tenantId) {
        return TestContexts.user(tenantId, MarketplaceModule.READ, MarketplaceModule.WRITE, MarketplaceModule.LIST);
    }

    /** A gig for 500 EUR. */
    public static Fields gig(String title) {
        return new Fields(title);
    }

    /** An active listing. */
    public Listing publish(CallContext owner, Fields fields) {
        Listing draft = services.listings.create(owner, fields.build());
        return services.listings.changeStatus(owner, draft.id(), ListingStatus.ACTIVE);
    }

    public Application apply(CallContext applicant, Listing listing) {
        return services.applications.apply(
                applicant, listing.id(), new ApplicationFields("Hi", null, null, null, null));
    }

    public static OfferFields offer(String amount) {
        return new OfferFields(Money.of(amount, "EUR"), null, null, null, null, null, null);
    }

    /** What came of an offer of the owner that the applicant accepted. */
    public Engagement engage(CallContext owner, CallContext applicant) {
        Listing listing = publish(owner, gig("Casting"));
        Application application = apply(applicant, listing);
        UUID offer =
                services.offers.make(owner, application.id(), offer("450.00")).id();
        return services.offers.accept(applicant, offer);
    }

    public Instant now() {
        return clock.instant();
    }

    /** Moves the clock on, and has everything done that falls due until then. */
    public void moveTo(String instant) {
        clock.set(instant);
        deliver();
    }

    /** Has everything done that is due; {@code more} hear of it as well. */
    public void deliver(DomainEventListener<?>... more) {
        DomainEventListener<?>[] own = services.listeners();
        DomainEventListener<?>[] all = Arrays.copyOf(own, own.length + more.length);
        System.arraycopy(more, 0, all, own.length, more.length);
        databases.deliverEvents(all);
    }

    /** A patch that does {@code change}, whatever it is applied to. */
    public static <F extends Record> MergePatch patch(Class<F> type, UnaryOperator<F> change) {
        return new MergePatch() {
            @Override
            @SuppressWarnings("unchecked")
            public <T extends Record> T applyTo(T current) {
                return (T) change.apply(type.cast(current));
            }
        };
    }

    @Override
    public void close() {
        databases.close();
    }

    /** A listing that is being written. */
    public static final class Fields {
        public String title;
        public String description = "We look for somebody.";
        public ListingType type = ListingType.GIG;
        public Money price = Money.of("500.00", "EUR");
        public PriceType priceType = PriceType.FIXED;
        public String currency;
        public Place location;
        public boolean remote;
        public Schedule schedule;
        public List<Question> questions = List.of();
        public List<Requirement> requirements = List.of();
        public List<ListingText> translations = List.of();
        public int positions = 1;
        public List<String> categories = List.of();
        public List<String> tags = List.of();
        public Instant expiresAt;
        public UUID account;

        Fields(String title) {
            this.title = title;
        }

        /** The same with a change. */
        public Fields with(Consumer<Fields> change) {
            change.accept(this);
            return this;
        }

        public ListingFields build() {
            return new ListingFields(
                    account,
                    type,
                    title,
                    description,
                    null,
                    translations,
                    price,
                    priceType,
                    currency,
                    location,
                    remote,
                    schedule,
                    null,
                    requirements,
                    questions,
                    positions,
                    categories,
                    tags,
                    expiresAt);
        }
    }
}
