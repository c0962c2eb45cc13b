package org.stoa.marketplace;

import org.stoa.api.data.Database;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.tenant.TenantService;
import org.stoa.marketplace.application.Applications;
import org.stoa.marketplace.engagement.AppointmentBookedListener;
import org.stoa.marketplace.engagement.AppointmentEndedListener;
import org.stoa.marketplace.engagement.AppointmentRefusedListener;
import org.stoa.marketplace.engagement.Engagements;
import org.stoa.marketplace.engagement.OfferExpiryListener;
import org.stoa.marketplace.engagement.Offers;
import org.stoa.marketplace.engagement.SaleInvoicedListener;
import org.stoa.marketplace.engagement.SaleSettledListener;
import org.stoa.marketplace.listing.ExpiryListener;
import org.stoa.marketplace.listing.FeatureListener;
import org.stoa.marketplace.listing.Listings;
import org.stoa.marketplace.review.ReviewPeriodListener;
import org.stoa.marketplace.review.Reviews;
import org.stoa.marketplace.savedsearch.DigestListener;
import org.stoa.marketplace.savedsearch.ListingPublishedListener;
import org.stoa.marketplace.savedsearch.Notifications;
import org.stoa.marketplace.savedsearch.SavedSearches;
import org.stoa.marketplace.search.ListingSearch;

/** All services of the module on one database: what a node has. */
public final class MarketplaceServices {
    public final Listings listings;
    public final ListingSearch search;
    public final Applications applications;
    public final Offers offers;
    public final Engagements engagements;
    public final Reviews reviews;
    public final SavedSearches savedSearches;
    public final Notifications notifications;

    public MarketplaceServices(Database database, TenantService tenants, TenantClock clock) {
        MemoryPeople people = new MemoryPeople();
        listings = new Listings(database, tenants, people, clock);
        search = new ListingSearch(database, tenants, clock);
        applications = new Applications(database, listings, clock);
        offers = new Offers(database, applications, clock);
        engagements = new Engagements(database, people, clock);
        reviews = new Reviews(database, engagements, clock);
        savedSearches = new SavedSearches(database, tenants, clock);
        notifications = new Notifications(database, tenants, clock);
    }

    /** What does the work that falls due, and hears of what others do. */
    public DomainEventListener<?>[] listeners() {
        return new DomainEventListener<?>[] {
            new ExpiryListener(listings),
            new FeatureListener(listings),
            new OfferExpiryListener(offers),
            new AppointmentBookedListener(engagements),
            new AppointmentRefusedListener(engagements),
            new AppointmentEndedListener(engagements),
            new SaleInvoicedListener(engagements),
            new SaleSettledListener(engagements),
            new ReviewPeriodListener(reviews),
            new ListingPublishedListener(notifications),
            new DigestListener(notifications)
        };
    }
}
