package org.stoa.booking.notice;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEventListener;
import org.stoa.booking.BookingRescheduled;

/** Tells a client that a booking was moved. */
@Component(service = DomainEventListener.class)
public final class RescheduleNotice extends NoticeListener<BookingRescheduled> {

    @Activate
    public RescheduleNotice(@Reference Notices notices) {
        super(BookingRescheduled.class, notices::rescheduled);
    }
}
