package org.stoa.marketplace.savedsearch;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEventListener;
import org.stoa.marketplace.Listener;

/** Sends the digests of the morning. */
@Component(service = DomainEventListener.class)
public final class DigestListener extends Listener<DigestDue> {

    @Activate
    public DigestListener(@Reference Notifications notifications) {
        super(
                "digests",
                "marketplace",
                DigestDue.class,
                (context, event) ->
                        notifications.digest(context, event.payload().userId()));
    }
}
