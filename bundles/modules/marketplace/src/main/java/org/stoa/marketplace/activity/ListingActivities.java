package org.stoa.marketplace.activity;

import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.activity.Activities;
import org.stoa.api.activity.Activity;
import org.stoa.api.activity.ActivityCounts;
import org.stoa.api.activity.ActivityTarget;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.security.CallContext;
import org.stoa.marketplace.MarketplaceModule;
import org.stoa.marketplace.listing.Listing;
import org.stoa.marketplace.listing.Listings;

/** What people do with listings that they may see. */
@Component(service = ListingActivities.class)
public final class ListingActivities {
    private static final String TYPE = "marketplace.listing";

    private final Listings listings;
    private final Activities activities;

    @Activate
    public ListingActivities(@Reference Listings listings, @Reference Activities activities) {
        this.listings = listings;
        this.activities = activities;
    }

    Page<Activity> list(CallContext context, UUID id, PageRequest page) {
        return activities.of(context, target(context, id), page);
    }

    ActivityCounts counts(CallContext context, UUID id) {
        target(context, id);
        return activities.counts(context, TYPE, List.of(id)).get(id);
    }

    ActivityCounts add(CallContext context, UUID id, Activity.Type type) {
        return activities.add(context, target(context, id), type);
    }

    ActivityCounts unlike(CallContext context, UUID id) {
        return activities.unlike(context, target(context, id));
    }

    Activity comment(CallContext context, UUID id, String text) {
        return activities.comment(context, target(context, id), text);
    }

    void deleteComment(CallContext context, UUID id, UUID comment) {
        boolean anybodys = context.allows(MarketplaceModule.WRITE_ALL, null);
        activities.deleteComment(context, target(context, id), comment, anybodys);
    }

    /** Forgets what was done with a listing that is deleted. */
    void forget(CallContext context, UUID id) {
        activities.forget(context, new ActivityTarget(TYPE, id, null));
    }

    private ActivityTarget target(CallContext context, UUID id) {
        Listing listing = listings.get(context, id);
        return new ActivityTarget(TYPE, id, listing.userId());
    }
}
