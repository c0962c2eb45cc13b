package org.stoa.marketplace.activity;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEventListener;
import org.stoa.marketplace.Listener;
import org.stoa.marketplace.ListingDeleted;

/** Forgets what was done with listings that are deleted. */
@Component(service = DomainEventListener.class)
public final class ListingDeletedListener extends Listener<ListingDeleted> {

    @Activate
    public ListingDeletedListener(@Reference ListingActivities listingActivities) {
        super(
                "activities",
                "marketplace",
                ListingDeleted.class,
                (context, event) ->
                        listingActivities.forget(context, event.payload().listingId()));
    }
}
