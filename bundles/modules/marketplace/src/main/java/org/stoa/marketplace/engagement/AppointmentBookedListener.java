package org.stoa.marketplace.engagement;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.appointment.AppointmentBooked;
import org.stoa.api.event.DomainEventListener;
import org.stoa.marketplace.Listener;

/** Notes that the calendar has an engagement. */
@Component(service = DomainEventListener.class)
public final class AppointmentBookedListener extends Listener<AppointmentBooked> {

    @Activate
    public AppointmentBookedListener(@Reference Engagements engagements) {
        super(
                "appointment-booked",
                "appointment",
                AppointmentBooked.class,
                (context, event) -> engagements.booked(
                        context, event.payload().agreementId(), event.payload().bookingId()));
    }
}
