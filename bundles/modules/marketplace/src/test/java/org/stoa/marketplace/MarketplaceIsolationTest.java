package org.stoa.marketplace;

import static org.stoa.marketplace.MarketplaceFixture.another;
import static org.stoa.marketplace.MarketplaceFixture.gig;

import java.util.List;
import java.util.Map;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.security.CallContext;
import org.stoa.marketplace.application.Application;
import org.stoa.marketplace.application.ApplicationFields;
import org.stoa.marketplace.application.MessageFields;
import org.stoa.marketplace.engagement.Engagement;
import org.stoa.marketplace.engagement.Offer;
import org.stoa.marketplace.listing.Listing;
import org.stoa.marketplace.listing.ListingStatus;
import org.stoa.marketplace.review.ReviewFields;
import org.stoa.marketplace.savedsearch.Frequency;
import org.stoa.marketplace.savedsearch.ListingPublishedListener;
import org.stoa.marketplace.savedsearch.SavedSearchFields;
import org.stoa.testkit.FakeTenantClock;
import org.stoa.testkit.MemoryTenants;
import org.stoa.testkit.MutableClock;
import org.stoa.testkit.TwoTenantContract;

/** Every table of the module keeps its tenants apart; a table without a row here fails the contract. */
class MarketplaceIsolationTest extends TwoTenantContract {
    private static final MutableClock CLOCK = MutableClock.at("2026-03-15T10:00:00Z");

    MarketplaceIsolationTest() {
        super("marketplace", MarketplaceModule.class);
    }

    @Override
    protected void createRows(Database database, CallContext context) {
        MemoryTenants tenants = new MemoryTenants();
        tenants.add(context.requireTenant(), "agency", MemoryTenants.company("Agency GmbH"), "Europe/Berlin", "EUR");
        MarketplaceServices marketplace = new MarketplaceServices(database, tenants, new FakeTenantClock(CLOCK));
        CallContext applicant = another(context);
        marketplace.savedSearches.create(
                applicant, new SavedSearchFields("Castings", Frequency.DAILY, Map.of("q", "casting")));
        Listing draft = marketplace.listings.create(
                context,
                gig("Casting").with(fields -> fields.tags = List.of("summer")).build());
        Listing listing = marketplace.listings.changeStatus(context, draft.id(), ListingStatus.ACTIVE);
        new ListingPublishedListener(marketplace.notifications)
                .on(new DomainEvent<>(
                        Ids.next(),
                        "marketplace.ListingPublished",
                        context.requireTenant(),
                        CLOCK.instant(),
                        new ListingPublished(listing.id(), listing.userId(), null, "GIG", "Casting")));
        Application application = marketplace.applications.apply(
                applicant, listing.id(), new ApplicationFields("Hi", null, null, null, null));
        marketplace.applications.write(applicant, application.id(), new MessageFields("Hello"));
        Offer offer = marketplace.offers.make(context, application.id(), MarketplaceFixture.offer("450.00"));
        Engagement engagement = marketplace.offers.accept(applicant, offer.id());
        marketplace.engagements.complete(context, engagement.id());
        marketplace.reviews.write(context, engagement.id(), new ReviewFields(5, "Thanks"));
        marketplace.reviews.write(applicant, engagement.id(), new ReviewFields(4, "Welcome"));
    }
}
