package org.stoa.booking.appointment;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.appointment.AppointmentWithdrawn;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;

/** Cancels times that people no longer agree on. */
@Component(service = DomainEventListener.class)
public final class WithdrawnListener implements DomainEventListener<AppointmentWithdrawn> {
    static final String NAME = "booking.withdrawn";

    private final Agreements agreements;

    @Activate
    public WithdrawnListener(@Reference Agreements agreements) {
        this.agreements = agreements;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String eventType() {
        return "appointment.AppointmentWithdrawn";
    }

    @Override
    public Class<AppointmentWithdrawn> payloadType() {
        return AppointmentWithdrawn.class;
    }

    @Override
    public void on(DomainEvent<AppointmentWithdrawn> event) {
        agreements.withdraw(CallContext.system(event.tenantId(), NAME), event.payload());
    }
}
