package org.stoa.marketplace.savedsearch;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEventListener;
import org.stoa.marketplace.Listener;
import org.stoa.marketplace.ListingPublished;

/** Tells people of what is newly listed. */
@Component(service = DomainEventListener.class)
public final class ListingPublishedListener extends Listener<ListingPublished> {

    @Activate
    public ListingPublishedListener(@Reference Notifications notifications) {
        super(
                "saved-searches",
                "marketplace",
                ListingPublished.class,
                (context, event) ->
                        notifications.listed(context, event.payload().listingId()));
    }
}
