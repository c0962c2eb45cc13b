package org.stoa.booking.notice;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEventListener;
import org.stoa.booking.BookingCancelled;

/** Tells a client that a booking was cancelled. */
@Component(service = DomainEventListener.class)
public final class CancellationNotice extends NoticeListener<BookingCancelled> {

    @Activate
    public CancellationNotice(@Reference Notices notices) {
        super(BookingCancelled.class, notices::cancelled);
    }
}
