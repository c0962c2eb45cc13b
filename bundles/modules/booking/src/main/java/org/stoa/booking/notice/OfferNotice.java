package org.stoa.booking.notice;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEventListener;
import org.stoa.booking.SlotOffered;

/** Tells a client who waited that a slot is held. */
@Component(service = DomainEventListener.class)
public final class OfferNotice extends NoticeListener<SlotOffered> {

    @Activate
    public OfferNotice(@Reference Notices notices) {
        super(SlotOffered.class, notices::offered);
    }
}
