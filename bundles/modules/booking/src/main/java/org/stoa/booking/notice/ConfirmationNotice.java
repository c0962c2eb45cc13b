package org.stoa.booking.notice;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEventListener;
import org.stoa.booking.BookingConfirmed;

/** Tells a client that a booking is confirmed. */
@Component(service = DomainEventListener.class)
public final class ConfirmationNotice extends NoticeListener<BookingConfirmed> {

    @Activate
    public ConfirmationNotice(@Reference Notices notices) {
        super(BookingConfirmed.class, notices::confirmed);
    }
}
