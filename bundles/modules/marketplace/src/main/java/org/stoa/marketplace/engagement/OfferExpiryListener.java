package org.stoa.marketplace.engagement;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEventListener;
import org.stoa.marketplace.Listener;

/** Ends offers whose time has passed. */
@Component(service = DomainEventListener.class)
public final class OfferExpiryListener extends Listener<OfferExpiryReached> {

    @Activate
    public OfferExpiryListener(@Reference Offers offers) {
        super(
                "offer-expiry",
                "marketplace",
                OfferExpiryReached.class,
                (context, event) -> offers.expire(context, event.payload().offerId()));
    }
}
