package org.stoa.booking.waiting;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;
import org.stoa.booking.SlotFreed;

/** Offers slots that were freed to those who wait. */
@Component(service = DomainEventListener.class)
public final class SlotFreedListener implements DomainEventListener<SlotFreed> {
    static final String NAME = "booking.waiting";

    private final Waiting waiting;

    @Activate
    public SlotFreedListener(@Reference Waiting waiting) {
        this.waiting = waiting;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String eventType() {
        return "booking.SlotFreed";
    }

    @Override
    public Class<SlotFreed> payloadType() {
        return SlotFreed.class;
    }

    @Override
    public void on(DomainEvent<SlotFreed> event) {
        waiting.offer(CallContext.system(event.tenantId(), NAME), event.payload());
    }
}
