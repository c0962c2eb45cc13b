package org.stoa.marketplace.listing;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEventListener;
import org.stoa.marketplace.Listener;

/** Ends listings whose time has passed. */
@Component(service = DomainEventListener.class)
public final class ExpiryListener extends Listener<ListingExpiryReached> {

    @Activate
    public ExpiryListener(@Reference Listings listings) {
        super(
                "expiry",
                "marketplace",
                ListingExpiryReached.class,
                (context, event) -> listings.expire(context, event.payload().listingId()));
    }
}
