package org.stoa.marketplace.engagement;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.appointment.AppointmentEnded;
import org.stoa.api.event.DomainEventListener;
import org.stoa.marketplace.Listener;

/** Notes what became of the time of an engagement. */
@Component(service = DomainEventListener.class)
public final class AppointmentEndedListener extends Listener<AppointmentEnded> {

    @Activate
    public AppointmentEndedListener(@Reference Engagements engagements) {
        super(
                "appointment-ended",
                "appointment",
                AppointmentEnded.class,
                (context, event) -> engagements.ended(
                        context, event.payload().agreementId(), event.payload().outcome()));
    }
}
