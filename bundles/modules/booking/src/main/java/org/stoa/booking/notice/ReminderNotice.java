package org.stoa.booking.notice;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEventListener;
import org.stoa.booking.ReminderDue;

/** Reminds a client of a booking. */
@Component(service = DomainEventListener.class)
public final class ReminderNotice extends NoticeListener<ReminderDue> {

    @Activate
    public ReminderNotice(@Reference Notices notices) {
        super(ReminderDue.class, notices::reminder);
    }
}
