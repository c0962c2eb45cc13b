package org.stoa.booking.hold;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;
import org.stoa.booking.HoldExpired;

/** Tidies up holds that have expired. */
@Component(service = DomainEventListener.class)
public final class HoldExpiredListener implements DomainEventListener<HoldExpired> {
    static final String NAME = "booking.hold-expiry";

    private final Holds holds;

    @Activate
    public HoldExpiredListener(@Reference Holds holds) {
        this.holds = holds;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String eventType() {
        return "booking.HoldExpired";
    }

    @Override
    public Class<HoldExpired> payloadType() {
        return HoldExpired.class;
    }

    @Override
    public void on(DomainEvent<HoldExpired> event) {
        holds.expire(CallContext.system(event.tenantId(), NAME), event.payload().holdId());
    }
}
