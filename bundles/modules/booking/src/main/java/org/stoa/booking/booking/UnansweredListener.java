package org.stoa.booking.booking;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;
import org.stoa.booking.BookingUnanswered;

/** Gives back the time of bookings that nobody has confirmed when they begin. */
@Component(service = DomainEventListener.class)
public final class UnansweredListener implements DomainEventListener<BookingUnanswered> {
    static final String NAME = "booking.unanswered";

    private final Lifecycle lifecycle;

    @Activate
    public UnansweredListener(@Reference Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String eventType() {
        return "booking.BookingUnanswered";
    }

    @Override
    public Class<BookingUnanswered> payloadType() {
        return BookingUnanswered.class;
    }

    @Override
    public void on(DomainEvent<BookingUnanswered> event) {
        lifecycle.lapse(
                CallContext.system(event.tenantId(), NAME),
                event.payload().bookingId(),
                event.payload().start());
    }
}
