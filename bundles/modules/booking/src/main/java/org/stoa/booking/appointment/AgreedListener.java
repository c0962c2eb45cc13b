package org.stoa.booking.appointment;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.appointment.AppointmentAgreed;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;

/** Books times that people agreed on elsewhere. */
@Component(service = DomainEventListener.class)
public final class AgreedListener implements DomainEventListener<AppointmentAgreed> {
    static final String NAME = "booking.agreed";

    private final Agreements agreements;

    @Activate
    public AgreedListener(@Reference Agreements agreements) {
        this.agreements = agreements;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String eventType() {
        return "appointment.AppointmentAgreed";
    }

    @Override
    public Class<AppointmentAgreed> payloadType() {
        return AppointmentAgreed.class;
    }

    @Override
    public void on(DomainEvent<AppointmentAgreed> event) {
        agreements.book(CallContext.system(event.tenantId(), NAME), event.payload());
    }
}
