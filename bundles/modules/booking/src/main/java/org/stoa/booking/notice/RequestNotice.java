package org.stoa.booking.notice;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEventListener;
import org.stoa.booking.BookingRequested;

/** Tells a client that a request was received. */
@Component(service = DomainEventListener.class)
public final class RequestNotice extends NoticeListener<BookingRequested> {

    @Activate
    public RequestNotice(@Reference Notices notices) {
        super(BookingRequested.class, notices::requested);
    }
}
