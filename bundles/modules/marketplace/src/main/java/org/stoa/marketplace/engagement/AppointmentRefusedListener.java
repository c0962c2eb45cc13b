package org.stoa.marketplace.engagement;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.appointment.AppointmentRefused;
import org.stoa.api.event.DomainEventListener;
import org.stoa.marketplace.Listener;

/** Notes that the calendar has no room for an engagement. */
@Component(service = DomainEventListener.class)
public final class AppointmentRefusedListener extends Listener<AppointmentRefused> {

    @Activate
    public AppointmentRefusedListener(@Reference Engagements engagements) {
        super(
                "appointment-refused",
                "appointment",
                AppointmentRefused.class,
                (context, event) -> engagements.refused(
                        context, event.payload().agreementId(), event.payload().reason()));
    }
}
