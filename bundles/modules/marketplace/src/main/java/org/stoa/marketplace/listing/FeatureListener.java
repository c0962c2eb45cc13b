package org.stoa.marketplace.listing;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEventListener;
import org.stoa.marketplace.Listener;

/** Puts listings first no longer when the time for that has passed. */
@Component(service = DomainEventListener.class)
public final class FeatureListener extends Listener<ListingFeatureEnded> {

    @Activate
    public FeatureListener(@Reference Listings listings) {
        super(
                "feature",
                "marketplace",
                ListingFeatureEnded.class,
                (context, event) -> listings.endFeature(context, event.payload().listingId()));
    }
}
